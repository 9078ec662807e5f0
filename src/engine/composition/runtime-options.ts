import type { GuestLimits } from '../../contract/guest.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { GuestSide } from './guest-side.js'

/** What one runtime of a factory has of its own. */
export interface RuntimeOptions {
  /** Aborted: start-up is given up. Of no meaning once the runtime is there. */
  readonly startup?: CancelSignal | undefined
  /** Aborted: every call of the runtime is, and it takes no other. It still has to be closed. */
  readonly lifetime?: CancelSignal | undefined
  /** Beside the factory's. */
  readonly limits?: Partial<GuestLimits> | undefined
  /** What it owns. Default: a new VM. */
  readonly guest?: (() => Promise<GuestSide>) | undefined
}
