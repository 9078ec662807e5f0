// In: a recipe that was found right. Out: a runtime that is ready, or an error that says which step failed, when nothing of
// what had been made is left. Promised: nobody ever sees half a runtime.

import type { CancelSignal } from '../../contract/provider.js'
import { createCancellation } from '../context/cancellation.js'
import { EngineError } from '../engine-error.js'
import { createRuntime } from './create-runtime.js'
import { createSeat } from './create-seat.js'
import type { FactoryOptions } from './engine-options.js'
import type { GuestSide } from './guest-side.js'
import { createInitializerContext, type InitializerDoors } from './initializer-context.js'
import { openGuest } from './open-guest.js'
import type { OwnedRuntime } from './owned-runtime.js'
import type { Recipe } from './recipe.js'
import type { RuntimeOptions } from './runtime-options.js'
import type { RuntimeSeat } from './runtime-seat.js'
import { StartFailure, type StartStep, takeSteps } from './start-up.js'

export async function openRuntime(
  recipe: Recipe,
  options: FactoryOptions,
  { startup, lifetime, limits, guest: open }: RuntimeOptions,
): Promise<OwnedRuntime> {
  const givingUp = [startup, lifetime].filter((signal) => signal !== undefined)
  const givenUp = givingUp.find(({ aborted }) => aborted)
  if (givenUp !== undefined) throw new StartFailure(opening, 'aborted', givenUp.reason).toError([])
  const opened = open?.() ?? openGuest({ ...options, limits: { ...options.limits, ...limits } })
  const guest = await opened.catch((error: unknown) => {
    throw new StartFailure(opening, 'failed', error).toError([])
  })
  const seat = createSeat(guest, options, lifetime)
  guest.take(seat)
  const runtime = createRuntime(guest, seat, options)
  const steps = stepsOf(recipe, guest, seat, startup)
  const failure = await takeSteps(steps, givingUp)
  if (failure === undefined) return runtime
  throw failure.toError(await closeAll(runtime))
}

/** Of a start-up that nobody gives up. */
const never = createCancellation()

const opening = { phase: 'open', id: 'vm', index: 0 } as const

function stepsOf(
  recipe: Recipe,
  guest: GuestSide,
  seat: RuntimeSeat,
  startup: CancelSignal | undefined,
): readonly StartStep[] {
  const { registry } = guest
  const doors: InitializerDoors = {
    registry,
    signal: () => startup ?? never.signal,
    require: (name: string) => seat.core.enter(() => guest.require(name)),
    prepare: (source: string, file: string) => seat.core.enter(() => guest.prepare(source, file)),
  }
  return [
    { ...opening, run: () => {} },
    ...recipe.modules.map(
      (entry, index): StartStep => ({ phase: 'register', id: entry.id, index, run: () => guest.register(entry) }),
    ),
    { phase: 'install', id: 'require', index: 0, run: () => seat.core.enter(() => guest.install()) },
    ...recipe.initializers.map(
      (entry, index): StartStep => ({
        phase: 'init',
        id: entry.id,
        index,
        run: () => entry.initializer.init(createInitializerContext(entry, seat, doors)),
      }),
    ),
  ]
}

// The signal of start-up may be what ended it: closing has its own time.
async function closeAll(runtime: OwnedRuntime): Promise<readonly unknown[]> {
  try {
    await runtime.close()
    return []
  } catch (error) {
    const errors = error instanceof EngineError ? error.details.errors : undefined
    return Array.isArray(errors) ? errors : [error]
  }
}
