import type { EntrypointKind } from './invocation.js'
import type { Issues } from './issues.js'

/** The ways into an app; what a surface is called is its type. In code-unit order. */
export const surfaceTypes = ['cli', 'http', 'web', 'webhook'] as const

export type SurfaceType = (typeof surfaceTypes)[number]

/** The bindings of the surfaces that an app is wired to. An entrypoint that a surface does not bind is unreachable there. */
export type Surfaces = { readonly [Type in SurfaceType]?: readonly SurfaceBinding[] }

/** How one surface reaches one entrypoint. */
export interface SurfaceBinding {
  readonly kind: EntrypointKind
  readonly id: string
  /** All must hold of a request; of several bindings that match it, the one with the highest score is chosen. */
  readonly clauses: readonly Clause[]
  readonly score: number
  /** On the command line only: what may follow the command. */
  readonly line?: CommandLine
  /** The input that a request makes. Values that do not fit are reported; the others are for the entrypoint to judge. */
  bind(request: RequestParts, issues: Issues): Readonly<Record<string, unknown>>
}

/**
 * One condition on a request. `key` is `method`, `path`, `route`, `intent`, `source` or `command`, or a bucket with a
 * member of it: `query.kind`, `body.action.type`, `flags.all`. A template's segments are literals, `:name`, and a final
 * `*` for one or more others; literals are percent-decoded before they are compared.
 */
export type Clause =
  | { readonly key: string; readonly op: 'eq'; readonly value: string | number | boolean }
  | { readonly key: string; readonly op: 'path_template' | 'prefix'; readonly value: string }
  | { readonly key: string; readonly op: 'exists' }

/** The positional arguments of a command by name, in order, and its flags: `text` takes a value, a `switch` needs none. */
export interface CommandLine {
  readonly args: readonly string[]
  readonly flags: Readonly<Record<string, 'switch' | 'text'>>
}

/** What a binding can read of a request. A surface fills the buckets that it has; the others are empty. */
export interface RequestParts {
  /** The named segments of the path; `*` is the rest, joined with slashes. */
  readonly path: ReadonlyMap<string, string>
  /** A list is a parameter that was given more than once. */
  readonly query: ReadonlyMap<string, unknown>
  readonly body: unknown
  readonly args: ReadonlyMap<string, string>
  /** A flag without a value is `true`; a list is a flag that was given more than once. */
  readonly flags: ReadonlyMap<string, unknown>
}
