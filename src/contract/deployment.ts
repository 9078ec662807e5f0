import type { Json } from './json.js'

/** The host API that modules are activated with: a bundle runs only where its own is offered. */
export const hostApiVersion = '1.0.0'

/** Where modules run. */
export const hostKinds = ['browser', 'edge', 'node', 'worker'] as const

export type HostKind = (typeof hostKinds)[number]

/** A port that the app reaches, and how: by a module of its own, through its host, or never. */
export interface CapabilityRequirement {
  readonly portId: string
  readonly portVersion: string
  readonly mode: 'local' | 'delegated' | 'unreachable'
  /** Null for a port that the runtime alone calls. */
  readonly contractHash: string | null
}

/** How the app is composed: which module serves which port, in boot order. Data, and part of the bundle. */
export interface Deployment {
  readonly hostApiVersion: string
  /** Where it runs, unless the host says otherwise. */
  readonly host: HostKind
  /** In registration and boot order. */
  readonly modules: readonly ModuleDeployment[]
  readonly bindingPlan: BindingPlan
  readonly lockfile: ProviderLockfile
}

export interface ModuleDeployment {
  readonly id: string
  readonly kind: 'provider' | 'native' | 'initializer' | 'guest'
  /** As written in the manifest. */
  readonly source: string
  /** The manifest's `config`; texts may hold `${env:NAME}` and `${env:NAME:-default}`, resolved at activation. */
  readonly config: Json
}

/** What serves each port. Agrees with its lockfile on the app, the environment and the host API. */
export interface BindingPlan {
  readonly appId: string
  readonly environment: string
  readonly hostApiVersion: string
  readonly capabilityBindings: readonly CapabilityBinding[]
}

export interface CapabilityBinding {
  readonly portId: string
  readonly portVersion: string
  readonly resolution: Resolution
  /** The most milliseconds of an attempt to call it; a step may say less. */
  readonly timeoutMs?: number
}

export type Resolution =
  | { readonly mode: 'local'; readonly targetHost: HostKind; readonly providerId: string }
  | {
      readonly mode: 'delegated'
      readonly targetHost: HostKind
      readonly providerId: string
      readonly delegateRouteId: string
    }
  | { readonly mode: 'unreachable'; readonly reason?: string }

/** Which providers a plan was made for. */
export interface ProviderLockfile {
  readonly appId: string
  readonly environment: string
  readonly hostApiVersion: string
  readonly providers: readonly LockedProvider[]
}

/** `null`: not known when the deployment was made, and then not compared. A host's own lockfile knows everything. */
export interface LockedProvider {
  readonly providerId: string
  readonly providerVersion: string | null
  /** `sha256:<64 hexadecimal digits>`. */
  readonly integrity: string | null
  readonly capabilities: readonly LockedCapability[]
}

export interface LockedCapability {
  readonly portId: string
  readonly portVersion: string
  readonly contractHash: string | null
}

/** How one port of an app is reached, and who says so. */
export interface Reachability {
  readonly port: string
  readonly version: string
  readonly mode: 'local' | 'delegated' | 'unreachable'
  readonly source: 'requirements' | 'binding_plan'
  readonly provider: string | null
  readonly host: HostKind | null
  /** The route of a delegated port. */
  readonly route: string | null
}
