import type { Span } from '../artifact/span.js'
import { type Code, catalogue, type Severity } from './catalogue.js'
import type { Fix } from './fix.js'

/** One mistake of the author's, with its place. Text is made from the catalogue when the diagnostic is made. */
export interface Diagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly message: string
  readonly at: Span
  /** Where it is in the document: keys and zero-based indexes joined with dots, `$` for the root; null outside YAML. */
  readonly path: string | null
  /** The other end of it: "first declared here", or every place of a cycle. */
  readonly related: readonly Related[]
  readonly help: string
  /**
   * What to do in this very case, where more can be said than the catalogue's help: "did you mean …".
   * `{line 0}` in it stands for the line of `related[0]`: phases know no lines, so it is filled when it is printed.
   */
  readonly hint: string | null
  /** What would take it away, the likeliest first; none where nobody but the author can know. */
  readonly fixes: readonly Fix[]
}

export interface Related {
  readonly note: string
  readonly at: Span
}

/** The names in `{braces}` of a text. */
type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never

/** The values that a code's message needs; leaving one out does not compile. */
export type Values<C extends Code> = { readonly [Name in Holes<(typeof catalogue)[C]['message']>]: string | number }

export interface DiagnosticExtras {
  readonly path?: string
  readonly related?: readonly Related[]
  readonly hint?: string | null
  readonly fixes?: readonly Fix[]
}

/** Makes a diagnostic: the call site names the code, the place and the values; the catalogue has the words. */
export function diagnostic<C extends Code>(
  code: C,
  at: Span,
  values: Values<C>,
  extras: DiagnosticExtras = {},
): Diagnostic {
  const entry = catalogue[code]
  return {
    code,
    severity: entry.severity,
    message: fill(entry.message, values),
    at,
    path: extras.path ?? null,
    related: extras.related ?? [],
    help: entry.help,
    hint: extras.hint ?? null,
    fixes: extras.fixes ?? [],
  }
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
