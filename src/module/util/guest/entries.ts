// What stands between the braces of an object.

import { types } from './kinds.js'
import type { Inspection } from './options.js'
import { nameKey } from './quote.js'
import type { Shape } from './shape.js'

export interface Entries {
  readonly entries: string[]
  readonly list?: { readonly values: readonly unknown[]; readonly hasMore: boolean }
}

export function entriesOf(inspection: Inspection, value: object, shape: Shape, level: number): Entries {
  const { entries, list } = itemEntries(inspection, value, shape, level)
  for (const key of shape.keys) entries.push(property(inspection, value, key, level))
  return list === undefined ? { entries } : { entries, list }
}

function itemEntries(inspection: Inspection, value: object, { items }: Shape, level: number): Entries {
  switch (items) {
    case 'array':
    case 'typed-array':
      return listEntries(inspection, value as ArrayLike<unknown>, level)
    case 'map':
      return cut(inspection, [...Map.prototype.entries.call(value)], ([key, item]) => {
        return `${inspection.describe(key, level)} => ${inspection.describe(item, level)}`
      })
    case 'set':
      return cut(inspection, [...Set.prototype.values.call(value)], (item) => inspection.describe(item, level))
    case 'bytes':
      return { entries: bytesEntries(inspection, value as ArrayBuffer) }
    case 'view': {
      const { byteLength, byteOffset, buffer } = value as DataView
      const shown = indented(inspection, () => inspection.describe(buffer, level))
      return { entries: [`byteLength: ${byteLength}`, `byteOffset: ${byteOffset}`, `buffer: ${shown}`] }
    }
    case 'unknown':
      return { entries: [types.isPromise(value) ? '<state unknown>' : '<items unknown>'] }
    case 'none':
      return { entries: [] }
  }
}

function bytesEntries({ options }: Inspection, memory: ArrayBuffer): string[] {
  const most = Math.min(options.maxArrayLength ?? memory.byteLength, memory.byteLength)
  const shown = Array.from(new Uint8Array(memory, 0, most), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const more = memory.byteLength - most
  const rest = more > 0 ? ` ... ${more} more byte${more > 1 ? 's' : ''}` : ''
  return [`[Uint8Contents]: <${shown}${rest}>`, `byteLength: ${memory.byteLength}`]
}

function cut<Item>(inspection: Inspection, items: readonly Item[], describe: (item: Item) => string): Entries {
  const most = Math.min(inspection.options.maxArrayLength ?? items.length, items.length)
  const entries = items.slice(0, most).map((item) => indented(inspection, () => describe(item)))
  if (items.length > most) entries.push(more(items.length - most))
  return { entries }
}

function listEntries(inspection: Inspection, list: ArrayLike<unknown>, level: number): Entries {
  const most = Math.min(inspection.options.maxArrayLength ?? list.length, list.length)
  const entries: string[] = []
  let at = 0
  while (at < list.length && entries.length < most) {
    if (Object.hasOwn(list, at)) entries.push(listItem(inspection, list, at++, level))
    else {
      const from = at
      while (at < list.length && !Object.hasOwn(list, at)) at++
      entries.push(`<${at - from} empty item${at - from > 1 ? 's' : ''}>`)
    }
  }
  const left = list.length - at
  if (left > 0) entries.push(more(left))
  return { entries, list: { values: Array.prototype.slice.call(list, 0, entries.length), hasMore: left > 0 } }
}

function listItem(inspection: Inspection, list: ArrayLike<unknown>, at: number, level: number): string {
  const descriptor = Object.getOwnPropertyDescriptor(list, at)
  return descriptor === undefined ? 'undefined' : slot(inspection, descriptor, level)
}

function more(count: number): string {
  return `... ${count} more item${count > 1 ? 's' : ''}`
}

function property(inspection: Inspection, value: object, key: string | symbol, level: number): string {
  const descriptor = Object.getOwnPropertyDescriptor(value, key)
  if (descriptor === undefined) return `${nameKey(key)}: undefined`
  const name = descriptor.enumerable || typeof key === 'symbol' ? nameKey(key) : `[${key}]`
  return `${name}: ${slot(inspection, descriptor, level)}`
}

function slot(inspection: Inspection, { get, set, value }: PropertyDescriptor, level: number): string {
  if (get !== undefined) return set === undefined ? '[Getter]' : '[Getter/Setter]'
  return set === undefined ? indented(inspection, () => inspection.describe(value, level)) : '[Setter]'
}

function indented(inspection: Inspection, describe: () => string): string {
  inspection.indentation += 2
  const text = describe()
  inspection.indentation -= 2
  return text
}
