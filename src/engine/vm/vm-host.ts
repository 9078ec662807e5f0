import type { EsModuleLoader } from '../require/es-modules.js'

/** What a VM asks of the host. Must not throw. */
export interface VmHost {
  /** Answers the guest: a text, or bytes; undefined for nothing. */
  answer(name: string, text: string, buffers: readonly Uint8Array[]): string | Uint8Array | undefined
  /** The text of an error for what the host did not take. */
  refuse(error: Error): string
  /** Gives the source of an ES module, and which one a name means. Throws nothing: what cannot be had is a module that throws. */
  readonly modules?: EsModuleLoader | undefined
  /** Milliseconds; never goes back. */
  now(): number
  /** Random bytes that nobody can foresee. */
  random(count: number): Uint8Array
}

export type CodeKind = 'script' | 'module' | 'bundle'

/** What came of asking the guest. `''` is a promise that settles later. */
export type Reply = string
