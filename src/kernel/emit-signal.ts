import type { Context } from '../contract/caller.js'
import type { RefreshTrigger, SignalEnvelope } from '../contract/envelope.js'
import type { SignalProgram } from '../contract/program.js'
import { CallFailed } from '../semantics/call-failed.js'
import { canonicalJson } from '../semantics/canonical-json.js'
import { describeIssues, IssueList } from '../semantics/issue-list.js'

/** What an emission came to: nothing where its `when` did not hold, a problem where the signal has to be dropped. */
export type Emission =
  | { readonly kind: 'emitted'; readonly signal: SignalEnvelope }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'dropped'; readonly problem: string }

/** Where an emission stands, and how its payload is hashed. */
export interface EmissionPlace {
  readonly ctx: Context
  /** Unique for this action: what tells its signals from others where they have no key of their own. */
  readonly origin: string
  /** How many signals the action has emitted before. */
  readonly position: number
  digest(text: string): string
}

/** Builds and checks one signal. */
export function emitSignal(signal: SignalProgram, payload: () => unknown, place: EmissionPlace): Emission {
  try {
    const raw = payload()
    if (raw === undefined) return { kind: 'withheld' }
    const issues = new IssueList()
    const read = signal.readPayload(raw, issues)
    if (issues.found !== undefined) return { kind: 'dropped', problem: describeIssues(issues.found) }
    return { kind: 'emitted', signal: seal(signal, read, place) }
  } catch (thrown) {
    if (thrown instanceof CallFailed) return { kind: 'dropped', problem: thrown.message }
    throw thrown
  }
}

function seal(
  signal: SignalProgram,
  payload: unknown,
  { ctx, origin, position, digest }: EmissionPlace,
): SignalEnvelope {
  return {
    envelopeVersion: '1.0.0',
    signalId: signal.id,
    signalVersion: signal.version,
    payload,
    payloadHash: digest(canonicalJson(payload)),
    eventKey: eventKeyOf(signal.eventKey?.(payload, ctx)) ?? `${origin}:${position}`,
    emittedAt: ctx.now,
  }
}

// A key need not be text to tell events apart; its canonical form is.
function eventKeyOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : canonicalJson(value)
}

/** One trigger per distinct signal, version and payload, in the order of first emission. */
export function refreshTriggersOf(signals: readonly SignalEnvelope[]): readonly RefreshTrigger[] {
  const triggers = new Map<string, RefreshTrigger>()
  for (const { signalId, signalVersion, payloadHash } of signals) {
    const key = `${signalId}@${signalVersion}:${payloadHash}`
    if (!triggers.has(key)) triggers.set(key, { signalId, signalVersion, payloadHash })
  }
  return [...triggers.values()]
}
