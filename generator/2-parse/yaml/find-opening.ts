import { EVENT_ID, type Event, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml'

/** Longer texts are not read again only to say more about a mistake. */
const longest = 1_000_000

/** How many brackets are closed on trial. */
const mostClosed = 8

/** The quote that is open at the end of a text; null where none is. */
export function findUnclosedQuote(text: string): number | null {
  const outcome = text.length > longest ? [] : tryParse(text)
  const kind = typeof outcome === 'string' ? /within a (single|double) quoted scalar$/.exec(outcome)?.[1] : undefined
  return kind === undefined ? null : findOpenQuote(text, kind === 'single' ? "'" : '"')
}

/** The quote that is never closed in a text: behind it there is no other one that could be its end. */
export function findOpenQuote(text: string, quote: "'" | '"'): number | null {
  for (let at = text.lastIndexOf(quote); at >= 0; at = text.lastIndexOf(quote, at - 1)) {
    if (quote === '"') {
      if (countBefore(text, at, '\\') % 2 === 0) return at
    } else {
      // Two quotes together are one quote of the text; the one that opens makes a row of them odd.
      const before = countBefore(text, at, quote)
      if (before % 2 === 0) return at - before
      if (before >= at) return null
      at -= before
    }
    if (at === 0) return null
  }
  return null
}

function countBefore(text: string, offset: number, sign: string): number {
  let count = 0
  while (count < offset && text[offset - count - 1] === sign) count += 1
  return count
}

/** The innermost bracket that is still open at an offset, found by closing brackets until the text before can be read. */
export function findOpenBracket(text: string, offset: number): number | null {
  const before = text.slice(0, offset).trimEnd()
  if (before.length > longest) return null
  // Deeper than any line, so that the closing brackets belong to whatever is open.
  let closed = `${before}\n${' '.repeat(400)}`
  for (let count = 1; count <= mostClosed; count++) {
    const tried = [']', '}'].map((bracket) => ({ bracket, outcome: tryParse(closed + bracket) }))
    const whole = tried.find(({ outcome }) => typeof outcome !== 'string')?.outcome
    if (whole !== undefined && typeof whole !== 'string') return findClosedLast(closed, whole, count)
    const fits = tried.find(({ outcome }) => outcome === endInBrackets)
    if (fits === undefined) return null
    closed += fits.bracket
  }
  return null
}

const endInBrackets = 'unexpected end of the stream within a flow collection'

/** The events of a text, or the reason why it has none. */
function tryParse(text: string): readonly Event[] | string {
  try {
    return parseEvents(text, { maxDepth: 1000 })
  } catch (error) {
    if (error instanceof YAMLException) return error.reason
    throw error
  }
}

/** Where the first of the brackets that are closed last was opened. */
function findClosedLast(text: string, events: readonly Event[], count: number): number | null {
  const open: number[] = []
  const closed: number[] = []
  for (const event of events) {
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) open.push(event.start)
    else if (event.type === EVENT_ID.POP) {
      const start = open.pop()
      if (start !== undefined && (text[start] === '{' || text[start] === '[')) closed.push(start)
    }
  }
  return closed.at(-count) ?? null
}

/** The quote that opens a text which ends right before an offset. */
export function findQuoteBefore(text: string, offset: number): number | null {
  if (offset > longest) return null
  const events = tryParse(text.slice(0, offset))
  if (typeof events === 'string') return null
  const last = events.filter((event) => event.type === EVENT_ID.SCALAR).at(-1)
  if (last === undefined) return null
  const isQuoted = last.style === SCALAR_STYLE.DOUBLE_QUOTED || last.style === SCALAR_STYLE.SINGLE_QUOTED
  const isAtEnd = text.slice(last.valueEnd + 1, offset).trim() === ''
  return isQuoted && isAtEnd ? last.valueStart - 1 : null
}
