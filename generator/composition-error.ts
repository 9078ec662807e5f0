import type { SourceFile } from './artifact/source-set.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { renderLine } from './diagnostic/render-line.js'
import { sourceTexts } from './diagnostic/source-texts.js'

/** Everything that is wrong with an app spec or its manifest: `diagnostics` as data, `message` as lines for people. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]) {
    super(`the app does not compile\n${renderLine(diagnostics, sourceTexts(files)).trimEnd()}`)
    this.diagnostics = diagnostics
  }
}
