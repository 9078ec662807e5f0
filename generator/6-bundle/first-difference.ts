/** Where two texts part, in the first of them, and in words. */
export interface Difference {
  readonly start: number
  readonly end: number
  readonly problem: string
}

/** The first line that is not as it would be generated. `was` is what was found, `is` what would be generated. */
export function firstDifference(was: string, is: string): Difference {
  const [wasHeader, isHeader] = [endOfHeader(was), endOfHeader(is)]
  // The header names what a file was made from, so it differs first.
  if (was.slice(wasHeader) === is.slice(isHeader))
    return { ...lineAt(was, 0), problem: 'nothing in it differs but the hash of what it was made from' }
  let same = 0
  while (wasHeader + same < was.length && was[wasHeader + same] === is[isHeader + same]) same++
  const place = lineAt(was, wasHeader + same)
  return { ...place, problem: sayFields(was, is) ?? sayLines(was, is, { place, offset: isHeader + same }) }
}

/** The line around an offset, without its indentation. */
export function lineAt(text: string, offset: number): Pick<Difference, 'start' | 'end'> {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  const line = text.slice(start, end === -1 ? text.length : end)
  return { start: start + line.length - line.trimStart().length, end: start + line.length }
}

function endOfHeader(text: string): number {
  return text.startsWith('// @generated ') ? text.indexOf('\n') + 1 : 0
}

function sayLines(
  was: string,
  is: string,
  { place, offset }: { readonly place: Pick<Difference, 'start' | 'end'>; readonly offset: number },
): string {
  const number = was.slice(0, place.start).split('\n').length
  const { start, end } = lineAt(is, offset)
  const [old, now] = [was.slice(place.start, place.end), is.slice(start, end)]
  if (old === '') return `line ${number} would be ${quote(now)}`
  if (now === '') return `line ${number} would not be there`
  let same = 0
  while (same < old.length && old[same] === now[same]) same++
  // Where lines are long, what differs has to be in what is shown of them.
  const begin = same > 40 ? same - 20 : 0
  return `line ${number} is ${quote(old, begin)} and would be ${quote(now, begin)}`
}

/** The first field that differs, for a text of JSON. */
function sayFields(was: string, is: string): string | null {
  const [old, now] = [readJson(was), readJson(is)]
  if (old === undefined || now === undefined) return null
  const [first, ...more] = listDifferences(old, now, '')
  if (first === undefined) return null
  return `${first}${more.length === 0 ? '' : `; ${more.length} more ${more.length === 1 ? 'field differs' : 'fields differ'}`}`
}

function readJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function listDifferences(was: unknown, is: unknown, path: string): readonly string[] {
  const [old, now] = [membersOf(was), membersOf(is)]
  if (old === null || now === null || Array.isArray(was) !== Array.isArray(is))
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [`${path} is ${shorten(was)} and would be ${shorten(is)}`]
  const names = [...new Set([...old.keys(), ...now.keys()])]
  return names.flatMap((name) => {
    const inner = path === '' ? name : `${path}.${name}`
    if (!now.has(name)) return [`${inner} would not be there`]
    if (!old.has(name)) return [`${inner} would be ${shorten(now.get(name))}`]
    return listDifferences(old.get(name), now.get(name), inner)
  })
}

/** By name; the items of a list by their ids where all have one, by their places otherwise. Null for a value without any. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const ids = value.map((item: unknown) => idOf(item))
  const areNames = ids.every((id) => id !== null) && new Set(ids).size === ids.length
  return new Map(value.map((item: unknown, index) => [areNames ? (ids[index] ?? '') : String(index), item]))
}

function idOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !('id' in item)) return null
  return typeof item.id === 'string' ? item.id : null
}

function shorten(value: unknown): string {
  return clip(JSON.stringify(value) ?? 'nothing')
}

function quote(line: string, begin = 0): string {
  return `"${begin === 0 ? '' : '…'}${clip(line.slice(begin))}"`
}

function clip(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
