import type { Span } from '../artifact/span.js'
import type { Code, Severity } from './catalogue.js'
import type { Diagnostic } from './diagnostic.js'
import { fingerprint } from './fingerprint.js'
import type { ReadyFix } from './fix.js'
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
  readonly fixes: readonly JsonFix[]
  /** The same from run to run while the mistake is the same, wherever in the file it has moved to. */
  readonly fingerprint: string
}

export interface JsonFix {
  readonly title: string
  readonly isSafe: boolean
  readonly edits: readonly { readonly file: string; readonly range: JsonRange; readonly text: string }[]
}

/** All diagnostics as plain JSON, sorted, never cut short. */
export function renderJson(diagnostics: readonly Diagnostic[], texts: SourceTexts): readonly JsonDiagnostic[] {
  const sorted = sortDiagnostics(diagnostics)
  const fingerprints = fingerprint(sorted, texts)
  return sorted.map((found, index) => ({
    code: found.code,
    severity: found.severity,
    message: found.message,
    file: found.at.file,
    range: rangeOf(found.at, texts),
    path: found.path,
    related: found.related.map(({ note, at }) => ({ message: note, file: at.file, range: rangeOf(at, texts) })),
    help: found.help,
    hint: readHint(found, texts),
    fixes: texts.fixesOf(found).map((fix) => toJson(fix, texts)),
    fingerprint: fingerprints[index] ?? '',
  }))
}

function toJson({ title, isSafe, edits }: ReadyFix, texts: SourceTexts): JsonFix {
  return { title, isSafe, edits: edits.map(({ at, text }) => ({ file: at.file, range: rangeOf(at, texts), text })) }
}

/** A place as machines read it. */
export function rangeOf(at: Span, texts: SourceTexts): JsonRange {
  return { start: positionOf(at.file, at.start, texts), end: positionOf(at.file, at.end, texts) }
}

function positionOf(file: string, offset: number, texts: SourceTexts): JsonPosition {
  const place = texts.linesOf(file)?.position(offset) ?? { line: 1, column: 1 }
  return { line: place.line, column: place.column, offset }
}
