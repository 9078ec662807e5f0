import type { AggregateProgram, QueryScope, StoredProjection } from '../../contract/program.js'
import type { RowOrder } from '../../contract/row.js'
import type { RowEntry, Selected } from '../../contract/store.js'
import { groupRows } from '../../projection/group-rows.js'
import { sortEntries } from '../../projection/sort-entries.js'
import { deepFreeze } from './deep-freeze.js'
import { joinRecords } from './join-records.js'
import type { MemoryCollection } from './memory-collection.js'

/** A projection's rows as of one state of its collections, and the orders in which they were asked for. */
interface View {
  readonly collections: readonly MemoryCollection[]
  readonly revision: number
  readonly entries: readonly RowEntry[]
  readonly sorted: Map<string, Selected>
}

/** Keeps the rows of projections joined, shaped, filtered and in order until a collection that they come from changes. */
export class ViewCache {
  private readonly views = new Map<StoredProjection, View>()
  private readonly collectionOf: (id: string) => MemoryCollection
  private readonly most: number

  /** `most` is how many sorted lists are kept, over all projections. */
  constructor(collectionOf: (id: string) => MemoryCollection, most: number) {
    this.collectionOf = collectionOf
    this.most = most
  }

  /** The projection's rows in that order: the same object as long as nothing changes. */
  select(projection: StoredProjection, order: RowOrder): Selected {
    const view = this.viewOf(projection)
    const known = view.sorted.get(order.id)
    if (known !== undefined) return known
    const selected: Selected = {
      kind: 'entries',
      entries: sortEntries(projection, order, view.entries),
      sorted: true,
    }
    view.sorted.set(order.id, selected)
    this.dropOldest()
    return selected
  }

  /** The groups of an aggregate whose filter depends on the call; its records are kept joined. */
  group(aggregate: AggregateProgram, scope: QueryScope): Selected {
    const joined = this.viewOf(aggregate).entries.flatMap(({ source }) =>
      aggregate.whereJoined?.(source, scope) === false ? [] : [source],
    )
    return { kind: 'entries', entries: groupRows(aggregate, joined).map(entryOf), sorted: false }
  }

  private viewOf(projection: StoredProjection): View {
    const known = this.views.get(projection)
    if (known !== undefined && known.revision === latestOf(known.collections)) return known
    const view = this.build(projection)
    // Deleted first, so that the map's order is that of building.
    this.views.delete(projection)
    this.views.set(projection, view)
    return view
  }

  private build(projection: StoredProjection): View {
    const ids = [projection.primary.collection, ...projection.joins.map(({ collection }) => collection)]
    const collections = [...new Set(ids)].map((id) => this.collectionOf(id))
    const sources = joinRecords(projection, (id) => this.collectionOf(id).scan())
    const entries = projection.strategy === 'aggregate' ? aggregated(projection, sources) : shaped(projection, sources)
    return { collections, revision: latestOf(collections), entries, sorted: new Map() }
  }

  private dropOldest(): void {
    let lists = 0
    for (const { sorted } of this.views.values()) lists += sorted.size
    for (const [projection, { sorted }] of this.views) {
      if (lists <= this.most) return
      this.views.delete(projection)
      lists -= sorted.size
    }
  }
}

function shaped(projection: Exclude<StoredProjection, AggregateProgram>, sources: readonly object[]): RowEntry[] {
  const entries: RowEntry[] = []
  for (const source of sources) {
    const row = deepFreeze(projection.shape(source))
    if (projection.keep === undefined || projection.keep(source, row)) entries.push({ source, row })
  }
  return entries
}

// Where the filter depends on the call, so do the groups: then the entries are what is grouped.
function aggregated(aggregate: AggregateProgram, sources: readonly object[]): readonly RowEntry[] {
  const joined = sources.filter((source) => aggregate.keepJoined === undefined || aggregate.keepJoined(source))
  return aggregate.whereJoined === undefined ? groupRows(aggregate, joined).map(entryOf) : joined.map(entryOf)
}

function entryOf(row: object): RowEntry {
  const frozen = deepFreeze(row)
  return { source: frozen, row: frozen }
}

// Commits are numbered over all collections, so the latest says whether any of them has changed.
function latestOf(collections: readonly MemoryCollection[]): number {
  let latest = 0
  for (const { revision } of collections) if (revision > latest) latest = revision
  return latest
}
