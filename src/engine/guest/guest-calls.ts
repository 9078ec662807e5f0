import type { Crossing } from '../../contract/native.js'
import type { CancelSignal } from '../../contract/provider.js'

/** How the ports of one guest are called, whatever its lifetime and isolation. */
export interface GuestCalls {
  /** Rejects with a `GuestError` for what the guest throws, and an `EngineError` for what ends it. */
  call(port: string, args: readonly unknown[], signal: CancelSignal): Promise<Crossing | undefined>
  close(): Promise<void>
}
