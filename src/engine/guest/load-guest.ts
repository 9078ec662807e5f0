import type { OwnedRuntime } from '../composition/owned-runtime.js'
import { QuickJsGuest } from '../composition/quickjs-guest.js'
import type { GuestVm } from '../vm/guest-vm.js'
import { QuickJsVm } from '../vm/quickjs-vm.js'
import type { ComposedGuest } from './composed-guest.js'

/** Reading code takes longer than a call of it, and happens once. */
const loadingMs = 5000

/** A runtime in which a guest has been loaded. */
export interface LoadedGuest {
  readonly runtime: OwnedRuntime
  readonly guest: QuickJsGuest
  readonly vm: GuestVm
}

/** Loads a guest into a new runtime. `forImage`: whatever would be the same in every copy may not be asked of the host. */
export async function loadGuest(
  { bundle: { id, code, limits }, factory, mapStack }: ComposedGuest,
  { forImage }: { readonly forImage: boolean },
): Promise<LoadedGuest> {
  const loading = { ...limits, cpuMs: Math.max(limits.cpuMs, loadingMs), hostCalls: Math.max(limits.hostCalls, 1000) }
  const guest = new QuickJsGuest(loading, { isLoading: forImage, mapStack })
  const vm = await QuickJsVm.create(guest, loading)
  guest.adopt(vm)
  const runtime = await factory.newOwnedRuntime({ guest: async () => guest })
  try {
    await runtime.owner.call(undefined, `load ${id}`, () => guest.load(code))
    await runtime.owner.waitIdle()
    return { runtime, guest, vm }
  } catch (error) {
    await runtime.close()
    throw error
  }
}
