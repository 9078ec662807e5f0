import type { Diagnostic } from './diagnostic.js'
import { printable } from './printable.js'
import { sortDiagnostics } from './sort-diagnostics.js'
import type { SourceTexts } from './source-texts.js'

/** Diagnostics one a line, as editors read them: `app.yaml:41:13: error code: message`. `folder` stands before each path. */
export function renderLine(diagnostics: readonly Diagnostic[], texts: SourceTexts, folder = ''): string {
  return sortDiagnostics(diagnostics)
    .map(({ at, severity, code, message }) => {
      const { line, column } = texts.linesOf(at.file)?.position(at.start) ?? { line: 1, column: 1 }
      return `${folder}${printable(at.file)}:${line}:${column}: ${severity} ${code}: ${printable(message)}\n`
    })
    .join('')
}
