import type { Crossing } from '../../contract/native.js'
import type { CancelSignal } from '../../contract/provider.js'
import { createCallContext } from '../context/linked-context.js'
import { EngineError } from '../engine-error.js'
import type { VmSource } from '../vm/guest-vm.js'
import type { ComposedGuest } from './composed-guest.js'
import type { GuestCalls } from './guest-calls.js'
import { loadGuest } from './load-guest.js'
import { loadImage } from './load-image.js'
import type { OpenVms } from './open-vms.js'
import { restoreGuest } from './restore-guest.js'
import { VmPool } from './vm-pool.js'

/** Calls that run at once; each has a VM. */
const mostActive = 64
const mostWaiting = 10_000

/**
 * Calls that each see the guest as it was when it had been loaded: every one has an owned runtime over a VM of its image.
 * `openVms`: where those VMs are; default: in this thread.
 */
export async function openPristineCalls(composed: ComposedGuest, openVms?: OpenVms): Promise<GuestCalls> {
  const { bundle } = composed
  if (openVms !== undefined) return new PristineCalls(composed, await openVms(await loadImage(composed), bundle.limits))
  const { runtime, guest } = await loadGuest(composed, { forImage: true })
  const pool = new VmPool(guest.capture(bundle.integrity))
  guest.leave((left) => pool.give(left))
  await runtime.close()
  return new PristineCalls(composed, pool)
}

class PristineCalls implements GuestCalls {
  readonly #guest: ComposedGuest
  readonly #source: VmSource
  readonly #waiting: (() => void)[] = []
  #active = 0

  constructor(guest: ComposedGuest, source: VmSource) {
    this.#guest = guest
    this.#source = source
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
    await this.#source.close()
  }

  async #callNow(port: string, args: readonly unknown[], signal: CancelSignal): Promise<Crossing | undefined> {
    const { id, limits } = this.#guest.bundle
    const { runtime, guest } = await restoreGuest(this.#guest, this.#source, signal)
    try {
      const terms = { name: `${id}: ${port}`, timeoutMs: limits.wallMs }
      return await runtime.owner.call(createCallContext({ signal }), terms, () => guest.callPort(port, args))
    } finally {
      await runtime.close({ graceMs: 0 })
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.length >= mostWaiting)
      throw new EngineError(
        'ERR_SCHEDULE_REJECTED',
        `${mostWaiting} calls of "${this.#guest.bundle.id}" wait already.`,
        {
          queueDepth: mostWaiting,
          limit: mostWaiting,
        },
      )
    return new Promise((resolve) => this.#waiting.push(resolve))
  }
}
