import type { NativeNames } from './native-names.js'
import type { SourceLoader } from './source-loader.js'

/** How a module is asked for; a package may have a file for each. */
export type ImportKind = 'require' | 'import'

/** What specifiers are resolved against. */
export interface ResolveOptions {
  readonly loader: SourceLoader
  readonly natives: NativeNames
  readonly kind: ImportKind
  /** Folders that are searched when no `node_modules` holds a package, in this order. */
  readonly globalFolders?: readonly string[] | undefined
  /** Conditions of `exports` and `imports` that hold beside the kind and `default`. */
  readonly conditions?: readonly string[] | undefined
}

/** What a specifier means, or why it means nothing. */
export type Resolution = FoundModule | DeniedModule | MissingModule

export interface FoundModule {
  /** `file`: CommonJS. `module`: an ES module. */
  readonly kind: 'native' | 'file' | 'json' | 'module'
  /** The native's own name; the real path of a file. */
  readonly id: string
  /** What was looked for before and is not there. */
  readonly tried: readonly string[]
}

/** A native that exists and may not be required. */
export interface DeniedModule {
  readonly kind: 'denied'
  readonly specifier: string
  readonly by: string
  /** What can be required, in code-unit order. */
  readonly available: readonly string[]
}

export interface MissingModule {
  readonly kind: 'missing'
  readonly specifier: string
  /** Why the search ended early, as the end of a sentence; null where everything was looked through. */
  readonly reason: string | null
  readonly tried: readonly string[]
  /** What may have been meant, likeliest first. */
  readonly suggestions: readonly string[]
}
