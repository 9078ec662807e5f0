import type { GuestBundle } from '../../contract/guest.js'
import type { Factory } from '../composition/factory.js'
import { QuickJsGuest } from '../composition/open-guest.js'
import type { OwnedRuntime } from '../composition/owned-runtime.js'
import type { GuestVm } from '../vm/guest-vm.js'
import { QuickJsVm } from '../vm/quickjs-vm.js'

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
  factory: Factory,
  { id, code, limits }: GuestBundle,
  { forImage }: { readonly forImage: boolean },
): Promise<LoadedGuest> {
  const loading = { ...limits, cpuMs: Math.max(limits.cpuMs, loadingMs), hostCalls: Math.max(limits.hostCalls, 1000) }
  const guest = new QuickJsGuest(loading, { isLoading: forImage })
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
