import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml'
import type { SourceFile } from '../../artifact/source-file.js'
import { deepest } from './build-tree.js'
import { placeScalar } from './place-scalar.js'

/** A piece of a text, as offsets. */
export interface Extent {
  readonly start: number
  readonly end: number
}

/** The comments of a text, each from its "#" to the end of its line; none where it is no YAML. */
export function findComments(file: SourceFile): readonly Extent[] {
  const { text } = file
  let events: readonly Event[]
  try {
    events = parseEvents(text, { maxDepth: deepest })
  } catch (error) {
    if (error instanceof YAMLException) return []
    throw error
  }
  const found: Extent[] = []
  let end = 0
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR) continue
    const scalar = placeScalar(file, event, end)
    found.push(...commentsIn(text, end, scalar.start), ...headerComment(text, scalar))
    end = Math.max(end, scalar.end)
  }
  return [...found, ...commentsIn(text, end, text.length)]
}

/** Between two scalars, a "#" behind white space begins a comment. Nothing beyond is looked at: most gaps are short. */
function commentsIn(text: string, from: number, to: number): readonly Extent[] {
  // One character more, to see what stands before the first.
  const before = Math.max(from - 1, 0)
  const signs = text.slice(before, to).matchAll(/(?<=^\ufeff?|[ \t\r\n])#[^\r\n]*/g)
  return [...signs]
    .map(({ 0: comment, index }) => ({ start: before + index, end: before + index + comment.length }))
    .filter(({ start }) => start >= from)
}

/** Behind the "|" or ">" of a block of text, and nowhere else in it, a comment may stand. */
function headerComment(text: string, { start }: Extent): readonly Extent[] {
  if (text[start] !== '|' && text[start] !== '>') return []
  const header = /[^\r\n]*/y
  header.lastIndex = start
  return commentsIn(text, start + 1, start + (header.exec(text)?.[0].length ?? 0))
}
