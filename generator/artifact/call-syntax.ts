import type { Text } from './node.js'
import type { Located } from './span.js'

/** What a call step says of time and failure, with the defaults of the language where it says nothing. */
export interface CallPolicySyntax {
  /** Null: not given. */
  readonly timeoutMs: number | null
  /** In all, the first one included. */
  readonly attempts: number
  readonly backoffMs: number
  readonly continuesOnTimeout: boolean
  readonly continuesOnError: boolean
}

/** What an action says of failures, with the defaults of the language where it says nothing. */
export interface FailureSyntax {
  readonly stepsContinue: boolean
  readonly signalsAbort: boolean
  readonly rollback: RollbackMode
}

/** `transaction`: all writes of an action commit together at its end. `none`: each commits when its step ends. */
export type RollbackMode = 'transaction' | 'none'

/** An entry of `wiring.requirements.capabilities`. */
export interface RequirementSyntax extends Located {
  readonly port: Text
  readonly version: Text
  readonly mode: ReachabilityMode
  readonly modeAt: Located['at']
}

export type ReachabilityMode = 'local' | 'delegated' | 'unreachable'
