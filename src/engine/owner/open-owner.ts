import type { Awaitable } from '../../contract/json.js'
import type { CallContext, CallTerms, OwnedWork, Owner, OwnerMetrics } from '../../contract/owned-runtime.js'
import type { CancelSignal } from '../../contract/provider.js'
import { toLinkedContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import { type CallOutcome, type CallRequest, promiseOf } from './owned-call.js'
import type { OwnerCore, OwnerEvents } from './owner-core.js'

interface Door {
  readonly core: OwnerCore
  readonly events: OwnerEvents
  /** Code that stands within the runtime gets in until its last closer has run; what is outside, until closing begins. */
  readonly from: 'outside' | 'inside'
}

/** The owner as somebody sees it who stands outside of the runtime or within. */
export function openOwner(door: Door): Owner {
  return new OpenOwner(door)
}

class OpenOwner implements Owner {
  readonly #core: OwnerCore
  readonly #events: OwnerEvents
  readonly #from: Door['from']

  constructor({ core, events, from }: Door) {
    this.#core = core
    this.#events = events
    this.#from = from
  }

  get closed(): boolean {
    const { gate } = this.#core
    return gate === 'closed' || (gate === 'draining' && this.#from === 'outside')
  }

  get metrics(): OwnerMetrics {
    return this.#core.metrics
  }

  call<T>(context: CallContext | undefined, terms: string | CallTerms, work: OwnedWork<Awaitable<T>>): Promise<T> {
    return promiseOf((settled) => this.#submit({ kind: 'call', context, terms, work, settled }))
  }

  callSync<T>(context: CallContext, operation: string, work: OwnedWork<T>): T {
    return this.#core.callSync(context, operation, work)
  }

  post(context: CallContext | undefined, operation: string, work: OwnedWork<void>): void {
    const settled = (outcome: CallOutcome): void => {
      if (!outcome.ok && !isCalledOff(outcome.error)) this.#events.onPostError(operation, outcome.error)
    }
    const refused = this.#submit({ kind: 'post', context, terms: operation, work, settled })
    if (refused !== undefined) throw refused
  }

  waitIdle(signal?: CancelSignal): Promise<void> {
    return this.#core.waitIdle(signal)
  }

  shutdown(): void {
    this.#core.shutdown()
  }

  // Gives why it is refused.
  #submit({ kind, context, terms, work, settled }: Asked): Error | undefined {
    const core = this.#core
    const { operation, exclusive, timeoutMs } = core.readTerms(terms)
    const linked = context === undefined ? core.turns.stack.root : toLinkedContext(context)
    const request: CallRequest = {
      kind,
      operation,
      lane: 'calls',
      exclusive,
      timeoutMs,
      context: linked,
      work,
      settled,
    }
    const refused = core.refusal(request, this.#from)
    if (refused === undefined) core.submit(request)
    return refused
  }
}

interface Asked extends Pick<CallRequest, 'kind' | 'work' | 'settled'> {
  readonly context: CallContext | undefined
  readonly terms: string | CallTerms
}

// Nobody waits for a post, so nobody has to be told that it was called off.
function isCalledOff(error: unknown): boolean {
  return error instanceof EngineError && (error.code === 'ERR_CALL_CANCELED' || error.code === 'ERR_OWNER_CLOSED')
}
