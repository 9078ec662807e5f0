import type { RunEnvironment } from '../contract/guard.js'
import type { ScenarioProgram } from '../contract/scenario.js'

interface ProfileRules {
  readonly environment: RunEnvironment
  /** Whether inputs may be made up. */
  readonly generates: boolean
  /** Whether ports may be answered for. */
  readonly overrides: boolean
}

/** What each profile allows, and what its calls are run for. */
export const profiles = {
  simulation: { environment: 'simulation', generates: true, overrides: true },
  pre_merge: { environment: 'ci', generates: true, overrides: true },
  default_ci: { environment: 'ci', generates: false, overrides: false },
  production_smoke: { environment: 'production', generates: false, overrides: true },
} as const satisfies Record<string, ProfileRules>

export type Profile = keyof typeof profiles

/** What of a scenario a profile does not allow, in the words of the spec, and which profiles do. */
export interface Breach {
  readonly what: string
  readonly others: string
}

/** Null where the scenario may run. */
export function findBreach({ steps, overrides }: ScenarioProgram, profile: Profile): Breach | null {
  const rules: ProfileRules = profiles[profile]
  if (!rules.overrides && overrides.length > 0) return breachOf('"provider_overrides"', (other) => other.overrides)
  const isGenerating = steps.some(({ trigger }) => trigger?.generate !== undefined)
  return !rules.generates && isGenerating ? breachOf('"generate"', (other) => other.generates) : null
}

function breachOf(what: string, allows: (rules: ProfileRules) => boolean): Breach {
  const others = Object.entries<ProfileRules>(profiles).flatMap(([name, rules]) => (allows(rules) ? [name] : []))
  return { what, others: others.join(', ') }
}
