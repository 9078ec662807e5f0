import type { StoredRecord } from '../../contract/collection.js'
import type { VersionedRecord } from '../../contract/store.js'
import { deepFreeze } from './deep-freeze.js'

const missing: VersionedRecord = Object.freeze({ record: null, version: 0 })

/** The records of one collection, in the order in which their ids first came. */
export class MemoryCollection {
  private readonly records = new Map<string, VersionedRecord>()
  private changedAt = 0

  /** The number of the commit that changed this collection last. */
  get revision(): number {
    return this.changedAt
  }

  read(id: string): VersionedRecord {
    return this.records.get(id) ?? missing
  }

  /** Makes this the record's state, as part of the commit of that number. */
  write(id: string, record: StoredRecord | null, commit: number): void {
    this.changedAt = commit
    if (record === null) this.records.delete(id)
    // The number of the commit, because counting per record would give a record that was deleted and made again a
    // version that it has had.
    else this.records.set(id, { record: deepFreeze(record), version: commit })
  }

  *scan(): Generator<StoredRecord, void> {
    for (const { record } of this.records.values()) if (record !== null) yield record
  }
}
