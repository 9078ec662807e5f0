// What a value looks like, for people: Node's `util.inspect`, without colours, and without what a VM hides even from itself
// (the state of a promise, what a proxy stands for, the items of weak collections and iterators).

import { argumentError } from '../../guest/coded-error.js'
import { entriesOf } from './entries.js'
import { layOut } from './layout.js'
import type { Inspection, InspectOptions } from './options.js'
import { describeNumber, describeSymbol, quote } from './quote.js'
import { shapeOf } from './shape.js'

const custom: symbol = Symbol.for('nodejs.util.inspect.custom')

const defaultOptions: Required<InspectOptions> = {
  depth: 2,
  showHidden: false,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  customInspect: true,
}

/** The text of a value. The old form `(value, showHidden, depth)` is taken too. */
export function inspect(value: unknown, options: InspectOptions | boolean = {}, depth?: number | null): string {
  if (typeof options !== 'object' && typeof options !== 'boolean')
    throw argumentError('options', 'of type object', options)
  const given =
    typeof options === 'boolean' ? { showHidden: options, ...(depth === undefined ? {} : { depth }) } : options
  const known = { ...defaultOptions, ...given }
  const { compact } = known
  const inspection: Inspection = {
    options: known,
    breakLength: known.breakLength,
    compact: compact === true ? 3 : compact,
    indentation: 0,
    deepest: 0,
    within: [],
    circular: new Map(),
    describe: (part, level) => describe(inspection, part, level),
  }
  return describe(inspection, value, 0)
}

inspect.custom = custom
inspect.defaultOptions = defaultOptions

function describe(inspection: Inspection, value: unknown, level: number): string {
  switch (typeof value) {
    case 'string':
      return describeText(inspection, value)
    case 'number':
      return describeNumber(value)
    case 'bigint':
      return `${value}n`
    case 'symbol':
      return describeSymbol(value)
    case 'object':
    case 'function':
      return value === null ? 'null' : describeObject(inspection, value, level)
    default:
      return String(value)
  }
}

function describeText({ options, breakLength, indentation }: Inspection, text: string): string {
  const most = options.maxStringLength ?? Number.POSITIVE_INFINITY
  const more = text.length - most
  const rest = more > 0 ? `... ${more} more character${more > 1 ? 's' : ''}` : ''
  const kept = more > 0 ? text.slice(0, most) : text
  if (kept.length <= 16 || kept.length <= breakLength - indentation - 4) return quote(kept) + rest
  const lines = kept.match(/[^\n]*\n|[^\n]+$/g) ?? [kept]
  return lines.map(quote).join(` +\n${' '.repeat(indentation + 2)}`) + rest
}

function describeObject(inspection: Inspection, value: object, level: number): string {
  const own = customText(inspection, value, level)
  if (own !== undefined) return own
  if (inspection.within.includes(value)) {
    const known = inspection.circular.get(value) ?? inspection.circular.size + 1
    inspection.circular.set(value, known)
    return `[Circular *${known}]`
  }
  const shape = shapeOf(inspection, value)
  if (shape.whole !== undefined) return shape.whole
  const { depth } = inspection.options
  if (depth !== null && level > depth) return `[${shape.name}]`
  inspection.within.push(value)
  inspection.deepest = level
  const { entries, list } = entriesOf(inspection, value, shape, level + 1)
  inspection.within.pop()
  if (inspection.options.sorted) sortEntries(entries, inspection.options.sorted)
  const parts = { base: shape.base, open: shape.open, close: shape.close, entries, level, ...(list && { list }) }
  return layOut(inspection, withReference(inspection, value, parts))
}

function withReference<Parts extends { readonly base: string; readonly open: string }>(
  { circular }: Inspection,
  value: object,
  parts: Parts,
): Parts {
  const known = circular.get(value)
  if (known === undefined) return parts
  const mark = `<ref *${known}>`
  return parts.base === '' ? { ...parts, open: `${mark} ${parts.open}` } : { ...parts, base: `${mark} ${parts.base}` }
}

function sortEntries(entries: string[], sorted: true | ((left: string, right: string) => number)): void {
  if (sorted === true) entries.sort()
  else entries.sort(sorted)
}

function customText(inspection: Inspection, value: object, level: number): string | undefined {
  if (!inspection.options.customInspect) return undefined
  const method: unknown = Reflect.get(value, custom)
  if (typeof method !== 'function' || method === inspect) return undefined
  const { options, indentation } = inspection
  const left = options.depth === null ? null : options.depth - level
  const given: unknown = method.call(value, left, { ...options, depth: left }, inspect)
  if (given === value) return undefined
  if (typeof given !== 'object' || given === null) return String(given).replaceAll('\n', `\n${' '.repeat(indentation)}`)
  return inspection.describe(given, level)
}
