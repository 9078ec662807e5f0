import type { SourceFile } from './source-file.js'
import type { Located, Span } from './span.js'

/** What stands behind the source of a guest: bundled code, and what the check has to know of it. Nothing of it was run. */
export interface GuestSource {
  /** CommonJS; what it requires is what `imports` lists. */
  readonly code: string
  /** The source map, as JSON; its sources are named relative to the project. */
  readonly map: string
  /** `sha256-<base64>` over `code`. */
  readonly integrity: string
  /** What is not in the bundle, each once per file, in code-unit order of file and place. */
  readonly imports: readonly GuestImport[]
  /** Requires and imports of something that is only known when the code runs. */
  readonly computed: readonly GuestPlace[]
  readonly exported: GuestExport
  /** The files that are in it, absolute; absent where nothing was read. */
  readonly reads?: readonly string[]
  /** The entry: what stands behind the manifest's `source`. */
  readonly entry: Span
  /** The files that the places here point into. */
  readonly texts: readonly SourceFile[]
}

/** A place in the code of a guest; `chain` leads to it: where the entry imports the next file, and so on. Empty in the entry. */
export interface GuestPlace extends Located {
  readonly chain: readonly Span[]
}

/** A name that is required or imported, and that no file and no installed package stands behind, or a native of the manifest. */
export interface GuestImport extends GuestPlace {
  readonly specifier: string
}

/** The default export, as far as it can be told from the text. */
export type GuestExport =
  | { readonly kind: 'none' }
  /** Something that holds no functions: a number, a function, a class. */
  | (Located & { readonly kind: 'other' })
  /** It is made when the code runs. */
  | { readonly kind: 'unknown' }
  | (Located & {
      readonly kind: 'object'
      readonly members: readonly GuestMember[]
      /** False where it may have more: a spread, a computed name. */
      readonly isComplete: boolean
    })

export interface GuestMember extends Located {
  readonly name: string
  /** False where it is plainly something else. */
  readonly mayBeFunction: boolean
}
