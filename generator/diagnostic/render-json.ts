import type { Span } from '../artifact/span.js'
import type { Code, Severity } from './catalogue.js'
import type { Diagnostic } from './diagnostic.js'
import { readHint } from './read-hint.js'
import { sortDiagnostics } from './sort-diagnostics.js'
import type { SourceTexts } from './source-texts.js'

/** A place as machines read it: line and column from 1, offset from 0, all in UTF-16 units. */
export interface JsonPosition {
  readonly line: number
  readonly column: number
  readonly offset: number
}

export interface JsonRange {
  readonly start: JsonPosition
  readonly end: JsonPosition
}

/** A diagnostic as `--json` prints it. */
export interface JsonDiagnostic {
  readonly code: Code
  readonly severity: Severity
  readonly message: string
  readonly file: string
  readonly range: JsonRange
  readonly path: string | null
  readonly related: readonly { readonly message: string; readonly file: string; readonly range: JsonRange }[]
  readonly help: string
  readonly hint: string | null
}

/** All diagnostics as plain JSON, sorted, never cut short. */
export function renderJson(diagnostics: readonly Diagnostic[], texts: SourceTexts): readonly JsonDiagnostic[] {
  return sortDiagnostics(diagnostics).map((found) => ({
    code: found.code,
    severity: found.severity,
    message: found.message,
    file: found.at.file,
    range: rangeOf(found.at, texts),
    path: found.path,
    related: found.related.map(({ note, at }) => ({ message: note, file: at.file, range: rangeOf(at, texts) })),
    help: found.help,
    hint: readHint(found, texts),
  }))
}

function rangeOf(at: Span, texts: SourceTexts): JsonRange {
  return { start: positionOf(at.file, at.start, texts), end: positionOf(at.file, at.end, texts) }
}

function positionOf(file: string, offset: number, texts: SourceTexts): JsonPosition {
  const place = texts.linesOf(file)?.position(offset) ?? { line: 1, column: 1 }
  return { line: place.line, column: place.column, offset }
}
