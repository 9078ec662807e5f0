import type { StoredRecord } from '../contract/collection.js'
import type { HistoryRecord } from '../contract/history.js'
import type { Awaitable } from '../contract/json.js'
import type { AppStore, Commit, RecordWrite, ReplayRecord, VersionedRecord } from '../contract/store.js'
import { isPromise } from '../semantics/is-promise.js'
import type { FlowCommit } from './flow-commit.js'

/** What a commit carries beside the writes. */
export interface Carried extends FlowCommit {
  readonly replay: ReplayRecord | null
  readonly events: readonly HistoryRecord[]
}

/**
 * What one attempt of an action has read and wants to write. It reads its own writes, and reads a record once:
 * the action sees one state of it, and the commit checks that this state still stands.
 */
export class UnitOfWork {
  private readonly store: AppStore
  private readonly seen = new Map<
    string,
    { readonly collection: string; readonly id: string; readonly version: number }
  >()
  /** As the store gave them. */
  private readonly records = new Map<string, StoredRecord | null>()
  private writes = new Map<string, RecordWrite>()

  constructor(store: AppStore) {
    this.store = store
  }

  get hasWrites(): boolean {
    return this.writes.size > 0
  }

  /** The record as this action left or found it. */
  read(collection: string, id: string): Awaitable<StoredRecord | null> {
    const key = keyOf(collection, id)
    const written = this.writes.get(key)
    if (written !== undefined) return written.record
    const known = this.records.get(key)
    if (known !== undefined) return known
    const found = this.store.read(collection, id)
    return isPromise(found)
      ? found.then((record) => this.remember(key, collection, id, record))
      : this.remember(key, collection, id, found)
  }

  /** Makes this the record's state from now on; null deletes it. */
  write(collection: string, id: string, record: StoredRecord | null): void {
    this.writes.set(keyOf(collection, id), { collection, id, record })
  }

  /** Everything that was written so far, to come back to with `restore`. */
  mark(): ReadonlyMap<string, RecordWrite> {
    return new Map(this.writes)
  }

  /** Forgets what was written since; what was read stays read. */
  restore(mark: ReadonlyMap<string, RecordWrite>): void {
    this.writes = new Map(mark)
  }

  toCommit({ replay, events, jobs, step }: Carried): Commit {
    const commit = { reads: [...this.seen.values()], writes: [...this.writes.values()], replay }
    if (events.length === 0 && jobs === undefined && step === undefined) return commit
    return { ...commit, events, ...(jobs && { jobs }), ...(step && { step }) }
  }

  private remember(key: string, collection: string, id: string, found: VersionedRecord): StoredRecord | null {
    // Two reads may have been under way at once, one of them given up: the first to come is what the action has seen.
    if (!this.records.has(key)) {
      this.seen.set(key, { collection, id, version: found.version })
      this.records.set(key, found.record)
    }
    const written = this.writes.get(key)
    return written === undefined ? (this.records.get(key) ?? null) : written.record
  }
}

// A collection's id cannot hold the separator, so no two records share a key.
function keyOf(collection: string, id: string): string {
  return `${collection}\u0000${id}`
}
