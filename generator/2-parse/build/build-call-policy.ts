import type { CallPolicySyntax, FailureSyntax } from '../../artifact/call-syntax.js'
import type { Node } from '../../artifact/node.js'
import { find, ifThere, numberOf, wordAt } from './members.js'

const failOrContinue = ['fail', 'continue'] as const

export function buildCallPolicy(node: Node): CallPolicySyntax {
  const retry = find(node, 'retry')
  return {
    timeoutMs: ifThere(node, 'timeout_ms', numberOf),
    attempts: (retry && ifThere(retry, 'max_attempts', numberOf)) ?? 1,
    backoffMs: (retry && ifThere(retry, 'backoff_ms', numberOf)) ?? 0,
    continuesOnTimeout: wordAt(node, 'on_timeout', failOrContinue, 'fail') === 'continue',
    continuesOnError: wordAt(node, 'on_error', failOrContinue, 'fail') === 'continue',
  }
}

/** The failures of an action: what its key `failure` says, where it has one. */
export function buildFailure(action: Node): FailureSyntax {
  const failure = find(action, 'failure')
  if (failure === null) return { stepsContinue: false, signalsAbort: false, rollback: 'transaction' }
  const rollback = find(failure, 'rollback')
  return {
    stepsContinue: wordAt(failure, 'on_step_error', ['abort', 'continue'], 'abort') === 'continue',
    signalsAbort: wordAt(failure, 'on_signal_error', ['log_and_continue', 'abort'], 'log_and_continue') === 'abort',
    rollback: rollback === null ? 'transaction' : wordAt(rollback, 'mode', ['transaction', 'none'], 'transaction'),
  }
}
