import { type BuiltInSetting, headersOfHost, type SettingForm } from '../../artifact/built-in-modules.js'
import type { MapEntry, MapNode, Node } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'
import { joinWords } from '../../diagnostic/suggest.js'
import { hasTwoOfOneId } from './find-duplicate-modules.js'
import type { KnownModule } from './known-module.js'

/** What is known around a setting. */
interface Around {
  readonly module: KnownModule
  readonly modules: readonly KnownModule[]
  /** What stands beside it, itself included. */
  readonly entries: readonly MapEntry[]
}

/** What is wrong with the value of a setting, its own settings aside; null where nothing is. */
export function findSettingProblem(setting: BuiltInSetting, value: Node, around: Around): string | null {
  const { name, form, beside } = setting
  if (typeof form === 'object')
    return findFormProblem(name, form, value, around) ?? findBesideProblem(name, beside, value, around)
  const scalar = value.kind === 'scalar' ? value.value : undefined
  const text = typeof scalar === 'string' ? scalar : null
  const must = (what: string, holds: boolean): string | null => (holds ? null : `"${name}" must be ${what}`)
  switch (form) {
    case 'text':
      return must('text that is not empty', text !== null && text.trim() !== '')
    case 'any-text':
      return must('text', text !== null)
    case 'texts':
      return must('a list of texts that are not empty', areTexts(value, isFilled))
    case 'any-texts':
      return must('a list of texts', areTexts(value, isText))
    case 'texts-by-name':
      return must(
        'a mapping of names to texts',
        value.kind === 'map' && value.entries.every((one) => isText(one.value)),
      )
    case 'mapping':
      return must('a mapping', value.kind === 'map')
    case 'flag':
      return must('true or false', typeof scalar === 'boolean')
    case 'count':
      return must('a whole number of at least 1', Number.isSafeInteger(scalar) && Number(scalar) >= 1)
    case 'amount':
      return must('a number of at least 0', typeof scalar === 'number' && scalar >= 0)
    case 'url':
      return must('an http or https URL', text !== null && (isComputed(text) || /^https?:\/\/[^\s/]+/i.test(text)))
    case 'origins':
      return must('a list of origins, such as https://api.example.org', areTexts(value, isOrigin))
    case 'headers':
      return must(
        'a mapping of headers that can be sent to texts',
        value.kind === 'map' && value.entries.every(isHeader),
      )
    case 'place':
      return must('a path that begins with "/"', text !== null && (isComputed(text) || /^\/[^\0]*$/.test(text)))
    case 'file':
      return must('the path of a file', text !== null && text.trim() !== '' && text !== ':memory:')
    case 'store':
      return text === null ? must('the id of a module', false) : findStoreProblem(text, around)
  }
}

function findBesideProblem(
  name: string,
  beside: BuiltInSetting['beside'],
  value: Node,
  { entries }: Around,
): string | null {
  if (beside === undefined || !entries.some(({ key }) => key.text === beside.name)) return null
  const holds = value.kind === 'scalar' && value.value === beside.word
  return holds ? null : `"${name}" must be "${beside.word}" beside "${beside.name}"`
}

type DeepForm = Exclude<SettingForm, string>

function findFormProblem(name: string, form: DeepForm, value: Node, { entries }: Around): string | null {
  const scalar = value.kind === 'scalar' ? value.value : undefined
  switch (form.kind) {
    case 'word':
      if (form.words.some((word) => word === scalar)) return null
      return `"${name}" must be ${form.words.map((word) => `"${word}"`).join(' or ')}`
    case 'member': {
      if (typeof scalar !== 'string' || scalar === '') return `"${name}" must be the name of one of "${form.of}"`
      const named = entries.find(({ key }) => key.text === form.of)?.value
      const names = named?.kind === 'map' ? named.entries.map(({ key }) => key.text) : []
      if (names.includes(scalar) || isComputed(scalar) || (named !== undefined && named.kind !== 'map')) return null
      const known = names.length === 0 ? '' : `; there is ${joinWords(names.map((one) => `"${one}"`))}`
      return `"${name}" names none of "${form.of}"${known}`
    }
    case 'list':
      return value.kind === 'list' ? null : `"${name}" must be a list of mappings`
    case 'by-name':
      if (value.kind === 'map' || (form.orTexts === true && areTexts(value, isFilled))) return null
      return `"${name}" must be ${form.orTexts === true ? 'a list of texts or a mapping' : 'a mapping'}`
    case 'by-name-and-kind':
      return value.kind === 'map' ? null : `"${name}" must be a mapping`
  }
}

/** Settings that stand in a setting under a name or an index, or what is wrong with what stands there. */
export type Nested = { readonly name: string | number } & (
  | { readonly settings: readonly BuiltInSetting[]; readonly config: MapNode }
  | { readonly problem: string; readonly at: Span }
)

/** The settings within the value of a setting that has the right form. */
export function nestedIn(form: SettingForm, value: Node): readonly Nested[] {
  if (typeof form !== 'object') return []
  const named = value.kind === 'map' ? value.entries.map(({ key, value: inner }) => [key.text, inner] as const) : []
  switch (form.kind) {
    case 'list':
      return value.kind === 'list' ? value.items.map((item, index) => within(index, form.of, item)) : []
    case 'by-name':
      return named.map(([name, inner]) => within(name, form.of, inner))
    case 'by-name-and-kind':
      return named.map(([name, inner]) => withinCase(name, form.cases, inner))
    default:
      return []
  }
}

function within(name: string | number, settings: readonly BuiltInSetting[], value: Node): Nested {
  if (value.kind === 'map') return { name, settings, config: value }
  return { name, problem: `${typeof name === 'number' ? 'an entry' : `"${name}"`} must be a mapping`, at: value.at }
}

function withinCase(name: string, cases: Readonly<Record<string, readonly BuiltInSetting[]>>, value: Node): Nested {
  const kind = value.kind === 'map' ? value.entries.find(({ key }) => key.text === 'kind')?.value : undefined
  const word = kind?.kind === 'scalar' && typeof kind.value === 'string' ? kind.value : ''
  const settings = Object.hasOwn(cases, word) ? cases[word] : undefined
  if (settings !== undefined || value.kind !== 'map') return within(name, settings ?? [], value)
  const words = Object.keys(cases).map((one) => `"${one}"`)
  return { name, problem: `"kind" of "${name}" must be ${words.join(' or ')}`, at: kind?.at ?? value.at }
}

function findStoreProblem(id: string, { module, modules, entries }: Around): string | null {
  const store = modules.find((other) => other.id === id)
  if (store === undefined) return hasTwoOfOneId(modules) ? null : `there is no module "${id}"`
  if (!store.provides.some(({ port }) => port === 'collections.read')) return `module "${id}" keeps no data of the app`
  if (store.index > module.index) return `module "${id}" stands after it`
  if (store.builtIn !== null && !lends(store)) return `module "${id}" keeps its data in memory and lends none of it`
  const access = entries.find(({ key }) => key.text === 'access')?.value
  if (access?.kind === 'scalar' && access.value === 'write')
    return `module "${id}" alone writes what it keeps: "access" must be "read" beside "store"`
  return null
}

/** A database in a file has further connections; what a provider of the project does, nobody knows before it starts. */
function lends({ syntax }: KnownModule): boolean {
  const file = syntax.config?.entries.find(({ key }) => key.text === 'file')?.value
  return syntax.source.text === 'tenon:sqlite' && !(file?.kind === 'scalar' && file.value === ':memory:')
}

function areTexts(node: Node, holds: (item: Node) => boolean): boolean {
  return node.kind === 'list' && node.items.every(holds)
}

function isText(node: Node): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string'
}

function isFilled(node: Node): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.value.trim() !== ''
}

function isOrigin(node: Node): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return false
  if (isComputed(node.value)) return true
  const [, address = '', anyPort] = /^(https?:\/\/[^\s/?#@*]+?)(:\*)?$/i.exec(node.value) ?? []
  return URL.canParse(address) && (anyPort === undefined || new URL(address).port === '')
}

function isHeader({ key, value }: MapEntry): boolean {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return false
  const name = key.text.toLowerCase()
  const isOfHost = headersOfHost.has(name) || name.startsWith('proxy-') || name.startsWith('sec-')
  if (isOfHost || !/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(name)) return false
  return isComputed(value.value) || !/[^\t\x20-\x7e\x80-\xff]/.test(value.value)
}

/** Whether a text is only known when the app starts. */
function isComputed(text: string): boolean {
  return text.includes('${')
}
