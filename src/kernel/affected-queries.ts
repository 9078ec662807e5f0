import type { SignalEnvelope } from '../contract/envelope.js'
import type { Program } from '../contract/program.js'
import { none } from './ending.js'

/** The queries that some screen asks again after one of these signals, in code-unit order; of the signal only its id counts. */
export function affectedQueriesOf({ subscriptions }: Program, signals: readonly SignalEnvelope[]): readonly string[] {
  if (subscriptions === undefined) return none
  const affected = new Set<string>()
  for (const { signalId } of signals) for (const query of subscriptions.get(signalId) ?? none) affected.add(query)
  return affected.size === 0 ? none : [...affected].sort()
}
