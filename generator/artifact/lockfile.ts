import type { GuestLimits } from '../../src/contract/guest.js'
import type { ModuleKind } from './documents.js'

/** What `tenon.lock` holds: everything that decides which code an app is composed of. */
export interface Lockfile {
  readonly lockVersion: 1
  readonly appId: string
  readonly hostApiVersion: string
  /** SHA-256 in lower-case hex over the canonical JSON of the parsed spec. */
  readonly specHash: string
  readonly modules: Readonly<Record<string, LockedModule>>
  /** Module ids, in boot order. */
  readonly order: readonly string[]
  /** `port@version` → the id of the module that serves it. */
  readonly bindings: Readonly<Record<string, string>>
}

export interface LockedModule {
  readonly kind: ModuleKind
  /** As the manifest writes it. */
  readonly source: string
  /** A package's version; Tenon's own for a built-in; null for a file of the project. */
  readonly version: string | null
  /** Over the bytes that are loaded; null for a built-in, which its version says all about. */
  readonly integrity: string | null
  /** `port@version` → the hash of its contract; null for `collections.*`, which have none, and for a port that is not called. */
  readonly provides: Readonly<Record<string, string | null>>
  /** Of a guest: what it may use. */
  readonly policy?: GuestPolicy
}

/** What a guest may use, and how it runs. */
export interface GuestPolicy {
  /** As the manifest lists them, in code-unit order. */
  readonly requires: readonly string[]
  readonly limits: GuestLimits
  readonly isolation: 'inline' | 'worker'
  readonly lifetime: 'call' | 'runtime'
}
