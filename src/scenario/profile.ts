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

/** What of a scenario the profile does not allow, in the words of the spec; null where it may run. */
export function findBreach({ steps, overrides }: ScenarioProgram, profile: Profile): string | null {
  const rules: ProfileRules = profiles[profile]
  if (!rules.overrides && overrides.length > 0) return '"provider_overrides"'
  const isGenerating = steps.some(({ trigger }) => trigger?.generate !== undefined)
  return !rules.generates && isGenerating ? '"generate"' : null
}
