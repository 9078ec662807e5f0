import { printable } from '../diagnostic/printable.js'
import type { Answer, Failure } from './answer.js'
import { exitCodes } from './exit-code.js'

export interface FailureContext {
  readonly version: string
  readonly command: string | null
  readonly isVerbose: boolean
}

/** Turns whatever was thrown into an answer: the one place where a bug ends. */
export function explainFailure(thrown: unknown, context: FailureContext): Answer {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const kind = thrown instanceof Error ? expected.get(thrown.name) : undefined
  if (kind === undefined) return answer('bug', message, reportBug(thrown, message, context))
  if (kind !== 'usage') return answer(kind, message, `tenon: ${printable(message)}\n`)
  return answer(kind, message, `tenon: ${message.split('\n').map(printable).join('\n')}\nTry "tenon --help".\n`)
}

/** By name, because the verbs are bundled apart and have classes of their own. */
const expected: ReadonlyMap<string, Failure['kind']> = new Map([
  ['UsageFailure', 'usage'],
  ['EnvironmentFailure', 'environment'],
  ['ModuleFailure', 'module'],
])

const exitCodeOf = {
  usage: exitCodes.usage,
  environment: exitCodes.environment,
  module: exitCodes.findings,
  bug: exitCodes.bug,
} as const

function answer(kind: Failure['kind'], message: string, text: string): Answer {
  const failure = { kind, message, text }
  return { exitCode: exitCodeOf[kind], diagnostics: [], texts: [], result: null, text: '', failure }
}

function reportBug(thrown: unknown, message: string, { version, command, isVerbose }: FailureContext): string {
  const stack = thrown instanceof Error ? (thrown.stack ?? message) : message
  return `${[
    'tenon: this is a bug of Tenon, not of your project. Please report it with these lines:',
    `  tenon ${version}, node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `  verb: ${command ?? 'none'}`,
    `  ${printable(message)}`,
    isVerbose ? stack : 'With --verbose, the stack is printed too.',
  ].join('\n')}\n`
}
