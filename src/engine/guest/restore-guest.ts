import type { CancelSignal } from '../../contract/provider.js'
import { QuickJsGuest } from '../composition/quickjs-guest.js'
import type { VmSource } from '../vm/guest-vm.js'
import type { ComposedGuest } from './composed-guest.js'
import type { LoadedGuest } from './load-guest.js'

/** A guest as it was when it had been loaded, in a new runtime; with a signal for the one call that it serves. */
export async function restoreGuest(
  { bundle: { limits }, factory, mapStack }: ComposedGuest,
  source: VmSource,
  signal?: CancelSignal,
): Promise<LoadedGuest> {
  const guest = new QuickJsGuest(limits, { isOneCall: signal !== undefined, mapStack })
  const vm = await source.take(guest, limits, signal)
  guest.adopt(vm, true)
  guest.leave((left) => source.give(left))
  try {
    const runtime = await factory.newOwnedRuntime({ guest: async () => guest, startup: signal })
    return { runtime, guest, vm }
  } catch (error) {
    // A runtime that was given up before it was opened has not let go of it.
    guest.drop()
    throw error
  }
}
