import { defaultGuestLimits, type GuestLimits } from '../../contract/guest.js'
import type { RequireSettings } from '../require/require-settings.js'
import { QuickJsVm } from '../vm/quickjs-vm.js'
import type { GuestSide } from './guest-side.js'
import { QuickJsGuest } from './quickjs-guest.js'

/** A VM of its own, without natives. */
export async function openGuest({
  limits = {},
  require,
}: {
  readonly limits?: Partial<GuestLimits> | undefined
  readonly require?: RequireSettings | undefined
}): Promise<GuestSide> {
  const whole = { ...defaultGuestLimits, ...limits }
  const guest = new QuickJsGuest(whole, {}, require)
  guest.adopt(await QuickJsVm.create(guest, whole))
  return guest
}
