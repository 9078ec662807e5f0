import type { GuestBundle } from '../../contract/guest.js'
import type { Crossing } from '../../contract/native.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { Factory } from '../composition/factory.js'
import { QuickJsGuest } from '../composition/open-guest.js'
import { createCallContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import type { GuestCalls } from './guest-calls.js'
import { loadGuest } from './load-guest.js'
import { VmPool } from './vm-pool.js'

/** Calls that run at once; each has a VM. */
const mostActive = 64
const mostWaiting = 10_000

/** Calls that each see the guest as it was when it had been loaded: every one has an owned runtime over a VM of its image. */
export async function openPristineCalls(factory: Factory, bundle: GuestBundle): Promise<GuestCalls> {
  const { runtime, guest } = await loadGuest(factory, bundle, { forImage: true })
  const pool = new VmPool(guest.capture(bundle.integrity))
  guest.leave((left) => pool.give(left))
  await runtime.close()
  return new PristineCalls(factory, bundle, pool)
}

class PristineCalls implements GuestCalls {
  readonly #factory: Factory
  readonly #bundle: GuestBundle
  readonly #pool: VmPool
  readonly #waiting: (() => void)[] = []
  #active = 0

  constructor(factory: Factory, bundle: GuestBundle, pool: VmPool) {
    this.#factory = factory
    this.#bundle = bundle
    this.#pool = pool
  }

  async call(port: string, args: readonly unknown[], signal: CancelSignal): Promise<Crossing | undefined> {
    if (this.#active >= mostActive) await this.#turn()
    this.#active += 1
    try {
      return await this.#callNow(port, args, signal)
    } finally {
      this.#active -= 1
      this.#waiting.shift()?.()
    }
  }

  async close(): Promise<void> {
    this.#pool.close()
  }

  async #callNow(port: string, args: readonly unknown[], signal: CancelSignal): Promise<Crossing | undefined> {
    const { id, limits } = this.#bundle
    const guest = new QuickJsGuest(limits, { isOneCall: true })
    guest.adopt(await this.#pool.take(guest, limits), true)
    guest.leave((vm) => this.#pool.give(vm))
    const runtime = await this.#factory.newOwnedRuntime({ guest: async () => guest, startup: signal })
    try {
      const terms = { name: `${id}: ${port}`, timeoutMs: limits.wallMs }
      return await runtime.owner.call(createCallContext({ signal }), terms, () => guest.callPort(port, args))
    } finally {
      await runtime.close({ graceMs: 0 })
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= mostWaiting)
      throw new EngineError('ERR_SCHEDULE_REJECTED', `${mostWaiting} calls of "${this.#bundle.id}" wait already.`, {
        queueDepth: mostWaiting,
        limit: mostWaiting,
      })
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}
