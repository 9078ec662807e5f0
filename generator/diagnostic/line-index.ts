/** A place as people count: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Finds lines in one text. LF, CRLF and CR each end a line, as they do in YAML. */
export interface LineIndex {
  readonly count: number
  position(offset: number): Position
  /** The offset of a place; a place outside the text gives the nearest one inside. */
  offset(position: Position): number
  /** A line's text without its end; empty for a line that is not there. */
  textOf(line: number): string
}

/** Reads a text once, so that each place in it is found by bisection. */
export function lineIndex(text: string): LineIndex {
  const starts = findLineStarts(text)
  const startOf = (line: number): number => starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0
  const endOf = (line: number): number => starts[line] ?? text.length
  return {
    count: starts.length,
    position: (offset) => {
      const within = Math.min(Math.max(offset, 0), text.length)
      const line = findLine(starts, within)
      return { line, column: within - startOf(line) + 1 }
    },
    offset: ({ line, column }) => Math.min(startOf(line) + Math.max(column, 1) - 1, text.length),
    textOf: (line) =>
      line < 1 || line > starts.length ? '' : text.slice(startOf(line), endOf(line)).replace(/[\r\n]+$/, ''),
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0]
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length)
  return starts
}

function findLine(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}
