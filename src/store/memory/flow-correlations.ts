import type { FlowCorrelation } from '../../contract/flow-store.js'

interface Kept {
  readonly correlation: FlowCorrelation
  /** Idempotency keys, the oldest first. */
  readonly keys: Set<string>
}

// Below this number there is nothing to gain from looking for what has expired.
const fewest = 1024

/** What runs of one flow and correlation key share, by their lane. */
export class FlowCorrelations {
  private readonly kept = new Map<string, Kept>()
  private readonly isBusy: (lane: string) => boolean
  private purgeAt = fewest

  /** `isBusy`: whether a job of a lane is pending, which may have begun before its state expired. */
  constructor(isBusy: (lane: string) => boolean) {
    this.isBusy = isBusy
  }

  /** What is kept for a lane; what has expired by then is dropped, keys and all. */
  load(lane: string, now: number): FlowCorrelation | null {
    const found = this.kept.get(lane)
    if (found === undefined || found.correlation.expiresAt > now) return found?.correlation ?? null
    this.kept.delete(lane)
    return null
  }

  has(lane: string, key: string): boolean {
    return this.kept.get(lane)?.keys.has(key) ?? false
  }

  /** Replaces what is kept, and remembers one more idempotency key where there is one. */
  keep(lane: string, correlation: FlowCorrelation, added: { key: string; maxKeys: number } | null): void {
    const keys = this.kept.get(lane)?.keys ?? new Set()
    if (added !== null) {
      keys.add(added.key)
      for (const oldest of keys) {
        if (keys.size <= added.maxKeys) break
        keys.delete(oldest)
      }
    }
    this.kept.set(lane, { correlation, keys })
  }

  /** All at once and rarely, so that each entry is looked at about twice in its life. */
  purge(now: number): void {
    if (this.kept.size < this.purgeAt) return
    for (const [lane, { correlation }] of this.kept)
      if (correlation.expiresAt <= now && !this.isBusy(lane)) this.kept.delete(lane)
    this.purgeAt = Math.max(fewest, this.kept.size * 2)
  }
}
