import type { PlacedRecord, SavedTimeline, TimelineChange, TimelineHead } from '../../contract/history.js'
import type { Json } from '../../contract/json.js'
import type { OutputRow, RowOrder } from '../../contract/row.js'
import type { RowEntry } from '../../contract/store.js'
import type { StateProgram, TimelineProgram } from '../../contract/timeline.js'
import { compareForSort } from '../../semantics/compare-values.js'
import { own } from '../../semantics/read-path.js'
import { instantOf } from '../../semantics/timestamp.js'
import { accumulate, type FilledProgram, type Group, groupOf, hasExpired } from './accumulate.js'
import { comparisonIn, type OrderKey } from './order-key.js'
import type { ReadEvent } from './read-event.js'
import { RemovedGroups } from './removed-groups.js'
import { SortedLists } from './sorted-lists.js'
import { type TimelineRows, TimelineState } from './timeline-state.js'

interface GroupEntry extends RowEntry {
  readonly group: Group
}

/** Groups that are to be made anew, and what was found of their records, in no order. */
export interface Remake {
  readonly keys: ReadonlySet<string>
  readonly found: Map<string, { readonly members: object; readonly reads: ReadEvent[] }>
}

/**
 * The groups of a timeline. Records are taken in as they come; a group whose record came too late for its order is marked
 * and has to be made anew from history.
 */
export class GroupedState extends TimelineState {
  private readonly state: FilledProgram
  private readonly compare: (left: OrderKey, right: OrderKey) => number
  private readonly entries = new Map<string, GroupEntry>()
  private readonly lists: SortedLists<GroupEntry>
  private readonly removed: RemovedGroups
  private readonly late = new Set<string>()
  private changed = new Set<string>()
  private ungroupedCount: number
  private expiredThrough: number | null

  constructor(timeline: TimelineProgram, state: StateProgram, saved: Omit<SavedTimeline, 'version'> | null) {
    super(timeline, saved?.head ?? null)
    const nameless = Object.fromEntries(state.groupNames.map((name) => [name, null]))
    this.state = { ...state, start: { ...nameless, ...state.start } }
    this.compare = comparisonIn(timeline.order)
    this.lists = new SortedLists<GroupEntry>(timeline, naturalOrder(state.groupNames))
    this.removed = new RemovedGroups(this.compare, saved?.head.removed ?? [], saved?.head.removedThrough ?? null)
    this.ungroupedCount = saved?.head.ungrouped ?? 0
    this.expiredThrough = saved?.head.expiredThrough ?? null
    for (const [key, json] of saved?.groups ?? []) this.put(key, groupFromJson(json))
    this.changed.clear()
  }

  get ungrouped(): number {
    return this.ungroupedCount
  }

  /** Whether some groups have to be made anew before there is anything to list. */
  get isLate(): boolean {
    return this.late.size > 0
  }

  list(order: RowOrder, nowMs: number): TimelineRows {
    const entries = this.lists.list(order)
    if (this.timeline.retentionMs === null) return { entries, isTrimmed: false }
    const kept = entries.filter(({ group }) => !hasExpired(this.timeline, group, nowMs))
    return { entries: kept, isTrimmed: kept.length < entries.length }
  }

  protected add(read: ReadEvent): void {
    const named = groupOf(this.state, read.event)
    if (named === null) {
      this.ungroupedCount++
      return
    }
    const { key, members } = named
    if (this.late.has(key)) return
    if (this.comesLate(key, read)) this.late.add(key)
    else this.put(key, this.fold(this.entries.get(key)?.group ?? null, read, members), read.key)
  }

  /** Begins to make the groups anew that are late now. */
  beginRemake(): Remake {
    return { keys: new Set(this.late), found: new Map() }
  }

  /** Keeps the records of those groups. */
  gather({ keys, found }: Remake, records: readonly PlacedRecord[]): void {
    for (const placed of records) {
      const read = this.reader.isTooEarly(placed) ? null : this.reader.read(placed)
      const named = read === null ? null : groupOf(this.state, read.event)
      if (read === null || named === null || !keys.has(named.key)) continue
      const known = found.get(named.key)
      if (known === undefined) found.set(named.key, { members: named.members, reads: [read] })
      else known.reads.push(read)
    }
  }

  /** Makes them anew from all the records that there are of them; those that are not taken in yet are left out. */
  remake({ keys, found }: Remake): void {
    for (const key of keys) this.late.delete(key)
    for (const [key, { members, reads }] of found) {
      const taken = reads.filter(({ key: [, , , position] }) => position <= this.position)
      taken.sort((left, right) => this.compare(left.key, right.key))
      let group: Group | null = null
      for (const read of taken) group = this.fold(group, read, members)
      this.put(key, group, taken.at(-1)?.key)
    }
  }

  /** What has changed since the last save; groups that are too old by now are let go of. */
  toChange(version: number, nowMs: number): TimelineChange {
    this.letGo(nowMs)
    const groups = new Map([...this.changed].map((key) => [key, this.toJson(key)]))
    this.changed = new Set()
    return { version, head: this.toHead(), groups, replaces: false }
  }

  /** The same, in place of everything that is saved. */
  toWhole(version: number): TimelineChange {
    const groups = new Map([...this.entries.keys()].map((key) => [key, this.toJson(key)]))
    this.changed = new Set()
    return { version, head: this.toHead(), groups, replaces: true }
  }

  /** The change could not be saved: it belongs to the next one. */
  takeBack({ groups }: TimelineChange): void {
    for (const key of groups.keys()) this.changed.add(key)
  }

  override toHead(): TimelineHead {
    return { ...super.toHead(), ...this.removed.toJson(), expiredThrough: this.expiredThrough }
  }

  private comesLate(key: string, { key: place, event }: ReadEvent): boolean {
    const known = this.entries.get(key)
    if (known !== undefined) return this.compare(place, known.group.last) < 0
    if (this.removed.mayHaveHeld(key, place)) return true
    return this.expiredThrough !== null && instantOf(event.signal.emitted_at) <= this.expiredThrough
  }

  // A group that nobody has touched for longer than the retention is gone: the next record begins it anew.
  private fold(before: Group | null, read: ReadEvent, members: object): Group | null {
    const isGone = before !== null && hasExpired(this.timeline, before, instantOf(read.event.signal.emitted_at))
    if (isGone) this.lack()
    return accumulate(this.state, isGone ? null : before, read, members)
  }

  private put(key: string, group: Group | null, last?: OrderKey): void {
    const before = this.entries.get(key) ?? null
    const entry = group === null ? null : { source: group.row, row: group.row, group }
    this.lists.replace(before, entry)
    this.changed.add(key)
    if (entry !== null) this.entries.set(key, entry)
    else {
      this.entries.delete(key)
      if (last !== undefined) this.removed.add(key, last)
    }
  }

  private letGo(nowMs: number): void {
    const { retentionMs } = this.timeline
    if (retentionMs === null) return
    for (const [key, entry] of this.entries) {
      if (!hasExpired(this.timeline, entry.group, nowMs)) continue
      const end = entry.group.latestMs + retentionMs
      this.expiredThrough = Math.max(this.expiredThrough ?? end, end)
      this.put(key, null, entry.group.last)
      this.lack()
    }
  }

  private toJson(key: string): Json | null {
    const group = this.entries.get(key)?.group
    // A row is made of payloads and literals, so it is JSON.
    return group === undefined ? null : [group.row as Json, group.last, group.latestMs]
  }
}

function groupFromJson(json: Json): Group {
  const [row, last, latestMs] = json as unknown as readonly [OutputRow, OrderKey, number]
  return { row, last, latestMs }
}

/** By the values that name the groups, which all groups have, and no two the same. */
function naturalOrder(names: readonly string[]): (left: RowEntry, right: RowEntry) => number {
  return ({ row: left }, { row: right }) => {
    for (const name of names) {
      const ordering = compareForSort(own(left, name), own(right, name))
      if (ordering !== 0) return ordering
    }
    return 0
  }
}
