import type {
  HistoryPolicy,
  HistoryRecord,
  HistoryRequest,
  HistoryScan,
  HistoryStore,
  PlacedRecord,
} from '../../contract/history.js'
import { instantOf } from '../../semantics/timestamp.js'
import { isSameRecord, mostPurged, purgeBefore } from '../history-rules.js'
import { deepFreeze } from './deep-freeze.js'
import { PlacedQueue } from './placed-queue.js'

/** The records of one signal. */
interface SignalLog {
  readonly placed: PlacedQueue
  readonly byKey: Map<string, HistoryRecord>
  purgedThrough: number
}

/** Keeps emitted signals in this process, in the order in which they came. */
export class HistoryLog implements HistoryStore {
  private readonly logs = new Map<string, SignalLog>()
  private readonly all = new PlacedQueue()
  private last = 0
  private policy: HistoryPolicy = { retentionMs: null }

  open(policy: HistoryPolicy | undefined): void {
    if (policy !== undefined) this.policy = policy
  }

  /** The indexes of the events whose identity another record has, in history or before them in the list. */
  findConflicts(events: readonly HistoryRecord[]): readonly number[] {
    const added = new Map<string, HistoryRecord>()
    return events.flatMap((event, index) => {
      const { signalName, eventKey } = event
      const identity = `${signalName}\u0000${eventKey}`
      const known = this.logs.get(signalName)?.byKey.get(eventKey) ?? added.get(identity)
      if (known === undefined) added.set(identity, event)
      return known === undefined || isSameRecord(known, event) ? [] : [index]
    })
  }

  /** Appends what is not there yet, and drops what is too old by now. The events must be free of conflicts. */
  append(events: readonly HistoryRecord[]): void {
    for (const event of events) {
      const log = this.logOf(event.signalName)
      if (log.byKey.has(event.eventKey)) continue
      const placed = Object.freeze({ position: ++this.last, record: deepFreeze(event) })
      log.byKey.set(event.eventKey, event)
      log.placed.push(placed)
      this.all.push(placed)
    }
    this.purge(purgeBefore(events, this.policy.retentionMs))
  }

  head(): number {
    return this.last
  }

  scan(request: HistoryRequest): HistoryScan {
    return this.look(request, () => true)
  }

  scanAsOf({ until, ...request }: HistoryRequest & { readonly until: string }): HistoryScan {
    return this.look(request, ({ record }) => record.emittedAt <= until)
  }

  private look({ signals, after, limit }: HistoryRequest, isIn: (placed: PlacedRecord) => boolean): HistoryScan {
    const logs = [...new Set(signals)].flatMap((signal) => this.logs.get(signal) ?? [])
    const found = logs.flatMap(({ placed }) => placed.listAfter(after, limit + 1, isIn))
    if (logs.length > 1) found.sort((left, right) => left.position - right.position)
    const hasMore = found.length > limit
    const records = found.slice(0, limit)
    return {
      records,
      through: hasMore ? (records.at(-1)?.position ?? after) : Math.max(after, this.last),
      hasMore,
      purgedThrough: Math.max(0, ...logs.map(({ purgedThrough }) => purgedThrough)),
    }
  }

  private purge(before: number | null): void {
    if (before === null) return
    for (let count = 0; count < mostPurged; count++) {
      const { oldest } = this.all
      if (oldest === undefined || instantOf(oldest.record.emittedAt) >= before) break
      this.all.dropOldest()
      const log = this.logOf(oldest.record.signalName)
      log.placed.dropOldest()
      log.byKey.delete(oldest.record.eventKey)
      log.purgedThrough = oldest.position
    }
  }

  private logOf(signal: string): SignalLog {
    let log = this.logs.get(signal)
    if (log === undefined) {
      log = { placed: new PlacedQueue(), byKey: new Map(), purgedThrough: 0 }
      this.logs.set(signal, log)
    }
    return log
  }
}
