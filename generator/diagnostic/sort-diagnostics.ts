import type { Diagnostic } from './diagnostic.js'

/**
 * The order in which diagnostics are shown: file, start, code, message, by code unit. What is said twice of one place is
 * shown once: a value that several aliases stand for is wrong where it is written.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = [...diagnostics].sort(compareDiagnostics)
  const seen = new Set<string>()
  return sorted.filter(({ code, at, message }) => {
    const { file, start, end } = at.anchor ?? at
    const said = JSON.stringify([code, file, start, end, message])
    return !seen.has(said) && seen.add(said)
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
