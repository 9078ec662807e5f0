import type { SourceFile } from './artifact/source-set.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { type JsonDiagnostic, renderJson } from './diagnostic/render-json.js'
import { renderLine } from './diagnostic/render-line.js'
import { sourceTexts } from './diagnostic/source-texts.js'

/** Everything that is wrong with an app spec or its manifest: `diagnostics` as data, `message` as lines for people. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError'
  /** With file, line and column, as `tenon check --json` prints them. */
  readonly diagnostics: readonly JsonDiagnostic[]

  constructor(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]) {
    const texts = sourceTexts(files)
    super(`the app does not compile\n${renderLine(diagnostics, texts).trimEnd()}`)
    this.diagnostics = renderJson(diagnostics, texts)
  }
}
