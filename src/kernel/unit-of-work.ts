import type { StoredRecord } from '../contract/collection.js'
import type { HistoryRecord } from '../contract/history.js'
import type { Awaitable } from '../contract/json.js'
import type { AppStore, Commit, RecordWrite, ReplayRecord, VersionedRecord } from '../contract/store.js'
import { isPromise } from '../semantics/is-promise.js'

/** What a commit carries beside the writes. */
export interface Carried {
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
  private readonly records = new Map<string, StoredRecord | null>()
  private readonly writes = new Map<string, RecordWrite>()

  constructor(store: AppStore) {
    this.store = store
  }

  get hasWrites(): boolean {
    return this.writes.size > 0
  }

  /** The record as this action left or found it. */
  read(collection: string, id: string): Awaitable<StoredRecord | null> {
    const key = keyOf(collection, id)
    const known = this.records.get(key)
    if (known !== undefined) return known
    const found = this.store.read(collection, id)
    return isPromise(found)
      ? found.then((record) => this.remember(key, collection, id, record))
      : this.remember(key, collection, id, found)
  }

  /** Makes this the record's state from now on; null deletes it. */
  write(collection: string, id: string, record: StoredRecord | null): void {
    const key = keyOf(collection, id)
    this.records.set(key, record)
    this.writes.set(key, { collection, id, record })
  }

  toCommit({ replay, events }: Carried): Commit {
    const commit = { reads: [...this.seen.values()], writes: [...this.writes.values()], replay }
    return events.length === 0 ? commit : { ...commit, events }
  }

  private remember(key: string, collection: string, id: string, found: VersionedRecord): StoredRecord | null {
    this.seen.set(key, { collection, id, version: found.version })
    // Two reads may have been under way at once, and a write in between counts.
    const known = this.records.get(key)
    if (known !== undefined) return known
    this.records.set(key, found.record)
    return found.record
  }
}

// A collection's id cannot hold the separator, so no two records share a key.
function keyOf(collection: string, id: string): string {
  return `${collection}\u0000${id}`
}
