import { pickIncluded } from './1-read/pick-included.js'
import { findIncludes } from './2-parse/find-includes.js'
import { parse } from './2-parse/parse.js'
import type { Documents } from './artifact/documents.js'
import type { Included, SourceFile, SourceSet } from './artifact/source-set.js'
import { CompositionError } from './composition-error.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'

export { CompositionError } from './composition-error.js'
export type { JsonDiagnostic, JsonPosition, JsonRange } from './diagnostic/render-json.js'

/** The texts of an app; without `modules` it composes none, and the host supplies the deployment. */
export interface AppTexts {
  /** What stands in `app.yaml`. */
  readonly yaml: string
  /** What stands in `modules.yaml`. */
  readonly modules?: string | undefined
  /** What `include` means, by path relative to `app.yaml`: `domain/tickets.yaml`. */
  readonly files?: Readonly<Record<string, string>> | undefined
}

/** A parsed app, ready for `compileApp`. */
export interface AppSpec {
  readonly sources: SourceSet
  readonly documents: Documents
  /** The warnings of parsing. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Parses an app spec and its manifest. Throws a `CompositionError` that lists everything that has a wrong shape.
 *
 * @example
 * const spec = defineApp({ yaml: 'app: { id: desk, name: Desk, tz: Europe/Berlin }' })
 */
export function defineApp({ yaml, modules, files }: AppTexts): AppSpec {
  const spec = { path: 'app.yaml', text: withoutMark(yaml) }
  const sources: SourceSet = {
    spec,
    included: files === undefined ? null : includedIn(spec, files),
    manifest: modules === undefined ? null : { path: 'modules.yaml', text: withoutMark(modules) },
    lockfile: null,
  }
  const parsed = parse(sources)
  if (!parsed.ok) throw new CompositionError(parsed.diagnostics, filesOf(sources))
  return { sources, documents: parsed.value, diagnostics: parsed.diagnostics }
}

/** The texts that diagnostics of an app point into. */
export function filesOf({ spec, included, manifest }: SourceSet): readonly SourceFile[] {
  return [spec, ...(included?.files ?? []), ...(manifest === null ? [] : [manifest])]
}

function includedIn(spec: SourceFile, files: Readonly<Record<string, string>>): Included {
  const candidates = Object.entries(files).map(([path, text]) => ({
    path: path.replace(/^(\.\/)+/, ''),
    text: withoutMark(text),
  }))
  return pickIncluded(spec, candidates, findIncludes)
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}
