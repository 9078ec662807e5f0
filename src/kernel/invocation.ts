import type { Context, Principal } from '../contract/caller.js'
import type { Violation } from '../contract/envelope.js'
import type { MutationProgram, QueryProgram, RouteProgram } from '../contract/program.js'

/** What has been proven about a call: each stage takes one of these and gives the next. */
export type Invocation<Stage extends AnyInvocation['stage']> = Extract<AnyInvocation, { readonly stage: Stage }>

type AnyInvocation = Received | Resolved | Valid | Allowed<Entrypoint>

export type Entrypoint = QueryProgram | MutationProgram | RouteProgram

/** The request's members were read once and the call has its identity; nothing about them is checked. */
interface Received {
  readonly stage: 'received'
  readonly ctx: Context
  /** When the call arrived, in milliseconds since the epoch by the runtime's clock. */
  readonly arrivedMs: number
  /** True when the request brought its own `now`, so that the end is counted from there. */
  readonly isPinned: boolean
  readonly kind: unknown
  readonly entrypointId: unknown
  readonly input: unknown
  readonly authContext: unknown
  readonly key: string | null
  /** Whose session it is where the caller is anonymous. */
  readonly sessionId: string | null
  /** What is wrong with the request's optional members; null in nearly every call. */
  readonly refusals: readonly Violation[] | null
}

interface Resolved {
  readonly stage: 'resolved'
  readonly received: Received
  readonly entrypoint: Entrypoint
}

interface Valid {
  readonly stage: 'valid'
  readonly received: Received
  readonly entrypoint: Entrypoint
  readonly input: unknown
}

/** Only `authorize` makes one. It holds what expressions of the call can see: input, principal and ctx. */
export interface Allowed<Program extends Entrypoint> {
  readonly stage: 'allowed'
  readonly received: Received
  readonly entrypoint: Program
  readonly input: unknown
  readonly principal: Principal
  readonly ctx: Context
}
