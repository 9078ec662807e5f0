import type { Span } from '../artifact/span.js'
import type { Code, Severity } from './catalogue.js'
import type { Diagnostic } from './diagnostic.js'
import { explainCode } from './explain-code.js'
import { fingerprint } from './fingerprint.js'
import type { ReadyFix } from './fix.js'
import { readHint } from './read-hint.js'
import { sortDiagnostics } from './sort-diagnostics.js'
import type { SourceTexts } from './source-texts.js'

/** One run of the tool, as SARIF tells of it beside what was found. */
export interface SarifRun {
  readonly version: string
  readonly exitCode: number
  /** What stands before each path; empty or `examples/desk/`. */
  readonly folder: string
  /** Why there is no result, where that is so. */
  readonly failure: { readonly isConfiguration: boolean; readonly kind: string; readonly message: string } | null
}

/** Everything that was found as a SARIF 2.1.0 log of one run. It is valid with no results and after a failure, too. */
export function renderSarif(diagnostics: readonly Diagnostic[], texts: SourceTexts, run: SarifRun): object {
  const sorted = sortDiagnostics(diagnostics)
  const codes = [...new Set(sorted.map(({ code }) => code))].sort()
  const fingerprints = fingerprint(sorted, texts)
  const writing: Writing = { texts, folder: run.folder, codes }
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tenon', version: run.version, rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        invocations: [invocationOf(run)],
        results: sorted.map((found, index) => resultOf(found, fingerprints[index] ?? '', writing)),
      },
    ],
  }
}

interface Writing {
  readonly texts: SourceTexts
  readonly folder: string
  readonly codes: readonly Code[]
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

function ruleOf(code: Code): object {
  const { severity, message, help, text } = explainCode(code)
  return {
    id: code,
    shortDescription: { text: message },
    help: { text: `${text}\n\n${help}`, markdown: `${text}\n\n**What to do.** ${help}` },
    defaultConfiguration: { level: levels[severity] },
  }
}

function invocationOf({ exitCode, failure }: SarifRun): object {
  if (failure === null) return { executionSuccessful: true, exitCode }
  const { isConfiguration, kind, message } = failure
  const notes = [{ level: 'error', descriptor: { id: kind }, message: { text: message } }]
  const key = isConfiguration ? 'toolConfigurationNotifications' : 'toolExecutionNotifications'
  return { executionSuccessful: false, exitCode, [key]: notes }
}

function resultOf(found: Diagnostic, named: string, writing: Writing): object {
  const { code, severity, message, at, path, related } = found
  const hint = readHint(found, writing.texts)
  const fixes = writing.texts.fixesOf(found)
  return {
    ruleId: code,
    ruleIndex: writing.codes.indexOf(code),
    level: levels[severity],
    message: { text: hint === null ? message : `${message}\n${hint}` },
    locations: [
      {
        physicalLocation: placeOf(at, writing),
        ...(path === null ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((other, id) => relatedOf(other, id, writing)) }),
    partialFingerprints: { 'tenon/v1': named },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => fixOf(fix, writing)) }),
  }
}

function relatedOf({ at, note }: Diagnostic['related'][number], id: number, writing: Writing): object {
  return { id, physicalLocation: placeOf(at, writing), message: { text: note } }
}

function fixOf({ title, isSafe, edits }: ReadyFix, writing: Writing): object {
  const files = [...new Set(edits.map(({ at }) => at.file))]
  return {
    description: { text: title },
    artifactChanges: files.map((file) => ({
      artifactLocation: fileOf(file, writing),
      replacements: edits
        .filter(({ at }) => at.file === file)
        .map(({ at, text }) => ({ deletedRegion: regionOf(at, writing), insertedContent: { text } })),
    })),
    properties: { isSafe },
  }
}

function placeOf(at: Span, writing: Writing): object {
  const region = regionOf(at, writing)
  return { artifactLocation: fileOf(at.file, writing), ...(region === null ? {} : { region }) }
}

function fileOf(file: string, { folder }: Writing): object {
  const uri = `${folder}${file}`.split('/').map(encodeURIComponent).join('/')
  return { uri, uriBaseId: '%SRCROOT%' }
}

/** Null in a file that was never read. */
function regionOf({ file, start, end }: Span, { texts }: Writing): object | null {
  const lines = texts.linesOf(file)
  if (lines === null) return null
  const [from, to] = [lines.position(start), lines.position(end)]
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: start,
    charLength: end - start,
  }
}
