import type { Diagnostic } from './diagnostic.js'
import { joinWords } from './suggest.js'

/** With more files than this, they are counted. */
const mostNamed = 3

/** How many diagnostics of each severity there are. */
export interface Counts {
  readonly errors: number
  readonly warnings: number
}

/** Counts what was found. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): Counts {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((found) => found.severity === severity).length
  return { errors: count('error'), warnings: count('warning') }
}

/** One line over all of them: `3 errors, 1 warning in app.yaml and modules.yaml`. */
export function summarize(diagnostics: readonly Diagnostic[]): string {
  const files = [...new Set(diagnostics.map(({ at }) => at.file))].sort()
  const counted = sayCounts(countDiagnostics(diagnostics))
  if (files.length === 0) return counted
  return `${counted} in ${files.length > mostNamed ? `${files.length} files` : joinWords(files)}`
}

/** `3 errors, 1 warning`; `no problems` where there are none. */
export function sayCounts({ errors, warnings }: Counts): string {
  const parts = [plural(errors, 'error'), plural(warnings, 'warning')].filter((part) => part !== null)
  return parts.length === 0 ? 'no problems' : parts.join(', ')
}

function plural(count: number, word: string): string | null {
  return count === 0 ? null : `${count} ${word}${count === 1 ? '' : 's'}`
}
