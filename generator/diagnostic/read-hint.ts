import type { Diagnostic } from './diagnostic.js'
import type { SourceTexts } from './source-texts.js'

/**
 * A diagnostic's hint as it is shown: `{line 0}` in it is the line of `related[0]`, which phases do not know, because
 * lines are found only when something is printed.
 */
export function readHint(found: Diagnostic, texts: SourceTexts): string | null {
  if (found.hint === null) return null
  return found.hint.replace(/\{line (\d+)\}/g, (hole, index: string) => {
    const at = found.related[Number(index)]?.at
    const lines = at === undefined ? null : texts.linesOf(at.file)
    return at === undefined || lines === null ? hole : String(lines.position(at.start).line)
  })
}
