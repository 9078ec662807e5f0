import type { Json, JsonObject } from '../contract/json.js'
import type { ScenarioLock } from '../contract/scenario-report.js'
import { isPlainObject } from '../semantics/read-values.js'

const version = 1

/** What stands in a lock, or why it cannot be read. */
export type ReadLock = { readonly lock: ScenarioLock } | { readonly problem: string }

/** Reads the text of `scenarios.lock`. */
export function readLock(text: string): ReadLock {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return { problem: 'the lock is not JSON' }
  }
  if (!isPlainObject(file) || file.lockfileVersion !== version)
    return { problem: `the lock is not of version ${version}` }
  const { scenarios } = file
  return isLock(scenarios) ? { lock: scenarios } : { problem: 'the lock does not hold inputs by scenario and step' }
}

function isLock(value: unknown): value is ScenarioLock {
  return isPlainObject(value) && Object.values(value).every((steps) => isPlainObject(steps) && areInputs(steps))
}

function areInputs(steps: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(steps).every(([index, input]) => /^(0|[1-9]\d*)$/.test(index) && isPlainObject(input))
}

/** The text of `scenarios.lock`: one value a line, members in code-unit order. */
export function printLock(app: string, lock: ScenarioLock): string {
  return `${JSON.stringify(inOrder({ app, lockfileVersion: version, scenarios: lock }), null, 2)}\n`
}

function inOrder(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value
  if (isList(value)) return value.map(inOrder)
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name): [string, Json] => [name, inOrder((value as JsonObject)[name] ?? null)]))
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
