import type { GrantedNative, GuestBundle } from '../../src/contract/guest.js'
import type { Json } from '../../src/contract/json.js'
import type { ModuleKind } from './documents.js'
import type { PortBinding } from './port-binding.js'
import type { PortNeed } from './port-need.js'
import type { ModuleSource } from './source-set.js'
import type { Located, Span } from './span.js'

/** What the composition check needs to know of the app: the ports that exist, and those that something reaches. */
export interface PortFacts {
  readonly declared: readonly PortFact[]
  readonly needs: readonly PortNeed[]
}

/** One port that the spec declares or that is standard; `at` is null for a standard one. */
export interface PortFact {
  readonly port: string
  readonly version: string
  readonly at: Span | null
}

/** The manifest, proved: ids are unique, sources exist, and every needed port is bound to one module that provides it. */
export interface CheckedComposition {
  /** False where there is no manifest: then nothing is bound, and the host must supply the deployment. */
  readonly given: boolean
  readonly target: 'node' | 'edge'
  /** In manifest order. */
  readonly modules: readonly CheckedModule[]
  /** In code-unit order of port. */
  readonly bindings: readonly PortBinding[]
  readonly needs: readonly PortNeed[]
}

export interface CheckedModule {
  readonly id: string
  readonly kind: ModuleKind
  readonly source: string
  readonly resolved: ModuleSource
  readonly config: Json
  /** Every port that it provides, with its version, in code-unit order. */
  readonly provides: readonly { readonly port: string; readonly version: string }[]
  /** What guests require it by: a native's name and aliases, what an initializer registers. */
  readonly names: readonly string[]
  /** In authored order. */
  readonly requires: readonly CheckedRequire[]
  /** Of a guest: what it may use, and how it runs. */
  readonly guest: CheckedGuest | null
  readonly at: Span
}

/** One entry of a module's `requires`: a native by name for a guest, a module by id for the others. */
export interface CheckedRequire extends Located {
  readonly name: string
  /** The id of the module behind it; null for a native that a preset gives. */
  readonly module: string | null
}

/** A guest whose code asks for nothing but what it is granted. */
export interface CheckedGuest
  extends Pick<GuestBundle, 'code' | 'map' | 'integrity' | 'lifetime' | 'isolation' | 'limits'> {
  /** As the manifest lists them, in code-unit order. */
  readonly requires: readonly string[]
  /** What that comes to: what presets give, then in the order of the manifest. */
  readonly grants: readonly CheckedGrant[]
}

/** A native that a guest may require, and the source of the module that gives it. */
export interface CheckedGrant extends GrantedNative {
  readonly source: string
}
