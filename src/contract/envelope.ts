import type { ErrorCode, ViolationCode, WarningCode } from './codes.js'
import type { EffectKind } from './effect.js'
import type { Json } from './json.js'

export type Status = 'ok' | 'rejected' | 'replayed' | 'error'

/** One reason for which a call was refused. `path` joins member names and indexes with dots; `$` is the whole input. */
export interface Violation {
  readonly code: ViolationCode
  readonly message: string
  readonly path?: string
  readonly details?: Readonly<Record<string, Json>>
}

/** Why a call failed through no fault of the caller. `code` is one of ours, or the code of a provider's `PortError`. */
export interface Failure {
  readonly code: ErrorCode | (string & {})
  readonly message: string
  readonly retryable: boolean
  readonly details?: Readonly<Record<string, Json>>
}

/** Something worth knowing that changed nothing about the outcome. */
export interface Warning {
  readonly code: WarningCode
  readonly message: string
  readonly details?: Readonly<Record<string, Json>>
}

/** A signal as it leaves the app. `payloadHash` is SHA-256 in lower-case hex over the payload's canonical JSON. */
export interface SignalEnvelope {
  readonly envelopeVersion: '1.0.0'
  readonly signalId: string
  readonly signalVersion: number
  readonly payload: unknown
  readonly payloadHash: string
  readonly eventKey: string
  readonly emittedAt: string
}

/** What tells a client that data it shows may have changed. */
export interface RefreshTrigger {
  readonly signalId: string
  readonly signalVersion: number
  readonly payloadHash: string
}

/** When the call began and ended; `durationMs` is never negative. */
export interface Timings {
  readonly startedAt: string
  readonly completedAt: string
  readonly durationMs: number
}

export interface EnvelopeMeta {
  readonly replayed: boolean
  /** Only on a replay: the status of the first answer. */
  readonly originalStatus?: 'ok' | 'rejected' | 'error'
  readonly artifactHash: string
  readonly affectedQueryIds: readonly string[]
  readonly refreshTriggers: readonly RefreshTrigger[]
  /** Only on mutations. */
  readonly outcome?: 'success' | 'rejection' | 'error'
  /** Only on failed mutations that had already written or called out. */
  readonly partialEffects?: boolean
  readonly warnings: readonly Warning[]
}

/** The answer to every call: `invoke` resolves to one, whatever happened. */
export interface Envelope<Output = unknown> {
  readonly envelopeVersion: '1.0.0'
  readonly status: Status
  /** True when the status, or the status that is replayed, is `ok`. */
  readonly ok: boolean
  readonly traceId: string
  readonly invocationId: string
  /** Present when `ok`. */
  readonly output?: Output
  readonly violations: readonly Violation[]
  /** Present when the status, or the status that is replayed, is `error`. */
  readonly error?: Failure
  readonly emittedSignals: readonly SignalEnvelope[]
  readonly observedEffects: readonly EffectKind[]
  readonly timings: Timings
  readonly meta: EnvelopeMeta
}
