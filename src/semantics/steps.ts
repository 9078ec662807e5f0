import type { Awaitable } from '../contract/json.js'
import { isPromise } from './is-promise.js'

/** Work that is written down once and runs at once where nothing has to be waited for. */
export type Steps<Value> = Generator<Promise<unknown>, Value, unknown>

/** Waits for the value where it is a promise: `const found = yield* wait(store.read(id))`. */
export function* wait<Value>(value: Awaitable<Value>): Steps<Value> {
  return isPromise(value) ? ((yield value) as Value) : value
}

/** Runs the work; a promise only from where something had to be waited for. */
export function perform<Value>(steps: Steps<Value>): Awaitable<Value> {
  const { done, value } = steps.next()
  return done === true ? value : finish(steps, value)
}

async function finish<Value>(steps: Steps<Value>, first: Promise<unknown>): Promise<Value> {
  let waitedFor = first
  for (;;) {
    const { done, value } = await advance(steps, waitedFor)
    if (done === true) return value
    waitedFor = value
  }
}

async function advance<Value>(steps: Steps<Value>, waitedFor: Promise<unknown>) {
  let found: unknown
  try {
    found = await waitedFor
  } catch (thrown) {
    return steps.throw(thrown)
  }
  return steps.next(found)
}
