import type { Diagnostic } from './diagnostic.js'

/** What a phase that may fail gives: its artifact and the warnings, or everything that is wrong. */
export type Outcome<Artifact> =
  | { readonly ok: true; readonly value: Artifact; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/** An artifact counts only when nothing that was found is an error. */
export function conclude<Artifact>(value: Artifact, diagnostics: readonly Diagnostic[]): Outcome<Artifact> {
  const failed = diagnostics.some((found) => found.severity === 'error')
  return failed ? { ok: false, diagnostics } : { ok: true, value, diagnostics }
}

/** Says that there is no artifact. */
export function refuse(diagnostics: readonly Diagnostic[]): {
  readonly ok: false
  readonly diagnostics: readonly Diagnostic[]
} {
  return { ok: false, diagnostics }
}
