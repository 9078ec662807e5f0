import type { Deployment } from './deployment.js'
import type { Awaitable } from './json.js'
import type { Program } from './program.js'

/** The compiled app as data and functions: what `createAppRuntime` takes. */
export interface Bundle {
  readonly program: Program
  /** The same as `program.hash`. */
  readonly hash: string
  /** How the app is composed; absent: as its program says. Null: the host says it. */
  readonly deployment?: Deployment | null
  /** The modules that came with the bundle; undefined for an id that the host must supply. */
  readonly modules: { load(id: string): Awaitable<unknown> }
  /** The warnings of the compilation. */
  readonly diagnostics: readonly BundleDiagnostic[]
}

export interface BundleDiagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  readonly path: string | null
}
