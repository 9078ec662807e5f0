import { codedError } from '../../guest/coded-error.js'
import { clear, Immediate, Timeout } from './alarm.js'

/** As much of an `AbortSignal` as is looked at: a VM has none of its own. */
interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(event: 'abort', listener: () => void, options?: { readonly once?: boolean }): void
  removeEventListener(event: 'abort', listener: () => void): void
}

interface Options {
  readonly signal?: Signal
  readonly ref?: boolean
}

type Start = (fire: () => void) => { readonly alarm: Timeout | Immediate; readonly stop: () => void }

function awaiting<Value>(start: Start, value: Value, { signal, ref }: Options): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      stop()
      reject(abortError(signal?.reason))
    }
    if (signal?.aborted) throw abortError(signal.reason)
    const { alarm, stop } = start(() => {
      signal?.removeEventListener('abort', abort)
      resolve(value)
    })
    if (ref === false) alarm.unref()
    signal?.addEventListener('abort', abort, { once: true })
  })
}

function abortError(cause: unknown): Error {
  const error = codedError(Error, 'ABORT_ERR', 'The operation was aborted')
  return Object.assign(error, { name: 'AbortError', cause })
}

function afterTimeout<Value>(ms: number, value: Value, options: Options = {}): Promise<Value> {
  const start: Start = (fire) => {
    const alarm = new Timeout(fire, ms, [], false)
    return { alarm, stop: () => void alarm.close() }
  }
  return awaiting(start, value, options)
}

function afterImmediate<Value>(value: Value, options: Options = {}): Promise<Value> {
  const start: Start = (fire) => {
    const alarm = new Immediate(fire, [])
    return { alarm, stop: () => clear(alarm) }
  }
  return awaiting(start, value, options)
}

/** Node's `timers/promises`, as far as it waits for one thing. */
export const promises = { setTimeout: afterTimeout, setImmediate: afterImmediate }

/** Waits that long. Unlike Node's timers it refuses a time that is none, instead of taking it for a millisecond. */
export async function sleep<Value>(ms: number, value: Value, options?: Options): Promise<Value> {
  if (typeof ms === 'number' && ms >= 0) return afterTimeout(ms, value, options)
  throw codedError(RangeError, 'ERR_OUT_OF_RANGE', 'A time to sleep is a number of milliseconds that is 0 or more')
}
