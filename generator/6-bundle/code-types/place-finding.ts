import { relative, resolve } from 'node:path'
import type { SourceFile } from '../../artifact/source-set.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic, type Related } from '../../diagnostic/diagnostic.js'
import { lineIndex } from '../../diagnostic/line-index.js'
import type { Asserted } from './assertions.js'
import type { CodeModule } from './code-module.js'
import { type HeldText, writtenOffset } from './hold-export.js'
import type { LaidOutProgram } from './lay-out-program.js'
import type { TypeFinding } from './run-tsc.js'
import { faultyPort, missingPorts, quoteTypescript, sayConfigProblem, sayTypeProblem } from './say-type-problem.js'

/** A finding as a diagnostic, with the text of the author's that it points into. */
export interface PlacedFinding {
  readonly found: Diagnostic
  readonly text: SourceFile | null
  /** The id of the module that it is about. */
  readonly module: string
  /** TypeScript's own. */
  readonly code: string
  /** Whether it is about how a function meets its port. */
  readonly isOfContract: boolean
}

/** A finding at its place in the author's own files, or in the manifest; nothing for one that is not the author's. */
export function placeFinding(finding: TypeFinding, laid: LaidOutProgram): readonly PlacedFinding[] {
  const { program, overlay, projectDir } = laid
  if (program.isNoise(finding.code, finding.lines[0] ?? '')) return []
  const path = overlay.under(resolve(projectDir, finding.file))
  if (path === null) return []
  const asserted = path === laid.assertionsFile ? laid.assertions.lines.get(finding.line) : undefined
  if (asserted !== undefined) return placeAsserted(finding, asserted, laid)
  const module = ownerOf(path, laid)
  const file = module === undefined ? null : fileOf(path, laid)
  if (module === undefined || file === null) return []
  const place = placeIn(file.text, finding, laid.held.get(path))
  const missing = path === module.file ? missingPorts(finding, module.ports) : []
  if (missing.length > 0 && module.kind === 'provider')
    return missing.map((port) => sayMissing(port, finding, module, laid))
  const word = file.text.slice(place.start, place.end)
  const port = module.kind === 'provider' ? faultyPort(finding, module.ports, word) : null
  const at = { file: file.path, ...(placeOfPort(file.text, port, place.start) ?? place) }
  const values = { module: module.id, problem: sayTypeProblem(finding, module, word) }
  const extras = { related: [inManifest(finding, module)], hint: quoteTypescript(finding) }
  return [{ ...placed(diagnose(module, at, values, extras), file, module, finding), isOfContract: port !== null }]
}

function placed(found: Diagnostic, text: SourceFile | null, { id }: CodeModule, { code }: TypeFinding): PlacedFinding {
  return { found, text, module: id, code, isOfContract: false }
}

/** The first module that the file belongs to. */
function ownerOf(
  path: string,
  { program, imported, projectDir, generatedDir }: LaidOutProgram,
): CodeModule | undefined {
  if (!isWithin(projectDir, path) || isWithin(generatedDir, path)) return undefined
  return program.modules.find(({ file, sources }) => file !== null && (sources ?? imported.reach(file)).has(path))
}

function isWithin(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..')
}

function fileOf(path: string, { imported, projectDir }: LaidOutProgram): SourceFile | null {
  const text = imported.texts.get(path)
  return text === undefined ? null : { path: relative(projectDir, path).replaceAll('\\', '/'), text }
}

function placeAsserted(
  finding: TypeFinding,
  { module, aspect, at }: Asserted,
  laid: LaidOutProgram,
): readonly PlacedFinding[] {
  const missing = aspect === 'export' ? missingPorts(finding, module.ports) : []
  if (missing.length > 0 && module.kind === 'provider')
    return missing.map((port) => sayMissing(port, finding, module, laid))
  const problem = aspect === 'config' ? sayConfigProblem(finding) : sayTypeProblem(finding, module, '')
  const { related, text } = codeOf(module, laid)
  const extras = { related, hint: quoteTypescript(finding) }
  return [placed(diagnose(module, at, { module: module.id, problem }, extras), text, module, finding)]
}

/** What a module lacks as a whole is told in the manifest, which asks for it. */
function sayMissing(port: string, finding: TypeFinding, module: CodeModule, laid: LaidOutProgram): PlacedFinding {
  const at = providedAt(module, port)
  const { related, text } = codeOf(module, laid)
  const problem = `it has no function for the port "${port}"`
  const hint = `what "activate" gives has a member for each port: { "${port}": async (input, call) => … }`
  return placed(diagnose(module, at, { module: module.id, problem }, { related, hint }), text, module, finding)
}

function diagnose(
  { kind }: CodeModule,
  at: Span,
  values: { readonly module: string; readonly problem: string },
  extras: { readonly related: readonly Related[]; readonly hint: string },
): Diagnostic {
  return kind === 'guest'
    ? diagnostic('guest_type_error', at, values, extras)
    : diagnostic('provider_type_error', at, { ...values, kind }, extras)
}

/** The line of the manifest that a module's code answers to. */
function inManifest({ lines }: TypeFinding, module: CodeModule): Related {
  const { kind, ports, syntax } = module
  if (kind === 'guest') return { note: 'the module of the guest', at: syntax.at }
  const port = ports.find((one) => lines.some((line) => line.includes(one))) ?? ports[0]
  return port === undefined
    ? { note: `the module of the ${kind}`, at: syntax.at }
    : { note: 'provided here', at: providedAt(module, port) }
}

function providedAt({ syntax: { provides, source } }: CodeModule, port: string): Span {
  return provides?.find((reference) => reference.port === port)?.at ?? source.at
}

/** Where a module's code exports what it is; nothing for a package. */
function codeOf(
  { file }: CodeModule,
  laid: LaidOutProgram,
): { readonly related: readonly Related[]; readonly text: SourceFile | null } {
  const text = file === null ? null : fileOf(file, laid)
  if (text === null) return { related: [], text }
  const [words, start] = findExport(text.text)
  const at = { file: text.path, start, end: start + words.length }
  return { related: [{ note: 'the module of this file', at }], text }
}

function findExport(text: string): readonly [string, number] {
  const found = /^export default\b|\bas default\b/m.exec(text)
  return found === null ? ['', 0] : [found[0], found.index]
}

/** The key of a port's function behind an offset: TypeScript tells only which method gave it. */
function placeOfPort(text: string, port: string | null, from: number): Pick<Span, 'start' | 'end'> | null {
  if (port === null) return null
  const keys = [`'${port}'`, `"${port}"`].map((key) => text.indexOf(key, from)).filter((start) => start >= 0)
  const start = Math.min(...keys)
  return keys.length === 0 ? null : { start, end: start + port.length + 2 }
}

function placeIn(text: string, { line, column }: TypeFinding, held: HeldText | undefined): Pick<Span, 'start' | 'end'> {
  const offset = lineIndex(held?.text ?? text).offset({ line, column })
  const start = Math.min(writtenOffset(offset, held?.edits ?? []), text.length)
  const word = /^(?:'[^'\n]*'|"[^"\n]*"|[\w$]+|\S)/.exec(text.slice(start, start + 200))?.[0] ?? ''
  return { start, end: start + word.length }
}
