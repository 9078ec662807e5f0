import type { Json } from './json.js'

/** The host API that modules are activated with: a bundle runs only where its own is offered. */
export const hostApiVersion = '1.0.0'

/** Where modules run. */
export type HostKind = 'browser' | 'edge' | 'node' | 'worker'

/** A port that the app reaches, and how: by a module of its own, through its host, or never. */
export interface CapabilityRequirement {
  readonly portId: string
  readonly portVersion: string
  readonly mode: 'local' | 'delegated' | 'unreachable'
}

/** How the app is composed: which module serves which port, in boot order. Data, and part of the bundle. */
export interface Deployment {
  readonly hostApiVersion: string
  /** In registration and boot order. */
  readonly modules: readonly ModuleDeployment[]
  /** Port id → how it is bound. Holds every port that the app requires. */
  readonly bindings: readonly PortBinding[]
}

export interface ModuleDeployment {
  readonly id: string
  readonly kind: 'provider' | 'native' | 'initializer' | 'guest'
  /** As written in the manifest. */
  readonly source: string
  /** The manifest's `config`; texts may hold `${env:NAME}` and `${env:NAME:-default}`, resolved at activation. */
  readonly config: Json
}

export interface PortBinding {
  readonly port: string
  readonly version: string
  /** The id of the module that serves it. */
  readonly module: string
}
