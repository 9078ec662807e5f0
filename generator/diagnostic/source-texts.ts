import type { SourceFile } from '../artifact/source-set.js'
import type { Diagnostic } from './diagnostic.js'
import type { ReadyFix } from './fix.js'
import { type LineIndex, lineIndex } from './line-index.js'

/** The texts that diagnostics point into, by path. */
export interface SourceTexts {
  /** Null for a file that was never read: then only its name can be printed. */
  linesOf(file: string): LineIndex | null
  /** The fixes of a diagnostic that can be done in the texts as they are written. */
  fixesOf(found: Diagnostic): readonly ReadyFix[]
}

/** Makes the texts ready for printing; a file's lines are counted when the first diagnostic points into it. */
export function sourceTexts(files: Iterable<SourceFile>, fixesOf: SourceTexts['fixesOf'] = noFixes): SourceTexts {
  const texts = new Map([...files].map(({ path, text }) => [path, text]))
  const indexes = new Map<string, LineIndex>()
  return {
    fixesOf,
    linesOf: (file) => {
      const known = indexes.get(file)
      const text = texts.get(file)
      if (known !== undefined || text === undefined) return known ?? null
      const index = lineIndex(text)
      indexes.set(file, index)
      return index
    },
  }
}

const noFixes = (): readonly ReadyFix[] => []
