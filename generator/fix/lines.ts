/** The line break that a text is written with. */
export function lineBreakOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  if (offset === 0) return 0
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/)
  return found < 0 ? text.length : offset + found
}

/** A whole line, or several, with a line break: the one behind them, or at the end of the text the one before. */
export function wholeLines(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const from = lineStart(text, start)
  const to = lineEnd(text, end)
  const breakAt = (offset: number): number => (text.startsWith('\r\n', offset) ? 2 : 1)
  if (to < text.length) return { start: from, end: to + breakAt(to) }
  if (from === 0) return { start: 0, end: to }
  return { start: text.startsWith('\r\n', from - 2) ? from - 2 : from - 1, end: to }
}

/** Spaces as wide as what stands on the line before an offset: YAML is indented with spaces alone. */
export function indentAt(text: string, offset: number): string {
  return ' '.repeat(offset - lineStart(text, offset))
}
