import type { ValueBag } from '../../contract/native.js'
import type { Owner, Vm } from '../../contract/owned-runtime.js'
import type { Clock, Logger } from '../../contract/provider.js'
import type { LinkedCancellation } from '../context/link-signals.js'
import type { OwnerCore } from '../owner/owner-core.js'
import type { Closers } from './closers.js'
import type { ErrorEvents } from './error-events.js'

/** What everything that stands within one owned runtime works with. */
export interface RuntimeSeat {
  readonly core: OwnerCore
  readonly vm: Vm
  /** The owner as code within the runtime sees it: it answers until the last closer has run. */
  readonly owner: Owner
  /** The same for those outside: they are refused as soon as closing begins. */
  readonly outerOwner: Owner
  /** Follows its parent until the runtime is closed. */
  readonly lifetime: LinkedCancellation
  readonly values: ValueBag
  readonly closers: Closers
  readonly errors: ErrorEvents
  readonly logger: Logger
  readonly clock: Clock
  activated(id: string): unknown
}
