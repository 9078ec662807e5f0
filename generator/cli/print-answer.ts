import type { Json } from '../../src/contract/json.js'
import { inColor, type Paint, plain } from '../diagnostic/paint.js'
import { renderJson } from '../diagnostic/render-json.js'
import { renderLine } from '../diagnostic/render-line.js'
import { renderPretty } from '../diagnostic/render-pretty.js'
import { sortDiagnostics } from '../diagnostic/sort-diagnostics.js'
import { type SourceTexts, sourceTexts } from '../diagnostic/source-texts.js'
import { countDiagnostics } from '../diagnostic/summarize.js'
import { readyFixes } from '../fix/find-edits.js'
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

type PrintSettings = Pick<Settings, 'format' | 'isQuiet' | 'hasColor' | 'maxWarnings'> & {
  /** What stands before each path in the line format, so that an editor finds the file: empty or `examples/desk/`. */
  readonly folder: string
}

/** Prints what a verb did, in the format that was asked for, and says with what the process ends. */
export async function printAnswer(
  answer: Answer,
  speaker: Speaker,
  settings: PrintSettings,
  console: Console,
): Promise<ExitCode> {
  const diagnostics = sortDiagnostics(answer.diagnostics)
  const { errors, warnings } = countDiagnostics(diagnostics)
  const tooMany = answer.exitCode === exitCodes.fine && warnings > settings.maxWarnings
  const exitCode = tooMany ? exitCodes.findings : answer.exitCode
  const texts = sourceTexts(answer.texts, readyFixes(answer.texts))
  if (settings.format === 'json') {
    const document = {
      schemaVersion: 1,
      tool: { name: 'tenon', version: speaker.version },
      command: speaker.command,
      ok: exitCode === exitCodes.fine,
      diagnostics: renderJson(diagnostics, texts),
      summary: { errors, warnings, ...answer.summary },
      result: answer.result,
      ...(answer.failure === undefined
        ? {}
        : { failure: { kind: answer.failure.kind, message: answer.failure.message } }),
    }
    await console.out.write(`${JSON.stringify(document, null, 2)}\n`)
  } else {
    const shown = settings.isQuiet ? diagnostics.filter(({ severity }) => severity === 'error') : diagnostics
    const found = renderFound(shown, texts, settings)
    // Editors read lines of diagnostics and nothing else.
    const first = settings.format === 'line' ? console.error : console.out
    if (!settings.isQuiet && answer.intro !== undefined) await first.write(answer.intro)
    await (answer.keepsOutputPure === true ? console.error : console.out).write(found)
    if (!settings.isQuiet || answer.keepsOutputPure === true) await console.out.write(answer.text)
  }
  if (tooMany && settings.format !== 'json') await console.error.write(`tenon: ${sayTooMany(warnings, settings)}\n`)
  if (answer.failure !== undefined) await console.error.write(answer.failure.text)
  return exitCode
}

function renderFound(shown: Answer['diagnostics'], texts: SourceTexts, settings: PrintSettings): string {
  const paint: Paint = settings.hasColor ? inColor : plain
  return settings.format === 'line' ? renderLine(shown, texts, settings.folder) : renderPretty(shown, texts, paint)
}

function sayTooMany(warnings: number, { maxWarnings }: PrintSettings): string {
  return maxWarnings === 0
    ? 'warnings fail this run'
    : `${warnings} warnings are more than the ${maxWarnings} that are allowed`
}

/** A JSON value as a person reads it. */
export function printJson(value: Json): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
