import type { SignalEnvelope } from '../contract/envelope.js'
import type { Awaitable } from '../contract/json.js'
import type { SignalProgram } from '../contract/program.js'
import { signalContextOf } from '../semantics/signal-context-of.js'
import { type GuardedAction, holdGuards } from './hold-guards.js'
import type { Host } from './host.js'

/** Holds the rules of a signal against one emission of it. */
export function holdSignalGuards(
  host: Host,
  action: GuardedAction,
  { program, emitted }: { readonly program: SignalProgram; readonly emitted: SignalEnvelope },
): Awaitable<void> {
  if (program.guards === undefined) return
  const { principal, ctx } = action
  const signal = signalContextOf(emitted, ctx.traceId)
  const scope = { payload: emitted.payload, signal, principal, ctx }
  return holdGuards(host, action, { guards: program.guards, scope })
}
