// Errors both ways: the host's own cross with a number and come back as the very same object, the guest's become `GuestError`s.

import type { Crossing } from '../../contract/native.js'
import { EngineError, GuestError } from '../engine-error.js'

/** An error as the guest describes it. */
interface DescribedByGuest {
  readonly name?: string
  readonly message?: string
  readonly code?: string | number
  readonly stack?: string
  readonly host?: number
  readonly cause?: DescribedByGuest
  readonly errors?: readonly DescribedByGuest[]
  readonly thrown?: Crossing
  readonly properties?: Readonly<Record<string, Crossing>>
}

/** Host errors that guests may still throw back are remembered, the latest of them. */
const mostRemembered = 256

/** The errors of one guest. */
export class HostErrors {
  readonly #byNumber = new Map<number, unknown>()
  #last = 0

  /** What the guest is told of an error of the host: no stack, which names places of the host. */
  describe(error: unknown): object {
    this.#last += 1
    this.#byNumber.set(this.#last, error)
    this.#byNumber.delete(this.#last - mostRemembered)
    if (!(error instanceof Error)) return { name: 'Error', message: String(error), host: this.#last }
    const { code } = error as { readonly code?: unknown }
    return {
      name: error.name,
      message: error.message,
      code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
      host: this.#last,
      properties: propertiesOf(error),
    }
  }

  /** The host's error for what a guest threw. */
  toError(described: DescribedByGuest): unknown {
    if (described.host !== undefined && this.#byNumber.has(described.host)) return this.#byNumber.get(described.host)
    const { name = 'Error', message = '', code, stack = '', cause, errors, thrown, properties = {} } = described
    if (name === 'InternalError' && message === 'out of memory')
      return new EngineError('ERR_GUEST_OOM', 'The guest ran out of memory.')
    if (name === 'InternalError' && message === 'stack overflow')
      return new EngineError('ERR_GUEST_STACK', 'The guest recursed too deep.')
    if (code === 'ERR_CODEC') return new EngineError('ERR_CODEC', message, properties)
    const inner = cause === undefined ? undefined : this.toError(cause)
    const others = errors?.map((error) => this.toError(error)) as unknown as Crossing
    return new GuestError({
      name,
      message,
      code: code === undefined ? undefined : String(code),
      stack,
      cause: inner,
      thrown,
      properties: others === undefined ? properties : { ...properties, errors: others },
    })
  }
}

// What an error says of itself beside its message and can be written as JSON.
function propertiesOf(error: Error): Readonly<Record<string, unknown>> {
  const details = error instanceof EngineError ? error.details : error
  const found = Object.entries(details).filter(
    ([key, value]) => key !== 'name' && key !== 'code' && key !== 'details' && isSimple(value),
  )
  return Object.fromEntries(found)
}

function isSimple(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isSimple)
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}
