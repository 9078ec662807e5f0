import type { Severity } from './catalogue.js'
import type { Diagnostic } from './diagnostic.js'
import { printable } from './printable.js'
import { readHint } from './read-hint.js'
import { sortDiagnostics } from './sort-diagnostics.js'
import type { SourceTexts } from './source-texts.js'
import { countDiagnostics, sayCounts } from './summarize.js'

/** GitHub shows no more than this many annotations of each level of one step. */
const mostOfLevel = 10

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' }

/** Diagnostics as the commands that make GitHub annotate a change; what it would not show is counted. */
export function renderGithub(diagnostics: readonly Diagnostic[], texts: SourceTexts, folder = ''): string {
  const shown: Diagnostic[] = []
  const rest: Diagnostic[] = []
  for (const found of sortDiagnostics(diagnostics)) {
    const count = shown.filter(({ severity }) => severity === found.severity).length
    const list = count < mostOfLevel ? shown : rest
    list.push(found)
  }
  const more = rest.length === 0 ? '' : `and ${rest.length} more that are not annotated (${count(rest)})\n`
  return shown.map((found) => annotate(found, texts, folder)).join('') + more
}

/** Why there is no result, as an annotation of the whole. */
export function renderFailure({ kind, message }: { readonly kind: string; readonly message: string }): string {
  return `::error title=${escapeProperty(kind)}::${escapeText(message)}\n`
}

function count(rest: readonly Diagnostic[]): string {
  return sayCounts(countDiagnostics(rest))
}

function annotate(found: Diagnostic, texts: SourceTexts, folder: string): string {
  const { at, severity, code, message } = found
  const lines = texts.linesOf(at.file)
  const [start, end] = lines === null ? [null, null] : [lines.position(at.start), lines.position(at.end)]
  const properties: readonly (readonly [string, string | number])[] = [
    ['file', folder + at.file],
    ...(start === null || end === null ? [] : placeOf(start, end)),
    ['title', code],
  ]
  const hint = readHint(found, texts)
  const text = hint === null ? message : `${message}\n${hint}`
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',')
  return `::${levels[severity]} ${written}::${escapeText(text)}\n`
}

interface Position {
  readonly line: number
  readonly column: number
}

/** Columns are taken only where the place is within one line. */
function placeOf(start: Position, end: Position): readonly (readonly [string, number])[] {
  const lines = [['line', start.line] as const, ['endLine', end.line] as const]
  return start.line === end.line ? [...lines, ['col', start.column], ['endColumn', end.column]] : lines
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/** A step's summary may have one mebibyte in all, and other commands write to it, too. */
const mostSummary = 500_000

/** Everything that was found as a table of Markdown, for the summary of a step. */
export function renderSummary(title: string, diagnostics: readonly Diagnostic[], texts: SourceTexts): string {
  const sorted = sortDiagnostics(diagnostics)
  const rows = sorted.map(({ severity, code, message, at }) => {
    const { line, column } = texts.linesOf(at.file)?.position(at.start) ?? { line: 1, column: 1 }
    return `| ${severity} | ${cell(`${at.file}:${line}:${column}`)} | ${code} | ${cell(message)} |\n`
  })
  const shown = fitting(rows)
  const rest = shown.length === rows.length ? '' : `\nand ${rows.length - shown.length} more\n`
  const head = '| severity | place | code | message |\n|---|---|---|---|\n'
  return `### ${title}: ${count(sorted)}\n\n${head}${shown.join('')}${rest}\n`
}

function fitting(rows: readonly string[]): readonly string[] {
  let length = 0
  const first = rows.findIndex((row) => {
    length += row.length
    return length > mostSummary
  })
  return first < 0 ? rows : rows.slice(0, first)
}

/** Text that Markdown takes as it is, on one line. */
function cell(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
}
