import type { Json } from './declaration.js'
import { LlmError } from './llm-error.js'

const deepest = 64

/** A frozen copy of a JSON value: what is done to the original afterwards does not reach it. Refuses the rest, with its path. */
export function snapshot(value: unknown, path: string): Json {
  return copy(value, path, 0)
}

/** Like `snapshot`, of an object. */
export function snapshotRecord(value: unknown, path: string): { readonly [member: string]: Json } {
  const copied = snapshot(value ?? {}, path)
  if (typeof copied !== 'object' || copied === null || Array.isArray(copied)) throw refused(path, 'must be an object')
  return copied as { readonly [member: string]: Json }
}

function copy(value: unknown, path: string, depth: number): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refused(path, 'must be a finite number')
    return value
  }
  if (typeof value !== 'object') throw refused(path, `cannot hold a ${typeof value}`)
  if (depth >= deepest) throw refused(path, `is nested deeper than ${deepest}, or holds itself`)
  if (Array.isArray(value))
    return Object.freeze(value.map((item, at) => copy(item ?? null, `${path}[${at}]`, depth + 1)))
  return copyObject(value, path, depth)
}

function copyObject(value: object, path: string, depth: number): Json {
  if ('toJSON' in value && typeof value.toJSON === 'function') return copy(value.toJSON(), path, depth + 1)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw refused(path, 'must be a plain object')
  const copied: Record<string, Json> = {}
  for (const [member, held] of Object.entries(value)) {
    if (held === undefined) continue
    const inner = copy(held, `${path}.${member}`, depth + 1)
    // `__proto__` as a member of its own, as JSON.parse gives it.
    Object.defineProperty(copied, member, { value: inner, enumerable: true })
  }
  return Object.freeze(copied)
}

function refused(path: string, problem: string): LlmError {
  return new LlmError('llm_value_error', `${path} ${problem}`, { path })
}
