// In: what was found, and the texts.
// Out: the same without the warnings that a comment says are known, and with what is wrong with such comments.
// Promised: an error is never suppressed; a suppression that does nothing is told, and so is one without a reason.
// Not its job: whether the reason is a good one.
import type { SourceFile } from '../artifact/source-file.js'
import { type CatalogueEntry, type Code, catalogue } from '../diagnostic/catalogue.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { safeFix } from '../diagnostic/fix.js'
import { sourceTexts } from '../diagnostic/source-texts.js'
import { suggestName } from '../diagnostic/suggest.js'
import { readSuppressions, type Suppression } from './read-suppressions.js'

/** Leaves suppressed warnings out. Where not everything was looked for, nothing is said of suppressions that do nothing. */
export function suppress(
  diagnostics: readonly Diagnostic[],
  texts: readonly SourceFile[],
  found: 'all' | 'some',
): readonly Diagnostic[] {
  const suppressions = texts.flatMap(readSuppressions)
  if (suppressions.length === 0) return diagnostics
  const lines = sourceTexts(texts)
  const used = new Set<Suppression>()
  const left = diagnostics.filter(({ code, severity, at }) => {
    const line = lines.linesOf(at.file)?.position(at.start).line
    const meant = suppressions.filter((one) => one.code === code && one.at.file === at.file && one.line === line)
    for (const one of meant) used.add(one)
    return severity !== 'warning' || meant.length === 0
  })
  return [...left, ...suppressions.flatMap((one) => findProblem(one, used.has(one) || found === 'some'))]
}

const entries: Readonly<Record<string, CatalogueEntry>> = catalogue

/** The codes that may be suppressed. */
const warnings = (Object.keys(catalogue) as Code[]).filter(
  (code) => entries[code]?.severity === 'warning' && code !== 'suppression_unused_warning',
)

function findProblem(suppression: Suppression, isUsed: boolean): readonly Diagnostic[] {
  const { at, code, reason } = suppression
  if (!warnings.some((known) => known === code)) return [refuseCode(suppression)]
  if (reason === '') return [diagnostic('suppression_reason_missing_error', at, { code })]
  if (isUsed) return []
  const fixes = [safeFix('remove the suppression', { kind: 'comment', at })]
  return [diagnostic('suppression_unused_warning', at, { code }, { fixes })]
}

function refuseCode({ at, code, codeAt }: Suppression): Diagnostic {
  if (code === '') return diagnostic('suppression_invalid_error', at, { problem: 'it names no code' })
  if (code === 'suppression_unused_warning')
    return diagnostic('suppression_invalid_error', codeAt, { problem: `"${code}" is about suppressions themselves` })
  if (entries[code] !== undefined) {
    const problem = `"${code}" is an error, and only warnings can be suppressed`
    return diagnostic('suppression_invalid_error', codeAt, { problem })
  }
  const problem = `there is no diagnostic "${code}"`
  return diagnostic('suppression_invalid_error', codeAt, { problem }, suggestName({ text: code, at: codeAt }, warnings))
}
