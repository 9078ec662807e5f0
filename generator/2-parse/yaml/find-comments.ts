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

/** Between two scalars, a "#" behind white space begins a comment. */
function commentsIn(text: string, from: number, to: number): readonly Extent[] {
  const found: Extent[] = []
  const sign = /(?<=^|[ \t\r\n\ufeff])#[^\r\n]*/g
  sign.lastIndex = from
  for (let match = sign.exec(text); match !== null && match.index < to; match = sign.exec(text))
    found.push({ start: match.index, end: match.index + match[0].length })
  return found
}

/** Behind the "|" or ">" of a block of text, and nowhere else in it, a comment may stand. */
function headerComment(text: string, { start, end }: Extent): readonly Extent[] {
  if (text[start] !== '|' && text[start] !== '>') return []
  const header = /^[|>][^\r\n]*/.exec(text.slice(start, Math.max(end, start + 1) + 1000))?.[0] ?? ''
  return commentsIn(text, start + 1, start + header.length)
}
