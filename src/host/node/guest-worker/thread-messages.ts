// What the main thread and the thread of a guest tell each other. Texts and bytes of calls go through as they are.

import type { MessagePort } from 'node:worker_threads'
import type { GuestLimits } from '../../../contract/guest.js'
import type { EngineErrorCode } from '../../../engine/engine-error.js'
import type { CompiledWasm } from '../../../engine/vm/quickjs.js'
import type { VmImage } from '../../../engine/vm/vm-image.js'

/** What a thread is made with. */
export interface ThreadTerms {
  readonly code: CompiledWasm
  readonly image: VmImage
  readonly limits: GuestLimits
  /** Answers come through it, while the thread sleeps until they are there. */
  readonly answers: MessagePort
  /** Two numbers, at `answered` and `interrupted`. */
  readonly control: Int32Array
}

/** Places in `control`: how many answers were given; whether what runs is to end. */
export const answered = 0
export const interrupted = 1

/** What is asked of the guest, under the number that what comes of it is told with. */
export type ThreadWork =
  | {
      readonly kind: 'dispatch'
      readonly id: number
      readonly name: string
      readonly text: string
      readonly buffers: readonly Uint8Array[]
    }
  | {
      readonly kind: 'evaluate'
      readonly id: number
      readonly source: string
      readonly file: string
      readonly as: 'script' | 'module'
    }

export type ThreadOrder =
  /** Puts the VM into the state of the image. */
  | { readonly kind: 'begin'; readonly limits: GuestLimits; readonly cpuBudgetMs: number }
  | { readonly kind: 'limit'; readonly limits: GuestLimits }
  | ThreadWork

/** Why the guest was ended; without: because it was to be. */
export interface ThreadFailure {
  readonly code: EngineErrorCode
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
}

export type ThreadReport =
  /** It has a VM, and takes work. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'settled'; readonly id: number; readonly text: string; readonly buffers: readonly Uint8Array[] }
  /** `isWhole`: nothing else that was asked will come either, where the VM serves one call. */
  | {
      readonly kind: 'failed'
      readonly id: number
      readonly failure: ThreadFailure | undefined
      readonly isWhole: boolean
    }
  /** Work and the promise jobs that followed from it have run. */
  | { readonly kind: 'done'; readonly id: number; readonly isPoisoned: boolean }
  | {
      readonly kind: 'ask'
      readonly id: number
      readonly name: string
      readonly text: string
      readonly buffers: readonly Uint8Array[]
    }

/** A text or bytes for the guest; undefined for nothing. */
export interface ThreadAnswer {
  readonly answer: string | Uint8Array | undefined
}
