import type { Envelope } from '../../contract/envelope.js'
import type { ReplayRecord, ReplayStore, Reservation, ReservationRequest } from '../../contract/store.js'
import { reservationGraceMs } from '../reservation-grace.js'
import { deepFreeze } from './deep-freeze.js'

interface Entry {
  readonly inputHash: string
  readonly token: string
  /** Null while the call runs. */
  readonly envelope: Envelope | null
  /** The end of the lease while the call runs, of the record's life after that. */
  readonly until: number
}

// Below this number of entries there is nothing to gain from looking for expired ones.
const fewest = 1024

/** Keeps finished calls in this process, and lets go of expired ones as new ones come. */
export class MemoryReplayStore implements ReplayStore {
  private readonly entries = new Map<string, Entry>()
  private purgeAt = fewest

  /** How many calls are kept, those that have expired and were not yet let go of among them. */
  get size(): number {
    return this.entries.size
  }

  reserve({ scope, inputHash, token, now, leaseUntil }: ReservationRequest): Reservation {
    const entry = this.entries.get(scope)
    if (entry !== undefined && entry.until > now) {
      const { inputHash: first, envelope } = entry
      return envelope === null ? { kind: 'held', inputHash: first } : { kind: 'recorded', inputHash: first, envelope }
    }
    if (this.entries.size >= this.purgeAt) this.purge(now)
    this.entries.set(scope, { inputHash, token, envelope: null, until: leaseUntil })
    return { kind: 'reserved' }
  }

  save(record: ReplayRecord): void {
    if (!this.isHeld(record.scope, record.token)) throw new Error('the reservation of this call is lost')
    this.record(record)
  }

  release(scope: string, token: string): void {
    if (this.isHeld(scope, token)) this.entries.delete(scope)
  }

  /** Whether the call that this token was given to still runs, and nobody has taken its place. */
  isHeld(scope: string, token: string): boolean {
    const entry = this.entries.get(scope)
    return entry !== undefined && entry.token === token && entry.envelope === null
  }

  /** Replaces the reservation, which must be held, by the result. */
  record({ scope, inputHash, token, envelope, expiresAt }: ReplayRecord): void {
    // Frozen, because the first caller holds the same object and must not change what others will get.
    this.entries.set(scope, { inputHash, token, envelope: deepFreeze(envelope), until: expiresAt })
  }

  // All at once and rarely: with a limit twice as high as what is left, each entry is looked at about twice in its life.
  private purge(now: number): void {
    for (const [scope, { envelope, until }] of this.entries)
      if (until + (envelope === null ? reservationGraceMs : 0) <= now) this.entries.delete(scope)
    this.purgeAt = Math.max(fewest, this.entries.size * 2)
  }
}

/** A replay store that lives as long as the process. */
export function createMemoryReplayStore(): ReplayStore {
  return new MemoryReplayStore()
}
