import { SourceMap } from 'node:module'
import type { Span } from '../../artifact/span.js'
import { lineIndex } from '../../diagnostic/line-index.js'

/** Finds where a piece of a bundle stands in the files of the guest. */
export type Locate = (piece: { readonly start: number }) => Promise<Span>

interface SourcePlaces {
  inSource(source: string, line: number, column: number): Promise<Span | null>
  entry(): Span
}

/** Reads a bundle's source map; what has no place of its own stands in the entry. */
export function locateInSource(code: string, map: string, places: SourcePlaces): Locate {
  const lines = lineIndex(code)
  const sources = new SourceMap(JSON.parse(map))
  return async ({ start }) => {
    const { line, column } = lines.position(start)
    const found = sources.findEntry(line - 1, column - 1)
    if (!('originalSource' in found)) return places.entry()
    const { originalSource, originalLine, originalColumn } = found
    return (await places.inSource(originalSource, originalLine + 1, originalColumn + 1)) ?? places.entry()
  }
}
