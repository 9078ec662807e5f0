import { dump, load } from 'js-yaml'
import type { Texts } from '../harness/base.js'
import { matcherOf, specKeys } from '../mutate/rules.js'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Members = { readonly [key: string]: Json }

/** Makes something else of a value that means the same; null leaves it as it is. */
type Change = (value: Json, path: string) => Json | null

/** A way to say the same otherwise. */
export interface Rewording {
  readonly name: string
  reword(texts: Texts): Texts
}

function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Changes values from the inside out. */
function changed(value: Json, path: string, change: Change): Json {
  const inner = (key: string | number, one: Json): Json =>
    changed(one, path === '' ? `${key}` : `${path}/${key}`, change)
  const made: Json = Array.isArray(value)
    ? value.map((item: Json, index) => inner(index, item))
    : isMembers(value)
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(key, one)]))
      : value
  return change(made, path) ?? made
}

function inSpec(name: string, change: Change): Rewording {
  const reword = (texts: Texts): Texts =>
    new Map(
      [...texts].map(([path, text]) => {
        if (!path.endsWith('.yaml') || path === 'modules.yaml') return [path, text]
        return [path, dump(changed(load(text) as Json, '', change))]
      }),
    )
  return { name, reword }
}

const places =
  'domain/(?:collections|capabilities|actions|flows)/*|domain/signals/custom/*|session|queries/#|mutations/#'
const typePlace = matcherOf(`(?:${places})/TYPES/.*`)
const templatePlace = matcherOf('domain/actions/*/(?:return|emits/#/payload)/*')
const onlyWord = /^(text|id|int|number|bool|timestamp)(!?)$/

/** Operators with one argument, which may stand in a list or without one. */
const single: ReadonlySet<string> = new Set(['var', '!', '!!', 'exists', 'trim', 'to_lower', 'to_upper', 'length'])

function operatorOf(value: Json): readonly [string, Json] | null {
  if (!isMembers(value)) return null
  const [entry, second] = Object.entries(value)
  return entry === undefined || second !== undefined ? null : entry
}

export const rewordings: readonly Rewording[] = [
  inSpec('long types', (value, path) => {
    const word = typeof value === 'string' && typePlace.test(path) ? onlyWord.exec(value) : null
    if (word === null || /\/(?:enum|type)(?:\/|$)/.test(path)) return null
    return { type: word[1] ?? '', required: word[2] === '!' }
  }),
  inSpec('arguments in lists', (value, path) => {
    const operation = operatorOf(value)
    if (operation === null || !single.has(operation[0]) || Array.isArray(operation[1])) return null
    return /\/(?:in|out|fields|state|payload|custom|roles)$/.test(path) ? null : { [operation[0]]: [operation[1]] }
  }),
  inSpec('the other equality', (value) => {
    const [operator = '', args = null] = operatorOf(value) ?? []
    // A join is on "==" as it is, and that is the same operator.
    return operator === '==' ? { '===': args } : operator === '!=' ? { '!==': args } : null
  }),
  inSpec('twice not', (value, path) => {
    const [operator = '', args = null] = operatorOf(value) ?? []
    return operator === 'exists' && !path.endsWith('/roles') ? { '!!': { exists: args } } : null
  }),
  inSpec('a coalesce around paths', (value, path) => {
    const [operator = '', args = null] = operatorOf(value) ?? []
    if (operator !== 'var' || typeof args !== 'string' || /\/on(?:\/|$)/.test(path)) return null
    return { coalesce: [value] }
  }),
  inSpec('marked literals', (value, path) =>
    templatePlace.test(path) && (typeof value !== 'object' || value === null) ? { $literal: value } : null,
  ),
  inSpec('literals as expressions', (value, path) =>
    templatePlace.test(path) && (typeof value !== 'object' || value === null) ? { $expr: value } : null,
  ),
  inSpec('notes everywhere', (value, path) =>
    isMembers(value) && path !== '' && specKeys.some(({ at }) => at.test(path)) && !/derive$|surfaces$/.test(path)
      ? { ...value, 'x-note': { any: ['thing', { at: 'all' }] } }
      : null,
  ),
  inSpec('conditions within conditions', (value, path) =>
    /\/(?:where|rule|if|when)$/.test(path) &&
    (isMembers(value) || typeof value === 'boolean') &&
    operatorOf(value) !== null &&
    !/projections\/[^/]+\/when$|command\/when$|\/(?:with|in)\//.test(path) &&
    !/\/semantic\//.test(path)
      ? { and: [true, { or: [value, false] }] }
      : null,
  ),
  inSpec('what is the default, written out', (value, path) => {
    if (!isMembers(value)) return null
    if (/^domain\/signals\/custom\/[^/]+$/.test(path)) return { version: 1, migrate: [], ...value }
    if (/^domain\/projections\/[^/]+\/join\/\d+$/.test(path)) return { type: 'left', fields: [], ...value }
    if (/^domain\/projections\/[^/]+\/pagination$/.test(path)) return { default_page: 1, ...value }
    if (/^domain\/actions\/[^/]+$/.test(path))
      return { effects: [], in: {}, defaults: {}, do: [], emits: [], return: null, ...value }
    if (/\/guards$/.test(path)) return { on_fail: 'abort', ...value }
    if (/\/(?:do|then|else)\/\d+$/.test(path) && 'call' in value)
      return {
        with: {},
        retry: { max_attempts: 1, backoff_ms: 0 },
        on_error: 'fail',
        on_timeout: 'fail',
        timeout_ms: 30000,
        ...value,
      }
    return null
  }),
  { name: 'a file for each section', reword: (texts) => split(texts, ['app', 'include']) },
  { name: 'a file for each part of the domain', reword: (texts) => splitDomain(texts) },
  { name: 'empty sections', reword: (texts) => withEmptySections(texts) },
]

const read = (text: string): Members => load(text) as Members

/** The root file with what may stand in others put into others. */
function split(texts: Texts, kept: readonly string[]): Texts {
  const root = read(texts.get('app.yaml') ?? '')
  const parts = Object.entries(root).filter(([key]) => !kept.includes(key))
  const include = [...((root.include ?? []) as readonly string[]), 'parts/**/*.yaml']
  const rest = Object.fromEntries(Object.entries(root).filter(([key]) => kept.includes(key)))
  const files = parts.map(([key, value]) => [`parts/${key}.yaml`, dump({ [key]: value })] as const)
  return new Map([...texts, ['app.yaml', dump({ ...rest, include })], ...files])
}

function splitDomain(texts: Texts): Texts {
  const root = read(texts.get('app.yaml') ?? '')
  const { domain, ...rest } = root
  if (domain === undefined || !isMembers(domain)) return texts
  const include = [...((root.include ?? []) as readonly string[]), 'parts/*.yaml']
  const files = Object.entries(domain).map(
    ([key, value]) => [`parts/${key}.yaml`, dump({ domain: { [key]: value } })] as const,
  )
  return new Map([...texts, ['app.yaml', dump({ ...rest, include })], ...files])
}

const sections = {
  domain: { collections: {}, signals: { custom: {} }, capabilities: {}, actions: {}, flows: {}, projections: {} },
  views: { nodes: [], screens: [] },
  queries: [],
  mutations: [],
  routes: [],
  personas: {},
  scenarios: {},
  wiring: { surfaces: { http: {}, web: {}, cli: {}, webhook: {} }, requirements: { capabilities: [] } },
}

function withEmptySections(texts: Texts): Texts {
  const root = read(texts.get('app.yaml') ?? '')
  return new Map([...texts, ['app.yaml', dump({ ...sections, ...root })]])
}
