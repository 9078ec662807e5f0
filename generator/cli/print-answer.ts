import { appendFile } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Json } from '../../src/contract/json.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import { sayRefusal } from '../diagnostic/environment-failure.js'
import { inColor, plain } from '../diagnostic/paint.js'
import { renderFailure, renderGithub, renderSummary } from '../diagnostic/render-github.js'
import { renderJson } from '../diagnostic/render-json.js'
import { renderLine } from '../diagnostic/render-line.js'
import { renderPretty } from '../diagnostic/render-pretty.js'
import { sortDiagnostics } from '../diagnostic/sort-diagnostics.js'
import { type SourceTexts, sourceTexts } from '../diagnostic/source-texts.js'
import { countDiagnostics } from '../diagnostic/summarize.js'
import type { Answer } from './answer.js'
import type { Console } from './console.js'
import { type ExitCode, exitCodes } from './exit-code.js'
import type { Settings } from './settings.js'

/** Which tool speaks, and about which verb. */
export interface Speaker {
  readonly version: string
  /** Null where the command line names none. */
  readonly command: string | null
}

type PrintSettings = Pick<
  Settings,
  'format' | 'isQuiet' | 'hasColor' | 'maxWarnings' | 'annotates' | 'summaryFile' | 'workspace'
> & {
  /** The folder that the names of files are relative to, absolute. */
  readonly projectDir: string
}

/** What is printed, in whatever format. */
interface Printed {
  readonly speaker: Speaker
  readonly answer: Answer
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: SourceTexts
  readonly exitCode: ExitCode
  /** The folder that others than people look for files from, absolute. */
  readonly root: string
  readonly settings: PrintSettings
}

/** Prints what a verb did, in the format that was asked for, and says with what the process ends. */
export async function printAnswer(
  answer: Answer,
  speaker: Speaker,
  settings: PrintSettings,
  console: Console,
): Promise<ExitCode> {
  const diagnostics = sortDiagnostics(answer.diagnostics)
  const { warnings } = countDiagnostics(diagnostics)
  const tooMany = answer.exitCode === exitCodes.fine && warnings > settings.maxWarnings
  const exitCode = tooMany ? exitCodes.findings : answer.exitCode
  const texts = await textsOf(answer)
  const root = settings.workspace ?? console.directory
  const printed: Printed = { speaker, answer, diagnostics, texts, exitCode, root, settings }
  if (settings.format === 'json') await console.out.write(printJson(describeAnswer(printed)))
  else if (settings.format === 'sarif') await console.out.write(printJson(await sarifOf(printed)))
  else await printForPeople(printed, console)
  if (settings.annotates) await annotate(printed, console)
  if (tooMany && isForPeople(settings)) await console.error.write(`tenon: ${sayTooMany(warnings, settings)}\n`)
  if (answer.failure !== undefined) await console.error.write(answer.failure.text)
  return exitCode
}

// Fixes are found in the YAML again, and what reads YAML costs more than printing that all is well.
async function textsOf({ diagnostics, texts }: Answer): Promise<SourceTexts> {
  if (diagnostics.length === 0) return sourceTexts([])
  const { readyFixes } = await import('../fix/find-edits.js')
  return sourceTexts(texts, readyFixes(texts))
}

function isForPeople({ format }: PrintSettings): boolean {
  return format !== 'json' && format !== 'sarif'
}

function describeAnswer({ answer, speaker, diagnostics, texts, exitCode }: Printed): object {
  const { failure, result, summary } = answer
  const { errors, warnings } = countDiagnostics(diagnostics)
  return {
    schemaVersion: 1,
    tool: { name: 'tenon', version: speaker.version },
    command: speaker.command,
    ok: exitCode === exitCodes.fine,
    diagnostics: renderJson(diagnostics, texts),
    summary: { errors, warnings, ...summary },
    result,
    ...(failure === undefined ? {} : { failure: { kind: failure.kind, message: failure.message } }),
  }
}

async function sarifOf({ answer, speaker, diagnostics, texts, exitCode, root, settings }: Printed): Promise<object> {
  const { renderSarif } = await import('../diagnostic/render-sarif.js')
  const { failure } = answer
  const told = failure && { isConfiguration: failure.kind === 'usage', kind: failure.kind, message: failure.message }
  const { version } = speaker
  return renderSarif(diagnostics, texts, {
    version,
    exitCode,
    folder: folderFrom(root, settings),
    failure: told ?? null,
  })
}

async function printForPeople({ answer, diagnostics, texts, settings }: Printed, console: Console): Promise<void> {
  const { format, isQuiet, hasColor } = settings
  // Editors read lines of diagnostics and nothing else.
  const first = format === 'line' ? console.error : console.out
  if (!isQuiet && answer.intro !== undefined) await first.write(answer.intro)
  const shown = isQuiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
  const found = outputOf(answer, console)
  if (format === 'line') await found.write(renderLine(shown, texts, folderFrom(console.directory, settings)))
  else if (format === 'pretty') await found.write(renderPretty(shown, texts, hasColor ? inColor : plain))
  if (!isQuiet || answer.keepsOutputPure === true) await console.out.write(answer.text)
}

/** Where people's diagnostics go. */
function outputOf({ keepsOutputPure }: Answer, { error, out }: Console): Console['out'] {
  return keepsOutputPure === true ? error : out
}

async function annotate(
  { answer, speaker, diagnostics, texts, root, settings }: Printed,
  console: Console,
): Promise<void> {
  const folder = folderFrom(root, settings)
  const failed = answer.failure === undefined ? '' : renderFailure(answer.failure)
  await outputOf(answer, console).write(renderGithub(diagnostics, texts, folder) + failed)
  if (settings.summaryFile === null || diagnostics.length === 0) return
  try {
    await appendFile(settings.summaryFile, renderSummary(`tenon ${speaker.command ?? ''}`.trim(), diagnostics, texts))
  } catch (refusal) {
    await console.error.write(`tenon: the summary of the step cannot be written: ${sayRefusal(refusal)}\n`)
  }
}

/** What stands before each path, so that it is found from a folder: empty or `examples/desk/`. */
function folderFrom(base: string, { projectDir }: PrintSettings): string {
  const way = relative(base, projectDir).replaceAll('\\', '/')
  return way === '' ? '' : `${way}/`
}

function sayTooMany(warnings: number, { maxWarnings }: PrintSettings): string {
  return maxWarnings === 0
    ? 'warnings fail this run'
    : `${warnings} warnings are more than the ${maxWarnings} that are allowed`
}

/** A JSON value as a person reads it. */
export function printJson(value: Json | object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
