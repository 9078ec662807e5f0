import type { Envelope } from '../contract/envelope.js'
import type { FlowStore } from '../contract/flow-store.js'
import type { FlowAction } from '../contract/flow-work.js'
import type { FlowProgram } from '../contract/program.js'
import type { Logger } from '../contract/provider.js'

/** What a run works with. */
export interface FlowHost {
  readonly flows: ReadonlyMap<string, FlowProgram>
  readonly store: FlowStore
  /** True where an action's commit records its step in the same store. */
  readonly isTransactional: boolean
  readonly logger: Logger
  /** The instant in milliseconds since the epoch, which never decreases. */
  now(): number
  isClosing(): boolean
  /** Runs an action as a unit of work of its own. Never rejects. */
  perform(action: FlowAction): Promise<Envelope>
}
