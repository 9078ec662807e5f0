import type { NativeCapability } from './native.js'

/** What one call of a guest may use. Always enforced. */
export interface GuestLimits {
  readonly memoryMb: number
  readonly stackKb: number
  /** Computing time of a call. */
  readonly cpuMs: number
  /** Time from the start of a call to its answer. */
  readonly wallMs: number
  /** Calls to host functions in one call. */
  readonly hostCalls: number
  /** Size of what crosses to the host at once. */
  readonly outputKb: number
}

/** What a call of a guest may use where the manifest is silent. */
export const defaultGuestLimits: GuestLimits = {
  memoryMb: 32,
  stackKb: 32,
  cpuMs: 50,
  wallMs: 2000,
  hostCalls: 100,
  outputKb: 256,
}

/** A guest module as it was bundled: emitted into `guests.ts`. */
export interface GuestBundle {
  /** The module's id in the manifest. */
  readonly id: string
  /** As written in the manifest; what stacks name. */
  readonly source: string
  /** CommonJS; `require` of nothing but `requires`. `module.exports.default` holds a function for each port. */
  readonly code: string
  /** The source map of `code`, as JSON; null for none. */
  readonly map: string | null
  /** `sha256-` and the digest of `code` in base 64: held against it when the guest is activated. */
  readonly integrity: string
  /** The ids of the ports that it serves, without versions. */
  readonly provides: readonly string[]
  /** Natives that it may require: the name in `require("…")`, and the manifest id of the module that gives it. */
  readonly requires: readonly GrantedNative[]
  readonly lifetime: 'call' | 'runtime'
  readonly isolation: 'inline' | 'worker'
  readonly limits: GuestLimits
}

export interface GrantedNative {
  readonly name: string
  /** The id of a native or an initializer of the manifest; null for one that a preset gives. */
  readonly module: string | null
  readonly capabilities: readonly NativeCapability[]
}
