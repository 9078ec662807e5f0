import type { LineIndex } from './line-index.js'
import type { Meaning, Paint } from './paint.js'
import { columnsOf, printable } from './printable.js'

/** A place to underline, with what is to be said beside it. */
export interface Mark {
  readonly start: number
  readonly end: number
  readonly label: string
  /** How the underline is drawn: `^` for the main one, `-` for the others. */
  readonly sign: '^' | '-'
  readonly meaning: Meaning
}

export interface FrameStyle {
  /** Columns for line numbers. */
  readonly gutter: number
  readonly paint: Paint
}

/** The widest piece of a line that is shown, in UTF-16 units, and how much of it may stand before a mark. */
const window = { width: 110, before: 40 }
const tabWidth = 4

/** The lines of one file that the marks lie in, numbered, with the marks under them; `...` where lines are left out. */
export function codeFrame(lines: LineIndex, marks: readonly Mark[], style: FrameStyle): string[] {
  const bar = style.paint('frame', '|')
  const blank = `${' '.repeat(style.gutter)} ${bar}`
  const out = [blank]
  let last: number | null = null
  for (const [line, onLine] of byLine(lines, marks)) {
    if (last !== null && line === last + 2) out.push(...showLine(lines, last + 1, [], style))
    else if (last !== null && line > last + 1) out.push(style.paint('frame', '...'))
    out.push(...showLine(lines, line, onLine, style))
    last = line
  }
  out.push(blank)
  return out
}

function byLine(lines: LineIndex, marks: readonly Mark[]): [number, Mark[]][] {
  const found = new Map<number, Mark[]>()
  for (const mark of [...marks].sort((left, right) => left.start - right.start)) {
    const { line } = lines.position(mark.start)
    found.set(line, [...(found.get(line) ?? []), mark])
  }
  return [...found].sort(([left], [right]) => left - right)
}

function showLine(lines: LineIndex, line: number, marks: readonly Mark[], style: FrameStyle): string[] {
  const text = lines.textOf(line)
  const lineStart = lines.offset({ line, column: 1 })
  const piece = cut(text, (marks[0]?.start ?? lineStart) - lineStart)
  const number = style.paint('frame', String(line).padStart(style.gutter))
  const bar = style.paint('frame', '|')
  const out = [`${number} ${bar} ${piece.shown}`.trimEnd()]
  for (const mark of marks) {
    const from = piece.columnAt(mark.start - lineStart)
    const to = Math.max(piece.columnAt(Math.min(mark.end - lineStart, text.length)), from + 1)
    const drawn = `${mark.sign.repeat(to - from)}${mark.label === '' ? '' : ` ${printable(mark.label)}`}`
    out.push(`${' '.repeat(style.gutter)} ${bar} ${' '.repeat(from)}${style.paint(mark.meaning, drawn)}`)
  }
  return out
}

interface Piece {
  readonly shown: string
  /** The column of the piece at which an offset within the line stands; offsets outside give the nearest end. */
  columnAt(offset: number): number
}

/** The offset at which the character begins that an offset lies in: one beyond the basic plane takes two units. */
function wholeFrom(text: string, offset: number): number {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff ? offset - 1 : offset
}

/** The piece of a line around an offset: tabs as spaces, what a terminal would obey as escapes, `…` where it is cut. */
function cut(text: string, around: number): Piece {
  const from = wholeFrom(text, Math.max(0, Math.min(around - window.before, text.length - window.width)))
  const to = wholeFrom(text, Math.min(text.length, from + window.width))
  let shown = from > 0 ? '…' : ''
  let column = shown.length
  const columns = new Map<number, number>()
  let offset = from
  for (const character of text.slice(from, to)) {
    columns.set(offset, column)
    const drawn = character === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : printable(character)
    column += drawn === character ? columnsOf(character) : drawn.length
    shown += drawn
    offset += character.length
  }
  const end = column
  const start = columns.get(from) ?? end
  return {
    shown: to < text.length ? `${shown}…` : shown,
    columnAt: (wanted) =>
      wanted < from ? start : wanted >= to ? end : (columns.get(wanted) ?? columns.get(wanted - 1) ?? end),
  }
}
