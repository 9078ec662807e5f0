import type { HistoryScan, TimelineHead } from '../../contract/history.js'
import type { RowOrder } from '../../contract/row.js'
import type { RowEntry } from '../../contract/store.js'
import type { TimelineProgram } from '../../contract/timeline.js'
import { EventReader, type ReadEvent } from './read-event.js'

/** The rows of a timeline in some order; `isTrimmed` where some have outlived the timeline's retention. */
export interface TimelineRows {
  readonly entries: readonly RowEntry[]
  readonly isTrimmed: boolean
}

/** What a timeline has made of the records up to one position. */
export abstract class TimelineState {
  readonly timeline: TimelineProgram
  /** Records at this position and before it do not count. */
  readonly startAfter: number
  readonly rebuiltAt: string | null
  protected readonly reader: EventReader
  private reached: number
  private complete: boolean
  private count = 0
  private failed: { readonly thrown: unknown } | null = null

  /** `saved` is where it goes on from; null where there is nothing but the beginning. */
  constructor(timeline: TimelineProgram, saved: TimelineHead | null) {
    this.timeline = timeline
    this.reader = new EventReader(timeline)
    this.startAfter = saved?.startAfter ?? 0
    this.rebuiltAt = saved?.rebuiltAt ?? null
    this.reached = saved?.position ?? 0
    this.complete = saved?.isComplete ?? true
  }

  /** The position through which all records are in it. */
  get position(): number {
    return this.reached
  }

  /** How many records it has taken in since it was made. */
  get taken(): number {
    return this.count
  }

  /** False where records that belong to it are known to be missing. */
  get isComplete(): boolean {
    return this.complete
  }

  /** Whether work on it has failed. */
  get isSpoilt(): boolean {
    return this.failed !== null
  }

  /** How many records name no group; null where there are no groups. */
  abstract get ungrouped(): number | null

  /** The rows that have not outlived the retention at that instant, in milliseconds since the epoch. */
  abstract list(order: RowOrder, nowMs: number): TimelineRows

  /** Takes the next records in, without repetitions. */
  take({ records, through, purgedThrough }: HistoryScan): void {
    if (purgedThrough > this.reached) this.lack()
    this.reached = through
    for (const placed of records) {
      this.count++
      if (this.reader.isTooEarly(placed)) this.lack()
      else {
        const read = this.reader.read(placed)
        if (read !== null) this.add(read)
      }
    }
  }

  /** Does work on it. What fails is left half done, so that nobody goes on with it: who tries gets the same failure. */
  attempt(work: () => void): void {
    if (this.failed !== null) throw this.failed.thrown
    try {
      work()
    } catch (thrown) {
      this.failed = { thrown }
      throw thrown
    }
  }

  /** From now on it is known that records are missing. */
  lack(): void {
    this.complete = false
  }

  /** Whether what another process has saved is, or will be, what this one has: one definition, and no groups let go of. */
  agreesWith({ accumulation, startAfter, rebuiltAt, expiredThrough }: TimelineHead): boolean {
    const own = this.toHead()
    return (
      accumulation === own.accumulation &&
      startAfter === own.startAfter &&
      rebuiltAt === own.rebuiltAt &&
      expiredThrough === own.expiredThrough
    )
  }

  /** What is saved of it beside groups. */
  toHead(): TimelineHead {
    return {
      accumulation: this.timeline.accumulation,
      position: this.position,
      startAfter: this.startAfter,
      ungrouped: this.ungrouped ?? 0,
      isComplete: this.isComplete,
      removed: [],
      removedThrough: null,
      expiredThrough: null,
      rebuiltAt: this.rebuiltAt,
    }
  }

  protected abstract add(read: ReadEvent): void
}
