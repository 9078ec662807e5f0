import type { GuestSource } from './guest-source.js'
import type { SourceFile } from './source-file.js'
import type { Span } from './span.js'

export type { SourceFile } from './source-file.js'

/** What phase 1 read. */
export interface SourceSet {
  /** The root file of the app spec. */
  readonly spec: SourceFile
  /** Null where nothing could be looked up: the texts were handed in, and no files with them. */
  readonly included: Included | null
  /** Null where the project has no manifest: then it composes no modules. */
  readonly manifest: SourceFile | null
  readonly lockfile: SourceFile | null
}

/** What the includes of a spec lead to. */
export interface Included {
  /** Every file but the root that some `include` means, in code-unit order of path. */
  readonly files: readonly SourceFile[]
  /** The paths of everything in the folders that were looked into. A path that ends in a slash is a folder's. */
  readonly nearby: readonly string[]
}

/** Where an entry of `include` looks for files. Paths are relative to the project. */
export interface IncludedPlace {
  /** Empty for the project's own folder. */
  readonly folder: string
  /** How many levels of folders below it are looked into as well. */
  readonly depth: number
  matches(path: string): boolean
}

/** A module's `source` that is a path or a package, to be looked up. */
export interface ModuleReference {
  readonly source: string
  readonly isGuest: boolean
  readonly at: Span
}

/**
 * What stands behind a module's `source`. `specifier` is what an emitted import names, relative to the project for a path.
 * `integrity` is `sha256-<base64>` over the bytes that will be loaded: for a path its bundled form, for a package its resolved entry.
 */
export type ModuleSource =
  | { readonly kind: 'built-in' }
  | {
      readonly kind: 'found'
      readonly specifier: string
      readonly version: string | null
      readonly integrity: string
      readonly hasDefaultExport: boolean
      /** The files that it was read from, absolute; absent where nothing was read. */
      readonly reads?: readonly string[]
      /** Where it is the source of a guest. */
      readonly guest?: GuestSource
    }
  | { readonly kind: 'missing'; readonly tried: readonly string[] }
  | {
      readonly kind: 'unreadable'
      readonly problem: string
      readonly file: string | null
      readonly line: number
      readonly column: number
    }
  /** In-memory compilation: the host's module loader supplies it, and nothing can be known of it here. */
  | { readonly kind: 'unchecked' }

/** By the `source` text of the manifest. */
export type ModuleSources = ReadonlyMap<string, ModuleSource>

/** An installed package that says in its `package.json` which ports it provides. */
export interface InstalledModule {
  /** What the manifest would call it. */
  readonly source: string
  readonly provides: readonly { readonly port: string; readonly version: string }[]
}
