import type { Crossing } from '../contract/native.js'

/** Every way in which the engine refuses or fails, and what to do about it in a sentence at most. */
export const engineErrorCodes = [
  'ERR_BUILDER_FROZEN',
  'ERR_SPEC_INVALID',
  'ERR_DUPLICATE_ID',
  'ERR_DUPLICATE_MODULE_NAME',
  'ERR_UNKNOWN_MODULE_NAME',
  'ERR_REQUIRES_ORDER',
  'ERR_REGISTER_FAILED',
  'ERR_INIT_FAILED',
  'ERR_STARTUP_ABORTED',
  'ERR_OWNER_CLOSED',
  'ERR_SCHEDULE_REJECTED',
  'ERR_CALL_CANCELED',
  'ERR_CALL_TIMEOUT',
  'ERR_CALL_PANICKED',
  'ERR_RUNTIME_CLOSING',
  'ERR_CLOSE_FAILED',
  'ERR_MODULE_NOT_FOUND',
  'ERR_MODULE_DENIED',
  'ERR_MODULE_LOAD',
  'ERR_GUEST_THROW',
  'ERR_GUEST_OOM',
  'ERR_GUEST_STACK',
  'ERR_LIMIT_CPU',
  'ERR_LIMIT_HOST_CALLS',
  'ERR_LIMIT_OUTPUT',
  'ERR_HOST_CALL_AT_LOAD',
  'ERR_CODEC',
  'ERR_VM_POISONED',
  'ERR_VM_GONE',
  'ERR_IMAGE_MISMATCH',
  'ERR_FUNCTION_RELEASED',
  'ERR_WORKER_LOST',
  'ERR_INTEGRITY',
] as const

export type EngineErrorCode = (typeof engineErrorCodes)[number]

/** What the engine throws and rejects with. `details` say which, where and how many, by the names that each code has. */
export class EngineError extends Error {
  override readonly name: string = 'EngineError'
  readonly code: EngineErrorCode
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: EngineErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> & { readonly cause?: unknown } = {},
  ) {
    const { cause, ...rest } = details
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.details = rest
  }
}

/** What guest code threw: its own name, message, code, cause and properties, and its stack with the guest's own places. */
export class GuestError extends Error {
  override readonly name: string
  /** The error's own `code`, as it was set; `ERR_GUEST_THROW` where it has none. */
  readonly code: string
  /** What was thrown where it is no error; undefined where it is one. */
  readonly thrown: Crossing | undefined
  /** The error's own enumerable properties that can cross. */
  readonly properties: Readonly<Record<string, Crossing>>
  override readonly stack: string

  constructor(description: {
    readonly name: string
    readonly message: string
    readonly code: string | undefined
    readonly stack: string
    readonly cause: unknown
    readonly thrown: Crossing | undefined
    readonly properties: Readonly<Record<string, Crossing>>
  }) {
    super(description.message, description.cause === undefined ? undefined : { cause: description.cause })
    this.name = description.name
    this.code = description.code ?? 'ERR_GUEST_THROW'
    this.thrown = description.thrown
    this.properties = description.properties
    this.stack = `${description.name}: ${description.message}\n${description.stack}`
  }
}
