// The parser's events say where scalars and collections begin, but not where brackets close, where nothing stands, or
// where the header of a block scalar is. What lies between two tokens is short, so that looking at it again is cheap.

const tab = 9
const lineFeed = 10
const carriageReturn = 13
const space = 32
const hash = 35
const byteOrderMark = 0xfeff

/** The offset of the next character that is neither white space nor in a comment. */
export function skipSpace(text: string, from: number): number {
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (isSpace(code)) at += 1
    else if (code === hash && (at === 0 || isSpace(text.charCodeAt(at - 1)))) at = findLineEnd(text, at)
    else return at
  }
}

function isSpace(code: number): boolean {
  return code === space || code === lineFeed || code === carriageReturn || code === tab || code === byteOrderMark
}

function findLineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== lineFeed && text.charCodeAt(at) !== carriageReturn) at += 1
  return at
}

/** The end of brackets whose last entry ends at `from`. */
export function findBracketEnd(text: string, from: number): number {
  let at = skipSpace(text, from)
  while (at < text.length && text[at] !== ']' && text[at] !== '}') at = skipSpace(text, at + 1)
  return Math.min(at + 1, text.length)
}

/** Where a value that is not written would stand: behind the mark that announces it, else at the end of what is before. */
export function findGap(text: string, from: number): number {
  const at = skipSpace(text, from)
  const mark = text[at]
  return mark === ':' || mark === '-' || mark === '?' ? at + 1 : from
}

/** Where the `|` or `>` of a block scalar stands whose content begins at `content`; what precedes it ends at `from`. */
export function findBlockHeader(text: string, from: number, content: number): number {
  let at = skipSpace(text, from)
  while (at < content && text[at] !== '|' && text[at] !== '>') at = skipSpace(text, at + 1)
  return Math.min(at, content)
}

/** The end of a block scalar's content without the line breaks behind it; no less than `least`. */
export function trimBlockEnd(text: string, end: number, least: number): number {
  let at = end
  while (at > least && isSpace(text.charCodeAt(at - 1))) at -= 1
  return at
}

/** Where the next document of a stream begins. */
export function findNextDocument(text: string, from: number): number {
  const marker = /^(?:---|\.\.\.|%)/gm
  marker.lastIndex = from
  return marker.exec(text)?.index ?? skipSpace(text, from)
}
