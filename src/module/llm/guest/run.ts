import type { Cancellation } from './cancellation.js'
import type { Json, ToolDescription } from './declaration.js'
import type { EventStream } from './event-stream.js'
import type { Host } from './host.js'
import type { Settings } from './read-options.js'
import type { ToolEntry } from './tool-registry.js'

/** One run of a session, as its parts see it. */
export interface Run {
  readonly id: string
  readonly sessionId: string
  readonly host: Host
  readonly settings: Settings
  readonly tags: { readonly [tag: string]: Json }
  readonly deadlineMs: number | null
  readonly cancellation: Cancellation
  readonly events: EventStream
}

/** The tools of a run, described for the model, and how each is called. Undefined where the session has none. */
export interface RunTools {
  readonly descriptions: readonly ToolDescription[]
  readonly entries: ReadonlyMap<string, ToolEntry>
}
