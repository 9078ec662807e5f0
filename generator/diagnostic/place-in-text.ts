import type { LineIndex } from './line-index.js'

/** A place as esbuild tells it: lines from 1; columns from 0 and lengths in bytes of UTF-8. */
export interface ByteLocation {
  readonly line: number
  readonly column: number
  readonly length: number
  readonly lineText: string
}

/** The same place as offsets into the text. */
export function placeInText(
  { line, column, length, lineText }: ByteLocation,
  lines: Pick<LineIndex, 'offset'>,
): { readonly start: number; readonly end: number } {
  const bytes = Buffer.from(lineText)
  const units = (from: number, to: number): number => bytes.subarray(from, to).toString().length
  const start = lines.offset({ line, column: units(0, column) + 1 })
  return { start, end: start + units(column, column + length) }
}
