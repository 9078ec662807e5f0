import type { Json, JsonObject } from '../contract/json.js'
import type { InputMaker, Persona, ScenarioProgram } from '../contract/scenario.js'
import { canonicalJson } from '../semantics/canonical-json.js'
import { sha256 } from '../semantics/sha256.js'
import { instantOf } from '../semantics/timestamp.js'

const nobody: Pick<Persona, 'traits' | 'history'> = { traits: {}, history: [] }
const firstInstant = instantOf('2026-01-01T00:00:00.000Z')
const secondsOfYear = 365 * 24 * 60 * 60
const longestList = 3

/** Makes up the values of one step. Each follows from a hash over the scenario, the step, the persona and the field. */
export function inputMaker({ id, persona }: ScenarioProgram, step: number): InputMaker {
  const { traits, history } = persona ?? nobody
  const who = { scenario: id, step, persona: persona?.id ?? null, traits, history }
  const digits = (field: string): string => sha256(canonicalJson({ ...who, field }))
  const count = (field: string): number => Number.parseInt(digits(field).slice(0, 8), 16)
  return {
    text: (field) => `text ${digits(field).slice(0, 8)}`,
    id: (field) => `id_${digits(field).slice(0, 12)}`,
    int: (field) => (count(field) % 1000) + 1,
    number: (field) => ((count(field) % 100_000) + 1) / 100,
    bool: (field) => count(field) % 2 === 1,
    timestamp: (field) => new Date(firstInstant + (count(field) % secondsOfYear) * 1000).toISOString(),
    oneOf: <Value extends Json>(field: string, values: readonly Value[]) =>
      values[count(field) % values.length] as Value,
    list: (field, item) =>
      Array.from({ length: (count(field) % longestList) + 1 }, (_, index) => item(`${field}.${index}`)),
  }
}

/** Whether two inputs have the same members; their values may differ. */
export function hasMembersOf(left: JsonObject, right: JsonObject): boolean {
  const [names, others] = [left, right].map((input) => Object.keys(input).sort())
  return canonicalJson(names) === canonicalJson(others)
}
