import { parseManifest } from '../../../generator/2-parse/parse-manifest.js'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import type { Diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import type { Outcome } from '../../../generator/diagnostic/outcome.js'

/** One finding in one line: code, path, what stands at its place, and its message. */
export function tell(text: string, found: Diagnostic): string {
  const related = found.related.map(({ note, at }) => ` [${note}: ${at.start} ${quote(text.slice(at.start, at.end))}]`)
  const hint = found.hint === null ? '' : ` (${found.hint})`
  return `${found.code} ${found.path} ${quote(text.slice(found.at.start, found.at.end))}: ${found.message}${hint}${related.join('')}`
}

function quote(text: string): string {
  return JSON.stringify(text.length > 30 ? `${text.slice(0, 30)}…` : text)
}

export function tellAll<Artifact>(text: string, outcome: Outcome<Artifact>): readonly string[] {
  return outcome.diagnostics.map((found) => tell(text, found))
}

/** The findings in an app spec, in the order in which they are found. */
export function tellSpec(text: string): readonly string[] {
  return tellAll(text, parseSpec({ path: 'app.yaml', text }))
}

/** The findings in a module manifest. */
export function tellManifest(text: string): readonly string[] {
  return tellAll(text, parseManifest({ path: 'modules.yaml', text }))
}

/** The first line of a spec that is right, for tests of what comes after it. */
export const head = 'app: { id: desk, name: Desk, tz: UTC }\n'
