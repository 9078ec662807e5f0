import type { Clause, SurfaceBinding } from '../contract/surface.js'
import { fromBody } from '../semantics/bind-values.js'
import { readTemplate, splitPath, type TemplateSegment } from './path-template.js'
import type { RequestView } from './request-view.js'

/** One condition on a request. */
export type Test = (view: RequestView) => boolean

/** A binding, made ready: the one clause by which it is looked up, and the others as tests. */
export interface Matcher {
  readonly binding: SurfaceBinding
  readonly place: Place
  readonly tests: readonly Test[]
}

/** Where a binding is looked up: by its path, by one of the names that a request may have, or always. */
export type Place =
  | { readonly kind: 'path'; readonly template: readonly TemplateSegment[] }
  | { readonly kind: 'name'; readonly key: NameKey; readonly name: string }
  | { readonly kind: 'anywhere' }

export const nameKeys = ['route', 'intent', 'source'] as const

export type NameKey = (typeof nameKeys)[number]

/** Makes a binding ready for being matched. */
export function prepare(binding: SurfaceBinding): Matcher {
  const placed = binding.clauses.map((clause) => [clause, placeOf(clause)] as const)
  const [first] = [...placed.filter(([, place]) => place?.kind === 'path'), ...placed.filter(([, place]) => place)]
  const tests = binding.clauses.filter((clause) => clause !== first?.[0]).map(testOf)
  return { binding, place: first?.[1] ?? { kind: 'anywhere' }, tests }
}

function placeOf(clause: Clause): Place | null {
  if (clause.op === 'path_template') return { kind: 'path', template: readTemplate(clause.value) }
  if (clause.op !== 'eq') return null
  if (clause.key === 'path') return { kind: 'path', template: literals(String(clause.value)) }
  const key = nameKeys.find((known) => known === clause.key)
  return key === undefined ? null : { kind: 'name', key, name: String(clause.value) }
}

function literals(path: string): readonly TemplateSegment[] {
  return splitPath(path).map((segment) => ({ kind: 'literal', text: decodeURIComponent(segment) }))
}

/** The test that a clause is. */
export function testOf(clause: Clause): Test {
  const read = readerOf(clause.key)
  if (clause.op === 'exists') return (view) => read(view) !== undefined
  const { value } = clause
  if (clause.op === 'eq') return (view) => isEqual(read(view), value)
  const start = String(value)
  return (view) => {
    const found = read(view)
    return typeof found === 'string' && found.startsWith(start)
  }
}

// What comes as text has no other types, so a literal of another type is compared as it is written.
function isEqual(found: unknown, value: string | number | boolean): boolean {
  return found === value || (typeof value !== 'string' && typeof found === 'string' && found === String(value))
}

function readerOf(key: string): (view: RequestView) => unknown {
  const dot = key.indexOf('.')
  const name = key.slice(dot + 1)
  switch (dot === -1 ? key : key.slice(0, dot)) {
    case 'query':
      return ({ query }) => query.get(name)
    case 'flags':
      return ({ flags }) => flags.get(name)
    case 'body': {
      const path = name.split('.')
      return ({ body }) => fromBody(body, ...path)
    }
    case 'path':
      return ({ segments }) => (segments === null ? undefined : `/${segments.join('/')}`)
    case 'method':
      return ({ method }) => method ?? undefined
    case 'route':
      return ({ route }) => route ?? undefined
    case 'intent':
      return ({ intent }) => intent ?? undefined
    case 'source':
      return ({ source }) => source ?? undefined
    default:
      return () => undefined
  }
}
