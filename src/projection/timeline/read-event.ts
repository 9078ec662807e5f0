// Takes records of history; gives them as a timeline sees them: payloads of the current version, in its own order.
// Promises that a payload that had to be migrated is valid, and that what cannot be migrated ends the call.
// Not its job: what becomes of them.

import type { HistoryRecord, PlacedRecord } from '../../contract/history.js'
import type { SignalProgram } from '../../contract/signal.js'
import type { TimelineEvent, TimelineProgram } from '../../contract/timeline.js'
import { bug } from '../../semantics/bug.js'
import { callFailed } from '../../semantics/call-failed.js'
import { equal } from '../../semantics/expression-logic.js'
import { describeIssues, IssueList } from '../../semantics/issue-list.js'
import { type OrderKey, orderKeyOf } from './order-key.js'

/** A record that counts, and its place in the timeline's order. */
export interface ReadEvent {
  readonly event: TimelineEvent
  readonly key: OrderKey
}

/** Reads records for one timeline. */
export class EventReader {
  private readonly timeline: TimelineProgram
  private readonly signals: ReadonlyMap<string, SignalProgram>

  constructor(timeline: TimelineProgram) {
    this.timeline = timeline
    this.signals = new Map(timeline.signals.map((signal) => [signal.id, signal]))
  }

  /** The record as an event; null where the timeline's filter keeps it out. */
  read({ record, position }: PlacedRecord): ReadEvent | null {
    const signal = this.signals.get(record.signalName)
    if (signal === undefined) throw bug(`history gave a record of ${record.signalName}, which nobody asked for`)
    const { signalName: signal_name, eventKey: event_key, emittedAt: emitted_at, traceId: trace_id } = record
    const event = {
      payload: this.lift(record, signal),
      signal: { signal_name, version: signal.version, event_key, emitted_at, trace_id },
    }
    if (this.timeline.keep?.(event) === false) return null
    return { event, key: orderKeyOf(this.timeline.order, event, position) }
  }

  /** Whether the definition leaves the record out, because it is of a time before the timeline begins. */
  isTooEarly({ record }: PlacedRecord): boolean {
    const { rebuild } = this.timeline
    return rebuild.mode === 'from_timestamp' && record.emittedAt < rebuild.from
  }

  private lift({ payload, signalVersion }: HistoryRecord, signal: SignalProgram): unknown {
    if (signalVersion === signal.version) return payload
    if (signalVersion > signal.version)
      throw this.failed(signal, `a record is of version ${signalVersion}, and the app knows ${signal.version}`)
    let lifted: unknown = payload
    for (let version = signalVersion; version < signal.version; version++) {
      const step = signal.migrations?.find(({ from }) => from === version)
      if (step === undefined) throw this.failed(signal, `there is no migration from version ${version}`)
      lifted = step.migrate(lifted)
    }
    const issues = new IssueList()
    const read = signal.readPayload(lifted, issues)
    if (issues.found === undefined) return read
    throw this.failed(signal, `a payload of version ${signalVersion} was migrated, and ${describeIssues(issues.found)}`)
  }

  private failed(signal: SignalProgram, problem: string): Error {
    return callFailed('projection_signal_migration_error', { signal: signal.id, problem })
  }
}

/** The records without repetitions; a store that gives two different ones for one identity has lost what happened. */
export function distinctRecords(projection: string, records: readonly PlacedRecord[]): readonly PlacedRecord[] {
  const byIdentity = new Map<string, HistoryRecord>()
  return records.filter(({ record }) => {
    const identity = `${record.signalName}\u0000${record.eventKey}`
    const known = byIdentity.get(identity)
    if (known === undefined) byIdentity.set(identity, record)
    else if (!equal(known, record))
      throw callFailed('projection_history_gap_error', {
        projection,
        signal: record.signalName,
        key: record.eventKey,
      })
    return known === undefined
  })
}
