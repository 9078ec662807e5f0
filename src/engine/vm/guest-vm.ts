import type { GuestLimits } from '../../contract/guest.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { EntryClock } from './entry-clock.js'
import type { CodeKind, Reply, VmHost } from './vm-host.js'
import type { VmImage } from './vm-image.js'

/** A VM as its host sees it, in this thread or in another. */
export interface GuestVm {
  /** In another thread: every reply is `''`, and what comes of it is told to the host later, values too. */
  readonly isElsewhere?: boolean
  /** Its thread is gone: whatever is asked of it throws why. */
  readonly isLost?: boolean
  readonly depth: number
  readonly poisoned: boolean
  interruption: unknown
  look: () => void
  cpuBudgetMs: number
  readonly clock: EntryClock
  dispatch(name: string, text: string, id?: number, buffers?: readonly Uint8Array[]): Reply
  evaluate(source: string, file: string, id: number, kind?: CodeKind): Reply
  takeBuffer(index: number): Uint8Array
  drain(most: number): boolean
  limit(limits: GuestLimits): void
  capture(key: string): VmImage
  /** Nothing may be asked of it any more. Absent: it sees to jobs without an end itself. */
  giveUp?(): void
  drop(): void
  /** Resolves when it is at work on nothing, or lost; absent: it is whenever its host is. */
  idle?(): Promise<void>
}

/** The host of a VM that may be in another thread. */
export interface GuestVmHost extends VmHost {
  /** Ends what was asked under that number with an error. */
  fail(id: number, error: unknown): void
  /** Gives what later work is done within, so that it belongs to the call whose turn it is now. */
  here(): <T>(work: () => T) => T
}

/** VMs in the state of one image. */
export interface VmSource {
  /** A VM that has seen nothing but the image; rejects with an `EngineError` where it is waited for too long. */
  take(host: GuestVmHost, limits: GuestLimits, signal?: CancelSignal): Promise<GuestVm>
  /** Takes back a VM that has done its work, whatever state it is in. */
  give(vm: GuestVm): void
  /** Ends every VM; resolves when none is left. */
  close(): Promise<void>
}
