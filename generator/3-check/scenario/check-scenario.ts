import type { Json } from '../../../src/contract/json.js'
import type { Entry, Node } from '../../artifact/node.js'
import type {
  CheckedPersona,
  CheckedScenario,
  CheckedScenarioStep,
  PrincipalModel,
} from '../../artifact/scenario-model.js'
import type { PrincipalSyntax, ScenarioStepSyntax, ScenarioSyntax } from '../../artifact/scenario-syntax.js'
import { isServedByStore } from '../../artifact/standard-ports.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredPort } from '../declaration/declarations.js'
import { typeOfShape } from '../expression/scope.js'
import type { DeclaredSession } from '../session/declared-session.js'
import { checkLiteral, jsonOf } from '../template/check-literal.js'
import { contractOfValue } from '../template/contract.js'
import { normalizeJson } from '../type/find-json-problem.js'
import { checkCaptures } from './check-captures.js'
import { checkExpectation, type Expectable } from './check-expectation.js'
import { checkTrigger } from './check-trigger.js'
import { ScenarioWalk } from './scenario-walk.js'

/** What a scenario can name. */
export interface ScenarioSurroundings extends Expectable {
  readonly personas: ReadonlyMap<string, CheckedPersona>
  readonly ports: ReadonlyMap<string, DeclaredPort>
  readonly session: DeclaredSession
  readonly found: Diagnostic[]
}

/** Checks one scenario: its caller, what stands in for modules, and its steps in order. */
export function checkScenario(
  { name, value }: Entry<ScenarioSyntax>,
  path: string,
  around: ScenarioSurroundings,
): CheckedScenario {
  const { found } = around
  const persona = findPersona(value, path, around)
  const overrides = checkOverrides(value.overrides, `${path}.context.provider_overrides`, around)
  const { session } = around
  const played = value.persona === null ? null : (persona ?? 'unknown')
  const walk = new ScenarioWalk({ id: name.text, persona: played, session, steps: indexCaptures(value.steps), found })
  const steps = value.steps.map((step, index) => {
    const place = { scenario: name.text, path: `${path}.steps.${index}`, step: index }
    return checkStep(step, place, walk, around)
  })
  return {
    id: name.text,
    at: name.at,
    tags: value.tags.map(({ text }) => text),
    persona: persona?.id ?? null,
    principal: completePrincipal(value.principal, persona, { path: `${path}.context.principal`, found }),
    session: checkSession(value.session, `${path}.context.session`, around),
    overrides,
    captured: [...walk.captured.values()].map((captured) => ({ name: captured.name.text, type: captured.type })),
    steps,
  }
}

function findPersona(
  { persona }: ScenarioSyntax,
  path: string,
  { personas, found }: ScenarioSurroundings,
): CheckedPersona | null {
  if (persona === null) return null
  const { text, at } = persona
  const known = personas.get(text)
  if (known !== undefined) return known
  const extras = { path: `${path}.context.persona`, ...suggestName(persona, personas.keys()) }
  found.push(diagnostic('spec_reference_not_found_error', at, { kind: 'persona', id: text }, extras))
  return null
}

interface Place {
  readonly path: string
  readonly found: Diagnostic[]
}

/** A caller of whom nothing is said is anonymous, with the tags of the persona. */
function completePrincipal(
  syntax: PrincipalSyntax | null,
  persona: CheckedPersona | null,
  { path, found }: Place,
): PrincipalModel {
  const subject = syntax?.subject ?? null
  const isText = subject?.kind === 'scalar' && (typeof subject.value === 'string' || subject.value === null)
  if (subject !== null && !isText) {
    const problem = '"subject" must be text, or null for an anonymous caller'
    found.push(diagnostic('scenario_ir_invalid_error', subject.at, { problem }, { path: `${path}.subject` }))
  }
  const named = subject?.kind === 'scalar' && typeof subject.value === 'string' ? subject.value : null
  const tags = syntax?.tags?.map(({ text }) => text) ?? persona?.tags ?? []
  return { subject: named, claims: syntax?.claims ?? {}, tags }
}

/** A session that is not mentioned is left as the scenarios before have made it. */
function checkSession(
  entries: readonly Entry<Node>[],
  path: string,
  { session, found }: ScenarioSurroundings,
): CheckedScenario['session'] {
  const { fields } = session.shape
  const values = entries.map(({ name, value }): [string, Json] => {
    const place = `${path}.${name.text}`
    const field = fields.find((one) => one.name === name.text)
    if (field === undefined) {
      const names = fields.map((one) => one.name)
      const values = { kind: 'session field', id: name.text }
      const extras = { path: place, ...suggestName(name, names) }
      found.push(diagnostic('spec_reference_not_found_error', name.at, values, extras))
      return [name.text, jsonOf(value)]
    }
    const contract = contractOfValue(`"${name.text}" of the session`, field.type)
    checkLiteral(value, contract, { path: place, found, code: 'spec_contract_conflict_error' })
    return [name.text, normalizeJson(jsonOf(value), field.type)]
  })
  return values.length === 0 ? null : Object.fromEntries(values)
}

function checkOverrides(
  overrides: readonly Entry<Node>[],
  path: string,
  { ports, found }: ScenarioSurroundings,
): CheckedScenario['overrides'] {
  return overrides.flatMap(({ name, value }) => {
    const place = `${path}.${name.text}`
    const port = ports.get(name.text)
    if (port === undefined) {
      const extras = { path: place, ...suggestName(name, ports.keys()) }
      found.push(diagnostic('spec_reference_not_found_error', name.at, { kind: 'port', id: name.text }, extras))
      return []
    }
    if (isServedByStore(name.text)) {
      const problem = `"${name.text}" is served by the store of the run, and nothing stands in for it`
      found.push(diagnostic('scenario_ir_invalid_error', name.at, { problem }, { path: place }))
      return []
    }
    const type = typeOfShape(port.output)
    const contract = contractOfValue(`the output of port "${name.text}"`, type)
    checkLiteral(value, contract, { path: place, found, code: 'spec_contract_conflict_error' })
    return [{ port: name.text, output: normalizeJson(jsonOf(value), type) }]
  })
}

/** Where each capture is made first. */
function indexCaptures(steps: readonly ScenarioStepSyntax[]): ReadonlyMap<string, number> {
  const made = new Map<string, number>()
  for (const [index, { capture }] of steps.entries())
    for (const { name } of capture?.captures ?? []) if (!made.has(name.text)) made.set(name.text, index)
  return made
}

interface StepPlace {
  readonly scenario: string
  readonly path: string
  readonly step: number
}

function checkStep(
  { at, trigger, capture, expect }: ScenarioStepSyntax,
  place: StepPlace,
  walk: ScenarioWalk,
  around: ScenarioSurroundings,
): CheckedScenarioStep {
  const { path } = place
  if (trigger === null && capture === null && expect === null) {
    const problem = 'a step has a "trigger", a "capture" or an "expect", and this one has none'
    around.found.push(diagnostic('scenario_ir_invalid_error', at, { problem }, { path }))
  }
  return {
    at,
    path,
    trigger: trigger && checkTrigger(trigger, `${path}.trigger`, walk, around.contracts),
    captures: capture === null ? [] : checkCaptures(capture, { ...place, path: `${path}.capture` }, walk),
    expect: expect && checkExpectation(expect, { ...place, path: `${path}.expect` }, walk, around),
  }
}
