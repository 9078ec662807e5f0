import type { Awaitable } from '../../contract/json.js'
import type { CallContext, CallTerms, OwnedWork, Owner } from '../../contract/owned-runtime.js'
import { toLinkedContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import type { CallOutcome, CallRequest } from './owned-call.js'
import type { OwnerCore, OwnerEvents } from './owner-core.js'

interface Door {
  readonly core: OwnerCore
  readonly events: OwnerEvents
  /** Code that stands within the runtime gets in until its last closer has run; what is outside, until closing begins. */
  readonly from: 'outside' | 'inside'
}

/** The owner as somebody sees it who stands outside of the runtime or within. */
export function openOwner({ core, events, from }: Door): Owner {
  const requestOf = (
    kind: 'call' | 'post',
    context: CallContext | undefined,
    terms: string | CallTerms,
  ): Omit<CallRequest, 'work' | 'settled'> => {
    const linked = context === undefined ? core.turns.stack.root : toLinkedContext(context)
    return { kind, lane: 'calls', ...core.readTerms(terms), context: linked }
  }
  return {
    get closed() {
      return core.gate === 'closed' || (core.gate === 'draining' && from === 'outside')
    },
    get metrics() {
      return core.metrics
    },
    call<T>(context: CallContext | undefined, terms: string | CallTerms, work: OwnedWork<Awaitable<T>>): Promise<T> {
      return new Promise((resolve, reject) => {
        const settled = (outcome: CallOutcome): void => {
          if (outcome.ok) resolve(outcome.value as T)
          else reject(outcome.error)
        }
        const request = { ...requestOf('call', context, terms), work, settled }
        const refused = core.refusal(request, from)
        if (refused === undefined) core.submit(request)
        else reject(refused)
      })
    },
    callSync: (context, operation, work) => core.callSync(context, operation, work),
    post(context, operation, work) {
      const settled = (outcome: CallOutcome): void => {
        if (!outcome.ok && !isCalledOff(outcome.error)) events.onPostError(operation, outcome.error)
      }
      const request = { ...requestOf('post', context, operation), work, settled }
      const refused = core.refusal(request, from)
      if (refused !== undefined) throw refused
      core.submit(request)
    },
    waitIdle: (signal) => core.waitIdle(signal),
    shutdown: () => {
      core.shutdown()
    },
  }
}

// Nobody waits for a post, so nobody has to be told that it was called off.
function isCalledOff(error: unknown): boolean {
  return error instanceof EngineError && (error.code === 'ERR_CALL_CANCELED' || error.code === 'ERR_OWNER_CLOSED')
}
