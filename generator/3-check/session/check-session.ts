import type { Json } from '../../../src/contract/json.js'
import type { CheckedSession } from '../../artifact/checked-session.js'
import type { Entry, Node } from '../../artifact/node.js'
import type { ShapeField } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, suggestName } from '../../diagnostic/suggest.js'
import { checkLiteral, jsonOf } from '../template/check-literal.js'
import { contractOfValue } from '../template/contract.js'
import { normalizeJson } from '../type/find-json-problem.js'
import { completeJson } from './complete-json.js'
import type { DeclaredSession } from './declared-session.js'

/** Checks that a session begins with what it may hold: each default fits its field, and what is required has one. */
export function checkSession({ syntax, shape, read }: DeclaredSession, found: Diagnostic[]): CheckedSession {
  const filled = new Set((syntax?.defaults ?? []).map(({ name }) => name.text))
  const known = shape.fields.map(({ name }) => name)
  const unknown = [...filled].filter((name) => !known.includes(name))
  for (const { name, value } of syntax?.fields ?? []) {
    if (!value.required || filled.has(name.text)) continue
    // A misspelt default is one mistake, not a default too many and another too few.
    if (unknown.some((written) => findNearest(written, known) === name.text)) continue
    const problem = `the session field "${name.text}" is required and has no default`
    const extras = {
      path: `session.fields.${name.text}`,
      hint: `add "${name.text}" to "defaults", or leave out the "!"`,
    }
    found.push(diagnostic('session_ir_invalid_error', name.at, { problem }, extras))
  }
  const defaults = (syntax?.defaults ?? []).flatMap((entry) => checkDefault(entry, shape.fields, found))
  return { at: syntax?.at ?? null, shape, read, defaults }
}

function checkDefault(
  { name, value }: Entry<Node>,
  fields: readonly ShapeField[],
  found: Diagnostic[],
): CheckedSession['defaults'] {
  const path = `session.defaults.${name.text}`
  const field = fields.find((one) => one.name === name.text)
  if (field === undefined) {
    const problem = `the session has no field "${name.text}"`
    const names = fields.map((one) => one.name)
    found.push(diagnostic('session_ir_invalid_error', name.at, { problem }, { path, ...suggestName(name, names) }))
    return []
  }
  const json: Json = jsonOf(value)
  const contract = contractOfValue(`the default of the session field "${name.text}"`, field.type)
  const fits = checkLiteral(value, contract, { path, found, code: 'session_ir_invalid_error' })
  return fits ? [{ name: name.text, value: completeJson(normalizeJson(json, field.type), field.type) }] : []
}
