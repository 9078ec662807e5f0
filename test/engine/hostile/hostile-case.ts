import type { EngineErrorCode } from '../../../src/engine/engine-error.js'

/** One attack: a script, and what must come of it. */
export interface HostileCase {
  readonly name: string
  readonly code: string
  /** The code of the error it ends with, or one of several where it depends on the machine which limit is met first; or its value. */
  readonly ends: EngineErrorCode | readonly EngineErrorCode[] | { readonly value: unknown }
  /** What the message of the error says. */
  readonly says?: string
  /** It changes its own VM so that no script runs there any more: the next call needs another runtime. */
  readonly breaks?: boolean
  /** `worker`: no interrupt reaches it, so only a thread that can be ended contains it. Default: `inline`. */
  readonly in?: 'inline' | 'worker'
}
