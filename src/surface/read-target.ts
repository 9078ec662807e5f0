import { splitPath } from './path-template.js'
import { nothingGiven } from './request-view.js'

/** Why a request cannot be read. */
export interface Unreadable {
  readonly problem: string
}

/** The parameters behind the path: as text, as pairs (such as `URLSearchParams`), or by name with a list for what was repeated. */
export type QueryParameters =
  | string
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, unknown>>

/** Where a request goes: the decoded segments of its path, and its parameters. */
export interface Target {
  readonly segments: readonly string[]
  readonly query: ReadonlyMap<string, unknown>
}

// Servers refuse longer ones themselves; a host may be none.
const longestPath = 8192

/** Reads a path, with the parameters behind its `?` unless there are others. */
export function readTarget(path: unknown, query: QueryParameters | undefined): Target | Unreadable {
  if (typeof path !== 'string' || path[0] !== '/') return { problem: 'its path does not begin with a slash' }
  const mark = path.indexOf('?')
  const end = mark === -1 ? path.length : mark
  if (end > longestPath) return { problem: 'its path is too long' }
  try {
    const written = path.slice(0, end)
    const segments = splitPath(written)
    return {
      segments: written.includes('%') ? segments.map(decodeURIComponent) : segments,
      query: query === undefined ? readText(path.slice(end + 1)) : readQuery(query),
    }
  } catch {
    return { problem: 'its path or query is not percent-encoded UTF-8' }
  }
}

/** Reads parameters of any form. Throws where a text is not percent-encoded UTF-8. */
export function readQuery(query: QueryParameters | undefined): ReadonlyMap<string, unknown> {
  if (query === undefined || query === null) return nothingGiven
  if (typeof query === 'string') return readText(query[0] === '?' ? query.slice(1) : query)
  const found = new Map<string, unknown>()
  if (isIterable(query)) for (const [name, value] of query) add(found, name, value)
  else for (const [name, value] of Object.entries(query)) addAll(found, name, value)
  return found
}

function isIterable(query: object): query is Iterable<readonly [string, string]> {
  return Symbol.iterator in query
}

function readText(text: string): ReadonlyMap<string, unknown> {
  if (text === '') return nothingGiven
  const found = new Map<string, unknown>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const mark = pair.indexOf('=')
    const [name, value] = mark === -1 ? [pair, ''] : [pair.slice(0, mark), pair.slice(mark + 1)]
    add(found, decode(name), decode(value))
  }
  return found
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}

function addAll(found: Map<string, unknown>, name: string, value: unknown): void {
  if (Array.isArray(value)) for (const one of value) add(found, name, one)
  else if (value !== undefined) found.set(name, value)
}

function add(found: Map<string, unknown>, name: string, value: unknown): void {
  const earlier = found.get(name)
  if (earlier === undefined) found.set(name, value)
  else if (Array.isArray(earlier)) earlier.push(value)
  else found.set(name, [earlier, value])
}
