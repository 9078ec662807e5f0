import type { GuestLimits } from '../../contract/guest.js'
import type { Timer } from '../../contract/host.js'
import type { Clock, Logger } from '../../contract/provider.js'
import type { LoopClock } from '../loop/loop-clock.js'
import type { OwnerSettings } from '../owner/owner-core.js'
import type { RequireSettings } from '../require/require-settings.js'

/** What tells the time to natives (`nowIso`), and what a loop waits by (`now` and `after`). A `VirtualClock` is both. */
export type EngineClock = Clock | LoopClock | (Clock & LoopClock)

/** What every runtime of a factory has in common. Everything has a default. */
export interface EngineOptions extends OwnerSettings {
  /** What one stretch of guest code may use. What is not named has its default. */
  readonly limits?: Partial<GuestLimits> | undefined
  /** Default: the system's. */
  readonly clock?: EngineClock | undefined
  /** How the loop waits where the clock does not say. Default: the system's. */
  readonly timer?: Timer | undefined
  /** Default: nothing is written. */
  readonly logger?: Logger | undefined
  /** What another module of the app was activated to, by manifest id. Default: there is none. */
  readonly activated?: ((id: string) => unknown) | undefined
  /** How long closing waits for calls to end, and then again once they are interrupted. Default 250. */
  readonly graceMs?: number | undefined
  /** How long closing waits for one closer. Default 5000. */
  readonly closerMs?: number | undefined
}

/** What a factory can be made with. */
export interface FactoryOptions extends EngineOptions {
  readonly require?: RequireSettings | undefined
}
