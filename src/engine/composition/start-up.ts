// In: the steps of a start-up, in order. Out: nothing, when all have been taken; else why not, and at which step.
// Promised: the signal is looked at before each step and raced against what a step awaits.

import type { Awaitable } from '../../contract/json.js'
import type { CancelSignal } from '../../contract/provider.js'
import { onAbort } from '../context/on-abort.js'
import { EngineError, type EngineErrorCode } from '../engine-error.js'

/** One step of a start-up. */
export interface StartStep {
  readonly phase: 'open' | 'register' | 'install' | 'init'
  readonly id: string
  readonly index: number
  run(): Awaitable<void>
}

/** A step that failed, or before which start-up was given up. */
export class StartFailure {
  readonly step: Omit<StartStep, 'run'>
  readonly kind: 'aborted' | 'failed'
  readonly cause: unknown

  constructor(step: Omit<StartStep, 'run'>, kind: 'aborted' | 'failed', cause: unknown) {
    this.step = step
    this.kind = kind
    this.cause = cause
  }

  /** What `newOwnedRuntime` rejects with, together with what failed when the rest was closed. */
  toError(suppressed: readonly unknown[]): EngineError {
    const { phase, id, index } = this.step
    const cause = this.cause
    const text = cause instanceof Error ? cause.message : String(cause)
    const details = { phase, id, index, suppressed, cause }
    if (this.kind === 'aborted')
      return new EngineError('ERR_STARTUP_ABORTED', `Start-up was given up at ${phase} "${id}": ${text}`, details)
    return new EngineError(codes[phase], `Start-up failed at ${phase} "${id}": ${text}`, details)
  }
}

const codes: Readonly<Record<StartStep['phase'], EngineErrorCode>> = {
  open: 'ERR_INIT_FAILED',
  register: 'ERR_REGISTER_FAILED',
  install: 'ERR_REGISTER_FAILED',
  init: 'ERR_INIT_FAILED',
}

/** Undefined: all steps have been taken. `givingUp`: any of these ends it. */
export async function takeSteps(
  steps: readonly StartStep[],
  givingUp: readonly CancelSignal[],
): Promise<StartFailure | undefined> {
  for (const step of steps) {
    const failure = whetherGivenUp(step, givingUp)
    if (failure !== undefined) return failure
    try {
      const taken = step.run()
      if (taken instanceof Promise) await raced(taken, givingUp)
    } catch (error) {
      const aborted = error instanceof Aborted
      return new StartFailure(step, aborted ? 'aborted' : 'failed', aborted ? error.reason : error)
    }
  }
  const last = steps.at(-1)
  return last === undefined ? undefined : whetherGivenUp(last, givingUp)
}

function whetherGivenUp(step: StartStep, givingUp: readonly CancelSignal[]): StartFailure | undefined {
  const signal = givingUp.find(({ aborted }) => aborted)
  return signal === undefined ? undefined : new StartFailure(step, 'aborted', signal.reason)
}

class Aborted {
  readonly reason: unknown

  constructor(reason: unknown) {
    this.reason = reason
  }
}

async function raced(step: Promise<void>, givingUp: readonly CancelSignal[]): Promise<void> {
  let unhooks: readonly (() => void)[] = []
  const aborted = new Promise<never>((_, reject) => {
    unhooks = givingUp.map((signal) => onAbort(signal, (reason) => reject(new Aborted(reason))))
  })
  try {
    await Promise.race([step, aborted])
  } finally {
    for (const unhook of unhooks) unhook()
  }
}
