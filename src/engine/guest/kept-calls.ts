import { createCallContext } from '../context/linked-context.js'
import type { ComposedGuest } from './composed-guest.js'
import type { GuestCalls } from './guest-calls.js'
import { type LoadedGuest, loadGuest } from './load-guest.js'
import { loadImage } from './load-image.js'
import type { OpenVms } from './open-vms.js'
import { restoreGuest } from './restore-guest.js'

/** Calls into one VM that is kept: what a call leaves behind, the next one finds. A VM that trapped is replaced. */
export async function openKeptCalls(guest: ComposedGuest, openVms?: OpenVms): Promise<GuestCalls> {
  const { bundle } = guest
  const source = await openVms?.(await loadImage(guest), bundle.limits)
  let loaded: Promise<LoadedGuest> = load()
  let replaced: LoadedGuest | undefined
  await loaded

  function load(): Promise<LoadedGuest> {
    if (source !== undefined) return restoreGuest(guest, source)
    return loadGuest(guest, { forImage: false }).then((found) => {
      found.vm.limit(bundle.limits)
      found.guest.limits = bundle.limits
      return found
    })
  }

  async function current(): Promise<LoadedGuest> {
    const found = await loaded
    // What is asked of a VM that will have to be ended would be lost with it.
    await found.vm.idle?.()
    if (!found.vm.poisoned && found.vm.isLost !== true) return found
    // Whoever comes first makes the next one; the others wait for the same.
    if (replaced !== found) {
      replaced = found
      const next = found.runtime.close().then(load, load)
      // Where it cannot be had, the next call tries again, and not the ones that wait for this.
      next.catch(() => {
        replaced = undefined
        loaded = Promise.resolve(found)
      })
      loaded = next
    }
    return loaded
  }

  return {
    async call(port, args, signal) {
      const { runtime, guest } = await current()
      const terms = { name: `${bundle.id}: ${port}`, timeoutMs: bundle.limits.wallMs }
      return runtime.owner.call(createCallContext({ signal }), terms, () => guest.callPort(port, args))
    },
    async close() {
      try {
        await (await loaded).runtime.close()
      } finally {
        await source?.close()
      }
    },
  }
}
