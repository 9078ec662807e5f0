import type { Clause } from '../../src/contract/surface.js'
import type {
  Bucket,
  CheckedSurfaceBinding,
  HttpBody,
  HttpCallModel,
  HttpSegment,
  HttpValue,
} from '../artifact/wiring-model.js'
import { compareTexts } from './in-order.js'

type Binding = Omit<CheckedSurfaceBinding, 'at'>

/** The request by which a client reaches a binding of the http surface; null where `fetch` can send none that matches. */
export function modelHttpCall(binding: Binding): HttpCallModel | null {
  const { clauses } = binding
  // Which route a request is for, the server alone finds out; and of a prefix, nobody knows how it goes on.
  if (clauses.some(({ key, op }) => key === 'route' || (key === 'path' && (op === 'prefix' || op === 'exists'))))
    return null
  const body = bodyOf(binding)
  if (body === 'conflicting') return null
  const method = methodOf(binding, body !== null)
  if (unsendable.includes(method) || (method === 'GET' && body !== null)) return null
  const segments = segmentsOf(binding)
  return { method, template: templateOf(segments), segments, query: queryOf(binding), body }
}

// What `fetch` refuses to send, or sends without an answer that could be read.
const unsendable = ['CONNECT', 'HEAD', 'TRACE', 'TRACK']

function methodOf({ kind, clauses }: Binding, hasBody: boolean): string {
  const asked = clauses.find(({ key }) => key === 'method')
  const usual = kind === 'mutation' || hasBody ? 'POST' : 'GET'
  return asked === undefined ? usual : String(wantedBy(asked) ?? usual)
}

/** What a clause wants to stand at its place; the least that makes it hold. */
function wantedBy(clause: Clause): string | number | boolean | null {
  return clause.op === 'exists' ? null : clause.value
}

function segmentsOf(binding: Binding): readonly HttpSegment[] {
  const asked = binding.clauses.find(({ key }) => key === 'path')
  const path = asked === undefined ? '/' : String(wantedBy(asked) ?? '/')
  const isTemplate = asked?.op === 'path_template'
  const written = path.split('/').filter((segment) => segment !== '')
  return written.map((segment): HttpSegment => {
    if (isTemplate && segment === '*')
      return { kind: 'rest', name: restName(written), inputs: inputsAt(binding, 'path', '*') }
    if (!isTemplate || !segment.startsWith(':')) return { kind: 'literal', text: decodeURIComponent(segment) }
    const name = segment.slice(1)
    return { kind: 'named', name, inputs: inputsAt(binding, 'path', name) }
  })
}

// A `*` has no name, and gets one that no segment of its path has.
function restName(written: readonly string[]): string {
  let name = 'rest'
  while (written.includes(`:${name}`)) name += '_'
  return name
}

function templateOf(segments: readonly HttpSegment[]): string {
  const parts = segments.map((segment) =>
    segment.kind === 'literal' ? encodeURIComponent(segment.text) : `{${segment.name}}`,
  )
  return `/${parts.join('/')}`
}

function inputsAt({ inputs }: Binding, bucket: Bucket, member: string): readonly string[] {
  return inputs
    .filter(({ source }) => source?.bucket === bucket && source.path.join('.') === member)
    .map(({ name }) => name)
}

function queryOf(binding: Binding): HttpCallModel['query'] {
  return placesOf(binding, 'query')
    .map((name) => ({ name, value: wantedAt(binding, 'query', name) }))
    .sort((left, right) => compareTexts(left.name, right.name))
}

/** The members of a bucket that inputs come from or that clauses look at. */
function placesOf({ inputs, clauses }: Binding, bucket: 'query' | 'body'): readonly string[] {
  const bound = inputs.flatMap(({ source }) => (source?.bucket === bucket ? [source.path.join('.')] : []))
  const asked = clauses.flatMap(({ key }) => (key.startsWith(`${bucket}.`) ? [key.slice(bucket.length + 1)] : []))
  return [...new Set([...bound, ...asked])]
}

function wantedAt(binding: Binding, bucket: 'query' | 'body', member: string): HttpValue {
  const inputs = inputsAt(binding, bucket, member)
  if (inputs.length > 0) return { kind: 'inputs', inputs }
  const asked = binding.clauses.filter(({ key }) => key === `${bucket}.${member}`)
  const [told] = asked.filter(({ op }) => op !== 'exists')
  const value = told === undefined ? null : wantedBy(told)
  return { kind: 'literal', value: value ?? (bucket === 'query' ? '' : null) }
}

/** The members of the body as a tree; `conflicting` where one is to be a value and to have members. */
function bodyOf(binding: Binding): HttpBody | null | 'conflicting' {
  const places = [...placesOf(binding, 'body')].sort(compareTexts)
  if (places.length === 0) return null
  const isWithin = (outer: string): boolean => places.some((place) => place.startsWith(`${outer}.`))
  if (places.some(isWithin)) return 'conflicting'
  return bodyAt(binding, places, '')
}

function bodyAt(binding: Binding, places: readonly string[], start: string): HttpBody {
  const within = places.filter((place) => place.startsWith(start)).map((place) => place.slice(start.length))
  const names = [...new Set(within.map((place) => place.split('.', 1)[0] ?? place))].sort(compareTexts)
  const members = names.map((name) => {
    const whole = start + name
    const value = places.includes(whole) ? wantedAt(binding, 'body', whole) : bodyAt(binding, places, `${whole}.`)
    return { name, value }
  })
  return { members }
}
