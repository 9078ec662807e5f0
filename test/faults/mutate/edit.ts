import type { MapEntry, MapNode, Node } from '../../../generator/artifact/node.js'

/** A text with one piece of it replaced. */
export function splice(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}

/** A text without one entry of a mapping, and where the mapping begins then. */
export function withoutEntry(text: string, map: MapNode, entry: MapEntry): { text: string; start: number } {
  const index = map.entries.indexOf(entry)
  const next = map.entries[index + 1]
  const previous = map.entries[index - 1]
  const first = index === 0 ? next : map.entries[0]
  if (first === undefined) {
    // The only entry: nothing is left of a block, so it must be written as empty.
    if (text[map.at.start] === '{')
      return { text: splice(text, entry.key.at.start, map.at.end - 1, ''), start: map.at.start }
    return { text: splice(text, map.at.start, map.at.end, '{}'), start: map.at.start }
  }
  const isFlow = text[map.at.start] === '{'
  if (next !== undefined) return { text: splice(text, entry.key.at.start, next.key.at.start, ''), start: map.at.start }
  const end = isFlow ? map.at.end - 1 : entry.value.at.end
  const from = previous === undefined ? entry.key.at.start : endOf(text, previous.value)
  return { text: splice(text, from, Math.max(from, end), isFlow ? ' ' : ''), start: map.at.start }
}

/** A text without one entry of a list. */
export function withoutItem(text: string, items: readonly Node[], index: number): string {
  const item = items[index]
  const next = items[index + 1]
  const previous = items[index - 1]
  if (item === undefined) return text
  if (next !== undefined) return splice(text, item.at.start, next.at.start, '')
  if (previous !== undefined) return splice(text, endOf(text, previous), endOf(text, item), '')
  return splice(text, item.at.start, item.at.end, '')
}

/** Behind a value: a block ends where its text does. */
function endOf(text: string, node: Node): number {
  return text.slice(0, node.at.end).trimEnd().length
}
