import type { Json } from '../../../src/contract/json.js'
import type { Text } from '../../artifact/node.js'
import type { ValueType } from '../../artifact/value-type.js'
import type { DeclaredSession } from './declared-session.js'

/** What stands at a path of the session, or why nothing does, with the paths that do lead somewhere. */
export type SessionPath =
  | { readonly ok: true; readonly type: ValueType; readonly hasDefault: boolean }
  | { readonly ok: false; readonly problem: string; readonly names: readonly string[] }

/** Follows a path through the fields of the session and the members of those that are objects. */
export function findSessionPath({ shape, defaults }: DeclaredSession, { text }: Pick<Text, 'text'>): SessionPath {
  let fields = shape.fields
  let standing: Json | undefined = Object.fromEntries(defaults)
  let at: { readonly type: ValueType; readonly required: boolean } | null = null
  const segments = text.split('.')
  for (const [index, segment] of segments.entries()) {
    const field = fields.find(({ name }) => name === segment)
    if (field === undefined) {
      const known = fields.map(({ name }) => [...segments.slice(0, index), name].join('.'))
      return { ok: false, problem: `the session has no "${text}"`, names: known }
    }
    standing = memberOf(standing, segment)
    at = field
    fields = field.type.kind === 'object' ? field.type.shape.fields : []
  }
  if (at === null) return { ok: false, problem: `the session has no "${text}"`, names: [] }
  return { ok: true, type: at.type, hasDefault: standing !== undefined || !at.required }
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}

/** What is wrong with resetting a path; null where it has something to go back to. */
export function findResetProblem(path: Extract<SessionPath, { readonly ok: true }>, text: string): string | null {
  return path.hasDefault ? null : `"${text}" is required and has no default, so it cannot be reset by itself`
}
