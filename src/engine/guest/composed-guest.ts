import type { GuestBundle } from '../../contract/guest.js'
import type { Factory } from '../composition/factory.js'

/** A guest, and what makes the runtimes that it runs in. */
export interface ComposedGuest {
  readonly bundle: GuestBundle
  readonly factory: Factory
  /** Makes its stacks speak of its sources. */
  readonly mapStack: (stack: string) => string
}
