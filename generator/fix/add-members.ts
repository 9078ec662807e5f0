import type { Change, NewEntry } from '../diagnostic/fix.js'
import { indentAt, lineBreakOf, lineEnd } from './lines.js'
import type { Collection } from './read-layout.js'
import type { Piece } from './remove-member.js'

type Of<Kind extends Change['kind']> = Extract<Change, { readonly kind: Kind }>

/** Adds items at the end of the list under a key, in the style of the list. */
export function addItems(text: string, map: Collection, { key, items }: Of<'items'>): Piece | null {
  const entry = map.members.find((member) => member.key?.text === key)
  if (entry === undefined) {
    const areWords = items.every((item) => /^[\w.@-]+$/.test(item))
    if (map.isFlow || areWords) return append(text, map, [`${key}: [${items.join(', ')}]`])
    return append(text, map, [`${key}:`, ...items.map((item) => `  - ${item}`)])
  }
  if (entry.value?.kind !== 'list') return null
  return append(text, entry.value, entry.value.isFlow ? items : items.map((item) => `- ${item}`))
}

/** Adds entries at the end of the mapping under a key, in the style of the mapping. */
export function addEntries(text: string, map: Collection, { key, entries }: Of<'entries'>): Piece | null {
  const written = entries.map(write)
  const entry = map.members.find((member) => member.key?.text === key)
  if (entry !== undefined) return entry.value?.kind === 'map' ? append(text, entry.value, written) : null
  if (map.isFlow) return append(text, map, [`${key}: { ${written.join(', ')} }`])
  return append(text, map, [`${key}:`, ...written.map((line) => `  ${line}`)])
}

/** Adds an entry before all others. */
export function addFirst(text: string, { start, isFlow }: Collection, entry: Of<'first'>): Piece {
  if (isFlow) return { start: start + 1, end: start + 1, text: ` ${write(entry)},` }
  return { start, end: start, text: `${write(entry)}${lineBreakOf(text)}${indentAt(text, start)}` }
}

function write({ key, value }: NewEntry): string {
  return `${key}: ${value}`
}

function append(text: string, { kind, isFlow, start, members }: Collection, added: readonly string[]): Piece | null {
  const last = members.at(-1)
  if (isFlow && last === undefined) {
    const inner = added.join(', ')
    return { start: start + 1, end: start + 1, text: kind === 'map' ? ` ${inner} ` : inner }
  }
  if (last === undefined) return null
  if (isFlow) return { start: last.end, end: last.end, text: added.map((one) => `, ${one}`).join('') }
  // A pair in brackets, `[a: 1]`, has no lines of its own.
  const end = lineEnd(text, last.end)
  if (!/^\s*(#.*)?$/.test(text.slice(last.end, end))) return null
  const before = lineBreakOf(text) + indentAt(text, start)
  return { start: end, end, text: added.map((line) => before + line).join('') }
}
