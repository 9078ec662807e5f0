// In: a runtime that is open. Out: nothing of it is left, and every call that it had taken has an end.
// open → draining: those outside are refused, what was taken may end. → closing: the lifetime is over, what still runs is
// interrupted, closers run. → closed: the owner, the loop and the VM are gone. Promised: it always comes to its end.

import type { CancelSignal } from '../../contract/provider.js'
import { createCancellation } from '../context/cancellation.js'
import type { LinkedCancellation } from '../context/link-signals.js'
import { createRootContext } from '../context/linked-context.js'
import { onAbort } from '../context/on-abort.js'
import { EngineError } from '../engine-error.js'
import { createRealClock } from '../loop/real-clock.js'
import type { OwnedCall } from '../owner/owned-call.js'
import type { OwnerCore } from '../owner/owner-core.js'
import type { Closer, Closers } from './closers.js'

export type RuntimeState = 'open' | 'draining' | 'closing' | 'closed'

/** How a runtime is closed. */
export interface CloseOptions {
  /** Aborted: closing waits for no call any longer. */
  readonly signal?: CancelSignal | undefined
  /** How long it waits for calls to end, and then again once they are interrupted. Default: the factory's, or 250. */
  readonly graceMs?: number | undefined
}

/** The same, with nothing left open. */
export interface ClosingWait {
  readonly signal: CancelSignal | undefined
  readonly graceMs: number
}

export interface ClosingParts {
  readonly core: OwnerCore
  readonly lifetime: LinkedCancellation
  readonly closers: Closers
  readonly closerMs: number
  /** Frees the VM; nothing asks it for anything afterwards. */
  readonly drop: () => void
  readonly enter: (state: RuntimeState) => void
}

// The time of closing is the host's, whatever clock the runtime has: nobody would go on with a virtual one.
const clock = createRealClock()

/** Closes a runtime; rejects with `ERR_CLOSE_FAILED` and all the errors of its closers, when everything is done. */
export async function closeRuntime(parts: ClosingParts, options: ClosingWait): Promise<void> {
  const { core, lifetime, closers, enter } = parts
  // A call that asks for the end of its own runtime would wait for itself.
  const own = core.onStack
  enter('draining')
  core.gate = 'draining'
  core.endGuestAfter(options.graceMs, () => lifetime.end(isClosing))
  await waitQuiet(core, own, options)
  lifetime.end(isClosing)
  await waitQuiet(core, new Set(), options)
  enter('closing')
  core.loop.clearAll()
  const inside = createCancellation()
  core.turns.stack.root = createRootContext(inside)
  const errors = await runClosers(closers.take(), parts.closerMs)
  core.shutdown()
  inside.end(isClosing)
  core.abortAll(isClosing)
  core.loop.terminate()
  lifetime.unlink()
  errors.push(...attempt(parts.drop))
  enter('closed')
  if (errors.length > 0) throw closeFailed(errors)
}

function isClosing(): EngineError {
  return new EngineError('ERR_RUNTIME_CLOSING', 'The runtime is closing.')
}

/** Resolves when no call is left but `but`, when the time is over, or when the signal says so. */
async function waitQuiet(core: OwnerCore, but: ReadonlySet<OwnedCall>, options: ClosingWait): Promise<void> {
  if (core.isQuietBut(but)) return
  const over = createCancellation()
  const disarm = clock.after(options.graceMs, () => over.abort(undefined), 'foreground')
  const unhook = options.signal === undefined ? () => {} : onAbort(options.signal, (reason) => over.abort(reason))
  const given = (): void => {
    disarm()
    unhook()
  }
  await core.waitQuiet(but, over.signal).then(given, given)
}

async function runClosers(closers: readonly Closer[], closerMs: number): Promise<unknown[]> {
  const errors: unknown[] = []
  for (const close of closers) {
    try {
      await withinTime(close, closerMs)
    } catch (error) {
      errors.push(error)
    }
  }
  return errors
}

async function withinTime(close: Closer, ms: number): Promise<void> {
  let disarm: (() => void) | undefined
  const late = new Promise<never>((_, reject) => {
    const error = new EngineError('ERR_CALL_TIMEOUT', `A closer took longer than ${ms} ms.`, { timeoutMs: ms })
    disarm = clock.after(ms, () => reject(error), 'foreground')
  })
  try {
    await Promise.race([(async () => close())(), late])
  } finally {
    disarm?.()
  }
}

function attempt(work: () => void): unknown[] {
  try {
    work()
    return []
  } catch (error) {
    return [error]
  }
}

function closeFailed(errors: readonly unknown[]): EngineError {
  const count = errors.length === 1 ? 'One closer' : `${errors.length} closers`
  const texts = errors.map((error) => (error instanceof Error ? error.message : String(error)))
  return new EngineError('ERR_CLOSE_FAILED', `${count} failed: ${texts.join('; ')}`, {
    errors,
    cause: new AggregateError(errors),
  })
}
