import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Clause, SurfaceBinding } from '../../../src/contract/surface.js'
import { BindingIndex, type Selection } from '../../../src/surface/binding-index.js'
import { readTarget } from '../../../src/surface/read-target.js'
import type { RequestView } from '../../../src/surface/request-view.js'

// ---- the slow matcher: every binding is held against every request, clause by clause, as the language says it

interface Request {
  readonly method: string
  readonly path: string
  readonly route: string | null
  readonly body: unknown
}

function pathOf({ path }: Request): string {
  const [written = ''] = path.split('?', 1)
  const trimmed = written.replace(/\/+$/, '')
  return trimmed === '' ? '/' : trimmed.split('/').map(decodeURIComponent).join('/')
}

function queryOf({ path }: Request): URLSearchParams {
  return new URLSearchParams(path.includes('?') ? path.slice(path.indexOf('?') + 1) : '')
}

/** A template as a regular expression over the decoded path; no text of these tests has a slash within a segment. */
function patternOf(template: string): RegExp {
  const parts = template
    .replace(/(?<=.)\/+$/, '')
    .split('/')
    .slice(1)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '*') return '/(?<rest>.+)'
      return part.startsWith(':')
        ? `/(?<${part.slice(1)}>[^/]+)`
        : `/${decodeURIComponent(part).replace(/[.+]/g, '\\$&')}`
    })
  return new RegExp(`^${parts.length === 0 ? '/' : parts.join('')}$`)
}

function valueAt(key: string, request: Request): unknown {
  if (key === 'method') return request.method.toUpperCase()
  if (key === 'route') return request.route ?? undefined
  if (key === 'path') return pathOf(request)
  if (key === 'query.q') {
    const all = queryOf(request).getAll('q')
    return all.length > 1 ? all : all[0]
  }
  const { body } = request
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'b') ? (body as { b: unknown }).b : undefined
}

function holds(clause: Clause, request: Request): boolean {
  const value = valueAt(clause.key, request)
  switch (clause.op) {
    case 'exists':
      return value !== undefined
    case 'eq':
      return value === clause.value || (typeof clause.value !== 'string' && value === `${clause.value}`)
    case 'prefix':
      return typeof value === 'string' && value.startsWith(clause.value)
    case 'path_template':
      return patternOf(clause.value).test(pathOf(request))
  }
}

function selectSlowly(bindings: readonly SurfaceBinding[], request: Request): object {
  const matching = bindings.filter(({ clauses }) => clauses.every((clause) => holds(clause, request)))
  const highest = Math.max(...matching.map(({ score }) => score))
  const best = matching.filter(({ score }) => score === highest)
  const [only] = best
  if (only === undefined) return { kind: 'none' }
  if (best.length > 1) return { kind: 'tie' }
  const template = only.clauses.find(({ op }) => op === 'path_template')
  const groups =
    template !== undefined && 'value' in template ? patternOf(`${template.value}`).exec(pathOf(request))?.groups : {}
  const { rest, ...named } = groups ?? {}
  return { kind: 'found', id: only.id, path: rest === undefined ? named : { ...named, '*': rest } }
}

// ---- random specs and requests

const literal = fc.constantFrom('a', 'b', 'c.d', 'x%20y')
const template = fc
  .tuple(fc.array(fc.oneof(literal, fc.constantFrom(':n', ':m')), { maxLength: 3 }), fc.boolean(), fc.boolean())
  .filter(
    ([segments]) =>
      new Set(segments.filter((segment) => segment.startsWith(':'))).size ===
      segments.filter((segment) => segment.startsWith(':')).length,
  )
  .map(
    ([segments, hasRest, hasSlash]) =>
      `/${[...segments, ...(hasRest ? ['*'] : [])].join('/')}${hasSlash && segments.length > 0 ? '/' : ''}`,
  )
const path: fc.Arbitrary<Clause> = fc.oneof(
  { weight: 6, arbitrary: template.map((value): Clause => ({ key: 'path', op: 'path_template', value })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('/', '/a', '/a/x%20y')
      .map((value): Clause => ({ key: 'path', op: 'eq', value: decodeURIComponent(value) })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('/', '/a', '/b/').map((value): Clause => ({ key: 'path', op: 'prefix', value })),
  },
)
const other: fc.Arbitrary<Clause> = fc.oneof(
  fc.constantFrom('GET', 'POST').map((value): Clause => ({ key: 'method', op: 'eq', value })),
  fc.constantFrom('home', 'away').map((value): Clause => ({ key: 'route', op: 'eq', value })),
  fc.constantFrom<Clause>(
    { key: 'query.q', op: 'exists' },
    { key: 'query.q', op: 'eq', value: 1 },
    { key: 'query.q', op: 'eq', value: 'one' },
    { key: 'query.q', op: 'prefix', value: 'o' },
    { key: 'body.b', op: 'exists' },
    { key: 'body.b', op: 'eq', value: true },
  ),
)
const clauses = fc.tuple(
  fc.option(path, { freq: 5 }),
  fc.uniqueArray(other, { maxLength: 2, selector: ({ key, op }) => `${key} ${op}` }),
)
const bindings = fc.array(fc.tuple(clauses, fc.integer({ min: 0, max: 3 })), { maxLength: 8 }).map((all) =>
  all.map(
    ([[first, others], score], index): SurfaceBinding => ({
      kind: 'query',
      id: `${index}`,
      clauses: [...(first === null ? [] : [first]), ...others],
      score,
      bind: () => ({}),
    }),
  ),
)

const sent = fc.constantFrom('a', 'b', 'c.d', 'cxd', 'x%20y', 'x+y', 'z', '%61')
const query = fc.constantFrom('', '?', '?q', '?q=1', '?q=one', '?q=o%6Ee', '?q=1&q=1', '?other=1', '?q=true')
const requests = fc.record({
  method: fc.constantFrom('GET', 'get', 'POST', 'PUT'),
  path: fc
    .tuple(fc.array(sent, { maxLength: 4 }), fc.constantFrom('', '/', '//'), query)
    .map(([segments, end, tail]) => `/${segments.join('/')}${end}${tail}`),
  route: fc.constantFrom(null, null, 'home', 'other'),
  body: fc.constantFrom<unknown>(undefined, null, { b: true }, { b: 'true' }, { b: null }, { c: 1 }, [1], 'text'),
})

function view({ method, path, route, body }: Request): RequestView {
  const target = readTarget(path, undefined)
  if ('problem' in target) throw new Error(target.problem)
  const { segments, query } = target
  return { method: method.toUpperCase(), segments, route, intent: null, source: null, query, body, flags: new Map() }
}

function told(selection: Selection): object {
  if (selection.kind !== 'found') return { kind: selection.kind }
  return { kind: 'found', id: selection.binding.id, path: Object.fromEntries(selection.path) }
}

it('selects what a slow matcher selects', () => {
  const seen = { found: 0, tie: 0, none: 0 }
  fc.assert(
    fc.property(bindings, fc.array(requests, { minLength: 1, maxLength: 6 }), (wired, asked) => {
      const index = new BindingIndex(wired)
      for (const request of asked) {
        const selection = index.select(view(request))
        seen[selection.kind]++
        expect(told(selection)).toEqual(selectSlowly(wired, request))
      }
    }),
    { numRuns: 1500 },
  )
  // Were one of them missing, the requests would not be worth much.
  expect(Math.min(seen.found, seen.tie, seen.none)).toBeGreaterThan(100)
})
