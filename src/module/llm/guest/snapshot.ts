import type { Json } from './declaration.js'
import { LlmError } from './llm-error.js'

const deepest = 64

/** A frozen copy of a JSON value: what is done to the original afterwards does not reach it. Refuses the rest, with its path. */
export function snapshot(value: unknown, path: string): Json {
  const copying: Copying = { open: [], made: [] }
  const top = begin(value, { path, depth: 0 }, copying)
  // A list of what is still to be copied instead of recursion: the stack of a guest is small.
  for (let next = copying.open.pop(); next !== undefined; next = copying.open.pop()) fill(next, copying)
  for (const container of copying.made) Object.freeze(container)
  return top
}

/** Like `snapshot`, of an object. */
export function snapshotRecord(value: unknown, path: string): { readonly [member: string]: Json } {
  const copied = snapshot(value ?? {}, path)
  if (typeof copied !== 'object' || copied === null || Array.isArray(copied)) throw refused(path, 'must be an object')
  return copied as { readonly [member: string]: Json }
}

interface Place {
  readonly path: string
  readonly depth: number
}

interface OpenContainer {
  readonly source: object
  readonly copied: Json[] | Record<string, Json>
  readonly place: Place
}

interface Copying {
  readonly open: OpenContainer[]
  readonly made: object[]
}

function begin(value: unknown, place: Place, { open, made }: Copying): Json {
  const source = hasToJson(value) ? value.toJSON() : value
  if (source === null || typeof source === 'string' || typeof source === 'boolean') return source
  if (typeof source === 'number') {
    if (!Number.isFinite(source)) throw refused(place.path, 'must be a finite number')
    return source
  }
  if (typeof source !== 'object') throw refused(place.path, `cannot hold a ${typeof source}`)
  if (place.depth >= deepest) throw refused(place.path, `is nested deeper than ${deepest}, or holds itself`)
  const copied = Array.isArray(source) ? [] : emptyLike(source, place.path)
  open.push({ source, copied, place })
  made.push(copied)
  return copied
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
  return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'
}

function emptyLike(source: object, path: string): Record<string, Json> {
  const prototype: unknown = Object.getPrototypeOf(source)
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return {}
  throw refused(path, 'must be a plain object')
}

function fill({ source, copied, place: { path, depth } }: OpenContainer, copying: Copying): void {
  if (Array.isArray(copied)) {
    const items = source as readonly unknown[]
    for (let at = 0; at < items.length; at++)
      copied.push(begin(items[at] ?? null, { path: `${path}[${at}]`, depth: depth + 1 }, copying))
    return
  }
  for (const [member, held] of Object.entries(source)) {
    if (held === undefined) continue
    const value = begin(held, { path: `${path}.${member}`, depth: depth + 1 }, copying)
    // `__proto__` as a member of its own, as JSON.parse gives it.
    Object.defineProperty(copied, member, { value, enumerable: true })
  }
}

function refused(path: string, problem: string): LlmError {
  return new LlmError('llm_value_error', `${path} ${problem}`, { path })
}
