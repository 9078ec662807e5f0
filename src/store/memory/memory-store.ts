import type { FlowStore } from '../../contract/flow-store.js'
import { type SessionStore, sessionCollection } from '../../contract/session.js'
import type {
  AppStore,
  Commit,
  CommitOutcome,
  ReplayStore,
  Selected,
  Selection,
  StoreSchema,
  VersionedRecord,
} from '../../contract/store.js'
import { bug } from '../../semantics/bug.js'
import { MemoryFlowStore } from './flow-store.js'
import { HistoryLog } from './history-log.js'
import { MemoryCollection } from './memory-collection.js'
import { MemoryReplayStore } from './replay-store.js'
import { MemorySessionStore } from './session-store.js'
import { TimelineStates } from './timeline-states.js'
import { ViewCache } from './view-cache.js'

// An app has some dozens of projections with a few orders each; what is over that is a caller trying every order.
const mostSortedLists = 256

/** Keeps everything in this process; answers at once, and every answer is one state of the whole store. */
export class MemoryStore implements AppStore {
  private readonly collections = new Map<string, MemoryCollection>()
  private readonly views = new ViewCache((id) => this.collectionOf(id), mostSortedLists)
  readonly history = new HistoryLog()
  readonly timelines = new TimelineStates()
  private readonly calls = new MemoryReplayStore()
  private readonly kept = new MemorySessionStore()
  private readonly runs = new MemoryFlowStore()
  private commits = 0

  get replay(): ReplayStore {
    return this.calls
  }

  get sessions(): SessionStore {
    return this.kept
  }

  get flows(): FlowStore {
    return this.runs
  }

  open({ tables, history }: StoreSchema): void {
    this.history.open(history)
    for (const { id } of tables) if (!this.collections.has(id)) this.collections.set(id, new MemoryCollection())
  }

  read(collection: string, id: string): VersionedRecord {
    return this.collectionOf(collection).read(id)
  }

  select({ query: { projection }, order, scope }: Selection): Selected {
    if (projection.strategy === 'timeline') throw bug('a store selects no rows of history')
    const isOfCall = projection.strategy === 'aggregate' && projection.whereJoined !== undefined
    return isOfCall ? this.views.group(projection, scope) : this.views.select(projection, order)
  }

  commit({ reads, writes, replay, session, jobs, step, events = [] }: Commit): CommitOutcome {
    if (replay !== null && !this.calls.isHeld(replay.scope, replay.token)) return { kind: 'lost' }
    if (step !== undefined && !this.runs.isHeld(step.hold)) return { kind: 'lost' }
    for (const { collection, id, version } of reads)
      if (this.collectionOf(collection).read(id).version !== version) return { kind: 'conflict', collection, id }
    if (session !== undefined && !this.kept.isCurrent(session))
      return { kind: 'conflict', collection: sessionCollection, id: session.key }
    const conflicts = this.history.findConflicts(events)
    if (conflicts.length > 0) return { kind: 'event_conflict', events: conflicts }
    // All collections are looked up before the first write, because nothing may fail after it.
    const targets = writes.map(({ collection }) => this.collectionOf(collection))
    // It refuses an id that it knows, so it is first.
    if (jobs !== undefined) this.runs.enqueue(jobs)
    this.commits++
    writes.forEach(({ id, record }, index) => {
      targets[index]?.write(id, record, this.commits)
    })
    this.history.append(events)
    if (session !== undefined) this.kept.write(session, this.commits)
    if (replay !== null) this.calls.record(replay)
    if (step !== undefined) this.runs.recordStep(step)
    return { kind: 'committed' }
  }

  // There is nothing to let go of, and whoever still holds the store may open it again.
  close(): void {}

  private collectionOf(id: string): MemoryCollection {
    const collection = this.collections.get(id)
    if (collection === undefined) throw bug(`the store has no collection ${id}`)
    return collection
  }
}

/** An empty store that lives as long as the process. */
export function createMemoryStore(): AppStore {
  return new MemoryStore()
}
