import type { ModuleKind, ModuleSyntax } from '../../artifact/documents.js'

/** A module whose code TypeScript is asked about, and the type that its default export must have. */
export interface CodeModule {
  readonly id: string
  readonly kind: ModuleKind
  /** Absolute; null for a package. */
  readonly file: string | null
  /** What an import of it names: an absolute path, or a package. */
  readonly specifier: string
  /** The ports of the app that it provides. */
  readonly ports: readonly string[]
  readonly syntax: ModuleSyntax
  /** The files that mistakes are looked for in, absolute; null: whatever it imports from the project. */
  readonly sources: ReadonlySet<string> | null
  /** The type of its default export, given the type of the export as it is written. */
  contractOf(written: string): string
  /** What stands behind a `defineProvider` that says no types itself. */
  readonly typeArguments: string
}

/** One run of TypeScript: modules that see the same globals. */
export interface CodeProgram {
  readonly modules: readonly CodeModule[]
  /** Declarations that stand in no file of the project, by absolute path. */
  readonly declarations: ReadonlyMap<string, string>
  readonly options: Readonly<Record<string, unknown>>
  /** What TypeScript says of code that is right, because it knows too little here. */
  isNoise(code: string, text: string): boolean
}
