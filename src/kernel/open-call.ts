import type { Context, Principal } from '../contract/caller.js'
import type { CancelSignal, PortCall } from '../contract/provider.js'
import type { Host } from './host.js'

type Cancellation = ReturnType<Host['newCancellation']>

/** One attempt to call a port, as the port sees it. */
export class OpenCall implements PortCall {
  readonly principal: Principal
  readonly ctx: Context
  readonly stepKey: string
  readonly #host: Host
  #cancellation: Cancellation | null = null
  #isGivenUp = false

  constructor(
    host: Host,
    caller: { readonly principal: Principal; readonly ctx: Context; readonly origin: string },
    step: string,
  ) {
    this.principal = caller.principal
    this.ctx = caller.ctx
    this.stepKey = `${caller.origin}/${step}`
    this.#host = host
  }

  /** Made when it is asked for, because most ports never ask. */
  get signal(): CancelSignal {
    if (this.#cancellation === null) {
      this.#cancellation = this.#host.newCancellation()
      if (this.#isGivenUp) this.giveUp()
    }
    return this.#cancellation.signal
  }

  /** Tells the port that nobody waits for its answer any more. */
  giveUp(): void {
    this.#isGivenUp = true
    this.#cancellation?.abort('the call took too long')
  }
}
