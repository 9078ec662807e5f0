import { createHash } from 'node:crypto'
import type { Diagnostic } from './diagnostic.js'
import type { SourceTexts } from './source-texts.js'

/**
 * One name for each diagnostic, in their order: of its code, its file and what it is about, never of its line, so that it stays
 * the same when lines come and go above it. Of several that would have one name, the later ones are numbered.
 */
export function fingerprint(sorted: readonly Diagnostic[], texts: SourceTexts): readonly string[] {
  const times = new Map<string, number>()
  return sorted.map((found) => {
    const about = JSON.stringify([found.code, found.at.file, found.path ?? lineOf(found, texts), found.message])
    const count = times.get(about) ?? 0
    times.set(about, count + 1)
    return createHash('sha256')
      .update(`${about}${count === 0 ? '' : ` ${count}`}`)
      .digest('hex')
      .slice(0, 32)
  })
}

function lineOf({ at }: Diagnostic, texts: SourceTexts): string {
  const lines = texts.linesOf(at.file)
  return lines === null ? '' : lines.textOf(lines.position(at.start).line).trim()
}
