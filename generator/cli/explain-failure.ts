import { EnvironmentFailure } from '../diagnostic/environment-failure.js'
import { printable } from '../diagnostic/printable.js'
import type { Answer, Failure } from './answer.js'
import { type ExitCode, exitCodes } from './exit-code.js'
import { ModuleFailure } from './module-failure.js'
import { UsageFailure } from './usage-failure.js'

export interface FailureContext {
  readonly version: string
  readonly command: string | null
  readonly isVerbose: boolean
}

/** Turns whatever was thrown into an answer: the one place where a bug ends. */
export function explainFailure(thrown: unknown, context: FailureContext): Answer {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if (thrown instanceof UsageFailure) {
    const text = `tenon: ${message.split('\n').map(printable).join('\n')}\nTry "tenon --help".\n`
    return answer(exitCodes.usage, { kind: 'usage', message, text })
  }
  if (thrown instanceof EnvironmentFailure)
    return answer(exitCodes.environment, { kind: 'environment', message, text: `tenon: ${printable(message)}\n` })
  if (thrown instanceof ModuleFailure)
    return answer(exitCodes.findings, { kind: 'module', message, text: `tenon: ${printable(message)}\n` })
  return answer(exitCodes.bug, { kind: 'bug', message, text: reportBug(thrown, message, context) })
}

function answer(exitCode: ExitCode, failure: Failure): Answer {
  return { exitCode, diagnostics: [], texts: [], result: null, text: '', failure }
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
