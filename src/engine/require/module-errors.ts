import type { Crossing } from '../../contract/native.js'
import type { DeniedModule, MissingModule } from '../../resolve/resolution.js'
import { SourceProblem } from '../../resolve/source-transform.js'
import { EngineError } from '../engine-error.js'
import type { ModuleFailure } from './protocol.js'

const shownPaths = 8

/** Why a specifier means nothing, for the module that asked. */
export function resolutionError(resolution: DeniedModule | MissingModule, importer: string): EngineError {
  return resolution.kind === 'denied' ? deniedError(resolution, importer) : missingError(resolution, importer)
}

/** A module that is there and cannot be had. */
export function loadError(file: string, problem: string, cause?: unknown): EngineError {
  const { line, column } = cause instanceof SourceProblem ? cause : { line: null, column: null }
  const place = line === null ? file : `${file}:${line}${column === null ? '' : `:${column}`}`
  return new EngineError('ERR_MODULE_LOAD', `${place}: ${problem}`, { file, line, column, cause })
}

/** Code that the VM could not read, with the place that the parser's error tells. */
export function brokenCode(file: string, code: string, columnsBefore: number, error: unknown): unknown {
  const stack = error instanceof Error ? `${error.stack}` : ''
  // What is no complaint of the parser is not about the module: a limit, a VM that is gone.
  if (!(error instanceof Error) || error.name !== 'SyntaxError') return error
  const at = stack.indexOf(`${file}:`)
  const [, line, column] = at === -1 ? [] : (/^(\d+)(?::(\d+))?/.exec(stack.slice(at + file.length + 1)) ?? [])
  const columnInLine = column === undefined ? null : +column - (line === '1' ? columnsBefore : 0)
  const place = { line: line === undefined ? null : +line, column: columnInLine }
  const hint = /^\s*(?:import|export)\b/m.test(code)
    ? '; an ES module ends in ".mjs", or stands in a package of "type": "module"'
    : ''
  return loadError(file, error.message + hint, new SourceProblem(error.message, place, error))
}

/** What somebody threw, in words. */
export function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** An error as guests are told of it. */
export function failureOf({ code, message, details, cause }: EngineError): ModuleFailure {
  return {
    kind: 'failure',
    code,
    message,
    properties: details as Readonly<Record<string, Crossing>>,
    cause: cause === undefined ? null : wordsOf(cause),
  }
}

function deniedError({ specifier, by, available }: DeniedModule, importer: string): EngineError {
  const rest = available.length === 0 ? 'nothing' : available.map((name) => `"${name}"`).join(', ')
  const message = `"${specifier}" may not be required by ${importer}: denied by ${by}. What may be: ${rest}.`
  return new EngineError('ERR_MODULE_DENIED', message, { specifier, importer, deniedBy: by, available })
}

function missingError({ specifier, reason, tried, suggestions }: MissingModule, importer: string): EngineError {
  const why = reason === null ? '' : `: ${reason}`
  const meant = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.map((name) => `"${name}"`).join(' or ')}?`
  const message = `Cannot find "${specifier}" from ${importer}${why}.${meant}${listOf(tried)}`
  return new EngineError('ERR_MODULE_NOT_FOUND', message, { specifier, importer, tried, suggestions })
}

function listOf(tried: readonly string[]): string {
  if (tried.length === 0) return ''
  const rest = tried.length > shownPaths ? `\n  and ${tried.length - shownPaths} more` : ''
  return `\nLooked for:${tried
    .slice(0, shownPaths)
    .map((path) => `\n  ${path}`)
    .join('')}${rest}`
}
