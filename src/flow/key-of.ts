import { canonicalJson } from '../semantics/canonical-json.js'

/** A value as a key: a text as it is, anything else in its canonical form; null for no value. */
export function keyOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return typeof value === 'string' ? value : canonicalJson(value)
}
