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
  readonly cause?: unknown
  readonly errors?: readonly unknown[]
  readonly thrown?: Crossing
  readonly properties?: Readonly<Record<string, Crossing>>
}

/** Host errors that guests may still throw back are remembered, the latest of them. */
const mostRemembered = 256

/** Causes are followed so far. */
const deepest = 8

/** The errors of one guest. */
export class HostErrors {
  readonly #byNumber = new Map<number, unknown>()
  readonly #mapStack: (stack: string) => string
  #last = 0

  constructor(mapStack: (stack: string) => string = (stack) => stack) {
    this.#mapStack = mapStack
  }

  /** What the guest is told of an error of the host: no stack, which names places of the host. */
  describe(error: unknown): object {
    this.#last += 1
    this.#byNumber.set(this.#last, error)
    this.#byNumber.delete(this.#last - mostRemembered)
    if (!(error instanceof Error)) return { name: 'Error', message: textOf(error), host: this.#last }
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
  toError(given: unknown, depth = 0): unknown {
    const described = readDescribed(given)
    if (described.host !== undefined && this.#byNumber.has(described.host)) return this.#byNumber.get(described.host)
    const { name = 'Error', message = '', code, stack = '', cause, errors, thrown, properties = {} } = described
    if (name === 'InternalError' && message === 'out of memory')
      return new EngineError('ERR_GUEST_OOM', 'The guest ran out of memory.')
    if (name === 'InternalError' && message === 'stack overflow')
      return new EngineError('ERR_GUEST_STACK', 'The guest recursed too deep.')
    // Nothing catches an interrupt, but an async function that meets it rejects with it.
    if (name === 'InternalError' && message === 'interrupted')
      return new EngineError('ERR_LIMIT_CPU', 'The guest computed longer than it may.')
    if (code === 'ERR_CODEC') return new EngineError('ERR_CODEC', message, properties)
    const inner = cause === undefined || depth > deepest ? undefined : this.toError(cause, depth + 1)
    const others = (depth > deepest ? undefined : errors)?.map((error) =>
      this.toError(error, depth + 1),
    ) as unknown as Crossing
    return new GuestError({
      name,
      message,
      code: code === undefined ? undefined : String(code),
      stack: this.#mapStack(stack),
      cause: inner,
      thrown,
      properties: others === undefined ? properties : { ...properties, errors: others },
    })
  }
}

// A guest that changed the JSON of all objects has changed that of its errors too.
function readDescribed(given: unknown): DescribedByGuest {
  const told: Readonly<Record<string, unknown>> = isObject(given) ? given : {}
  const textAt = (key: string): string | undefined => (typeof told[key] === 'string' ? told[key] : undefined)
  return {
    name: textAt('name') ?? 'Error',
    message: textAt('message') ?? '',
    stack: textAt('stack') ?? '',
    ...(typeof told.code === 'string' || typeof told.code === 'number' ? { code: told.code } : {}),
    ...(typeof told.host === 'number' ? { host: told.host } : {}),
    ...(told.cause === undefined ? {} : { cause: told.cause }),
    ...(Array.isArray(told.errors) ? { errors: told.errors.slice(0, 20) } : {}),
    ...(told.thrown === undefined ? {} : { thrown: told.thrown as Crossing }),
    ...(isObject(told.properties) ? { properties: told.properties as Readonly<Record<string, Crossing>> } : {}),
  }
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

// What is thrown need not have a text.
function textOf(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return 'something that has no text'
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
