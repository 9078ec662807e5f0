import type { HostPorts } from '../contract/host.js'
import type { PortProgram } from '../contract/program.js'
import type { PortCall, UntypedInstance } from '../contract/provider.js'
import type { EffectSet } from './observed-effects.js'

/** A port of the app and what serves it. */
export interface BoundPort {
  readonly program: PortProgram
  readonly module: string
  /** What the port's contract declares. */
  readonly declared: EffectSet
  readonly serve: TypedPort | UntypedPort | DelegatedPort
}

/** A function of its own for this port; it has all the effects that the contract declares. */
export interface TypedPort {
  readonly kind: 'typed'
  call(input: unknown, call: PortCall): unknown
}

/** One `invoke` for all ports of the module; it reports the effects of each call. */
export interface UntypedPort {
  readonly kind: 'untyped'
  readonly instance: UntypedInstance
}

/** The host calls the port elsewhere, by this route; it reports the effects of each call. */
export interface DelegatedPort {
  readonly kind: 'delegated'
  readonly host: NonNullable<HostPorts['capabilityDelegation']>
  readonly route: { readonly delegateRouteId: string; readonly targetHost: string; readonly providerId: string }
}
