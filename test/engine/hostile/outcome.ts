import { isDeepStrictEqual } from 'node:util'
import { EngineError, type Factory, GuestError, type OwnedRuntime } from '../../../src/engine.js'
import type { HostileCase } from './hostile-case.js'

/** What came of a case: an error by its code, or a value. */
export interface Outcome {
  readonly code?: string
  readonly message?: string
  readonly value?: unknown
}

/** What a case left behind. */
export interface Aftermath extends Outcome {
  /** What the runtime answers next; a new one of the same factory where the VM trapped. */
  readonly next: unknown
}

/** Runs a case in a runtime of its own, and a harmless call after it. */
export async function runHostile(factory: Factory, { code, breaks = false }: HostileCase): Promise<Aftermath> {
  const runtime = await factory.newOwnedRuntime()
  try {
    const outcome = await outcomeOf(runtime, code)
    const isGone = breaks || outcome.code === 'ERR_CALL_PANICKED'
    return { ...outcome, next: await nextOf(isGone ? undefined : runtime, factory) }
  } finally {
    await runtime.close()
  }
}

async function nextOf(runtime: OwnedRuntime | undefined, factory: Factory): Promise<unknown> {
  const asked = runtime ?? (await factory.newOwnedRuntime())
  try {
    const { value, ...failed } = await outcomeOf(asked, '20 + 3')
    return value ?? failed
  } finally {
    if (asked !== runtime) await asked.close()
  }
}

function outcomeOf(runtime: OwnedRuntime, code: string): Promise<Outcome> {
  return tell(() => runtime.runScript('hostile.js', code))
}

/** What comes of what a guest is asked for. */
export async function tell(ask: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: tellValue(await ask()) }
  } catch (error) {
    return tellError(error)
  }
}

function tellValue(value: unknown): unknown {
  const isFunction = (value as { kind?: unknown } | null | undefined)?.kind === 'guest-function'
  return isFunction ? 'guest-function' : value
}

function tellError(error: unknown): Outcome {
  if (error instanceof EngineError) return { code: error.code, message: error.message }
  if (error instanceof GuestError) return { code: 'ERR_GUEST_THROW', message: error.message }
  // What a function of the host threw comes back as the very object.
  if (error instanceof Error) return { code: 'ERR_GUEST_THROW', message: error.message }
  return { code: 'ERR_GUEST_THROW', message: 'what is no error' }
}

/** Undefined: what came of the case is what the corpus says. Else what came of it. */
export function whatIsWrong({ ends, says = '' }: HostileCase, found: Outcome): string | undefined {
  const told = JSON.stringify(found)
  if (typeof ends === 'object' && 'value' in ends)
    return found.code === undefined && isDeepStrictEqual(found.value, ends.value) ? undefined : told
  const codes: readonly string[] = typeof ends === 'string' ? [ends] : ends
  // On a slow machine the time of the call may be over before the guest has had its time to compute.
  if (found.code === 'ERR_CALL_TIMEOUT' && codes.includes('ERR_LIMIT_CPU')) return undefined
  return codes.includes(found.code ?? '') && (found.message ?? '').includes(says) ? undefined : told
}
