/** What a source becomes before a VM runs it. */
export interface TransformedSource {
  readonly code: string
  /** A source map as JSON; null for none. */
  readonly map: string | null
}

/**
 * Makes JavaScript of a source that is not. `commonjs`: imports and exports become `require` and `module.exports`; `module`: they
 * stay. Throws a `SourceProblem` for what cannot be read.
 */
export type SourceTransform = (source: string, path: string, format: SourceFormat) => TransformedSource

export type SourceFormat = 'commonjs' | 'module'

/** Why a source cannot be read, and where: lines and columns from 1, null where nobody knows. */
export class SourceProblem extends Error {
  override readonly name: string = 'SourceProblem'
  readonly line: number | null
  readonly column: number | null

  constructor(message: string, at: { readonly line: number | null; readonly column: number | null }, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.line = at.line
    this.column = at.column
  }
}
