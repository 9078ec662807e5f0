// Takes the collections of a projection; gives its sources: the records, or in a join or an aggregate the records by alias.
// Promises joins in authored order, left or inner; several matches multiply, and null matches nothing.
// Not its job: which rows are wanted.

import type { StoredRecord } from '../../contract/collection.js'
import type { JoinProgram, StoredProjection } from '../../contract/program.js'
import { canonicalJson } from '../../semantics/canonical-json.js'
import { own } from '../../semantics/read-path.js'

type Joined = Readonly<Record<string, StoredRecord | null>>
type Scan = (collection: string) => Iterable<StoredRecord>

/** Every source of the projection, in scan order. */
export function joinRecords({ strategy, primary, joins }: StoredProjection, scan: Scan): readonly object[] {
  const records = [...scan(primary.collection)]
  if (strategy === 'from_collection') return records
  const sources = records.map((record): Joined => ({ [primary.alias]: record }))
  return joins.reduce<readonly Joined[]>((joined, join) => expand(joined, join, scan(join.collection)), sources)
}

function expand(sources: readonly Joined[], join: JoinProgram, records: Iterable<StoredRecord>): readonly Joined[] {
  const matches = indexRecords(join, records)
  const unmatched = join.type === 'left' ? [null] : []
  return sources.flatMap((source) => {
    const key = keyOf(join.on.map(({ earlier, earlierField }) => fieldOf(source[earlier], earlierField)))
    const found = key === null ? undefined : matches.get(key)
    return (found ?? unmatched).map((record): Joined => ({ ...source, [join.alias]: record }))
  })
}

function indexRecords({ on }: JoinProgram, records: Iterable<StoredRecord>): ReadonlyMap<string, StoredRecord[]> {
  const index = new Map<string, StoredRecord[]>()
  for (const record of records) {
    const key = keyOf(on.map(({ field }) => fieldOf(record, field)))
    if (key === null) continue
    const known = index.get(key)
    if (known === undefined) index.set(key, [record])
    else known.push(record)
  }
  return index
}

function fieldOf(record: StoredRecord | null | undefined, field: string): unknown {
  return record === null || record === undefined ? null : own(record, field)
}

// Canonical JSON, because two values are equal exactly when their texts are.
function keyOf(values: readonly unknown[]): string | null {
  return values.every((value) => value !== null && value !== undefined) ? canonicalJson(values) : null
}
