/** One event of a server-sent stream. */
export interface SseEvent {
  /** `message` where the server names none. */
  readonly event: string
  readonly data: string
}

/** Reads server-sent events from text in pieces of any size. */
export interface SseParser {
  push(text: string): readonly SseEvent[]
  /** The last event, where the stream ended without the empty line that should follow it. */
  end(): readonly SseEvent[]
  /** Characters that are held until their event is complete. */
  readonly held: number
}

export function createSseParser(): SseParser {
  let rest = ''
  let isFirst = true
  let fields = emptyFields()
  const takeLine = (line: string): readonly SseEvent[] => {
    if (line !== '') {
      readField(line, fields)
      return []
    }
    const { event, data } = fields
    fields = emptyFields()
    return data.length === 0 ? [] : [{ event, data: data.join('\n') }]
  }
  return {
    push(text) {
      rest += isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text
      if (text !== '') isFirst = false
      const { lines, left } = splitLines(rest)
      rest = left
      return lines.flatMap(takeLine)
    },
    end() {
      const last = rest.replace(/\r$/, '')
      rest = ''
      return [...(last === '' ? [] : takeLine(last)), ...takeLine('')]
    },
    get held() {
      return rest.length + fields.data.reduce((sum, line) => sum + line.length, 0)
    },
  }
}

interface Fields {
  event: string
  readonly data: string[]
}

function emptyFields(): Fields {
  return { event: 'message', data: [] }
}

// A line ends with CR LF, LF or CR. A CR at the very end may be the first half of CR LF, so it waits for what follows.
function splitLines(text: string): { readonly lines: readonly string[]; readonly left: string } {
  const lines: string[] = []
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character !== '\n' && character !== '\r') continue
    if (character === '\r' && at === text.length - 1) break
    lines.push(text.slice(start, at))
    if (character === '\r' && text[at + 1] === '\n') at++
    start = at + 1
  }
  return { lines, left: text.slice(start) }
}

function readField(line: string, fields: Fields): void {
  const colon = line.indexOf(':')
  // Begins with a colon: a comment, which servers send to keep a connection open.
  if (colon === 0) return
  const name = colon === -1 ? line : line.slice(0, colon)
  const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
  if (name === 'data') fields.data.push(value)
  else if (name === 'event') fields.event = value
}
