import type { Json } from '../../src/contract/json.js'
import type { SourceFile } from '../artifact/source-set.js'
import type { Basis } from '../basis.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import type { ExitCode } from './exit-code.js'

/** What a verb did, before anything is printed; one place prints it in every format. */
export interface Answer {
  readonly exitCode: ExitCode
  readonly diagnostics: readonly Diagnostic[]
  /** What the diagnostics point into. */
  readonly texts: readonly SourceFile[]
  /** The folder that the names of files are relative to, where that is known. */
  readonly projectDir?: string | null
  /** The `result` of the JSON document. */
  readonly result: Json
  /** What people read on stdout, line ends included; empty for nothing. */
  readonly text: string
  /** What people read before the diagnostics: what was done about those that are gone. */
  readonly intro?: string
  /** True where stdout is the verb's result alone, so that people's diagnostics go to stderr. */
  readonly keepsOutputPure?: boolean
  /** Why there is no result. */
  readonly failure?: Failure
  /** What it follows from, where it may be kept. */
  readonly basis?: Basis
  /** Further members of the JSON document's `summary`. */
  readonly summary?: Readonly<Record<string, Json>>
}

export interface Failure {
  /** `module`: code of the project breaks as soon as it is loaded. */
  readonly kind: 'usage' | 'module' | 'environment' | 'bug'
  readonly message: string
  /** What people read on stderr, line ends included. */
  readonly text: string
}
