import type { Diagnostic } from './diagnostic.js'

/** The order in which diagnostics are shown: file, start, code, message, by code unit; exact duplicates once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(compareDiagnostics)
  const seen = new Set<string>()
  return sorted.filter((found) => {
    const whole = JSON.stringify(found)
    return !seen.has(whole) && seen.add(whole)
  })
}

function compareDiagnostics(left: Diagnostic, right: Diagnostic): number {
  return (
    compareText(left.at.file, right.at.file) ||
    left.at.start - right.at.start ||
    compareText(left.code, right.code) ||
    compareText(left.message, right.message)
  )
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
