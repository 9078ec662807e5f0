import type { Failure, RefreshTrigger, SignalEnvelope, Violation, Warning } from '../contract/envelope.js'
import type { EffectSet } from './observed-effects.js'
import { noEffects } from './observed-effects.js'

/** What was called, as far as it is known. */
export type Called = 'query' | 'mutation' | 'route' | 'nothing'

/** How a call ended: what the envelope says beside ids, times and hashes. */
export type Ending = Answered | Refused | Failed

export interface Answered {
  readonly stage: 'ended'
  readonly status: 'ok'
  readonly called: Called
  readonly output: unknown
  readonly effects: EffectSet
  readonly signals: readonly SignalEnvelope[]
  readonly triggers: readonly RefreshTrigger[]
  readonly warnings: readonly Warning[]
}

export interface Refused {
  readonly stage: 'ended'
  readonly status: 'rejected'
  readonly called: Called
  readonly violations: readonly Violation[]
  readonly effects: EffectSet
  readonly warnings: readonly Warning[]
}

export interface Failed {
  readonly stage: 'ended'
  readonly status: 'error'
  readonly called: Called
  readonly failure: Failure
  readonly effects: EffectSet
  readonly warnings: readonly Warning[]
}

/** The empty list of every envelope that has none; frozen, because callers get it. */
export const none: readonly never[] = Object.freeze([])

/** A rejection with all the violations of the stage that refused. */
export function refused(called: Called, violations: readonly Violation[], effects: EffectSet = noEffects): Refused {
  return { stage: 'ended', status: 'rejected', called, violations, effects, warnings: none }
}

/** A failure; `warnings` are those that were recorded before it. */
export function failed(
  called: Called,
  failure: Failure,
  observed: { readonly effects: EffectSet; readonly warnings: readonly Warning[] } = nothingObserved,
): Failed {
  return {
    stage: 'ended',
    status: 'error',
    called,
    failure,
    effects: observed.effects,
    warnings: observed.warnings,
  }
}

const nothingObserved = { effects: noEffects, warnings: none }
