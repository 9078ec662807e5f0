/** Tells the time that guests wait for the host from the time that guest code takes meanwhile. */
export class WaitingTime {
  readonly #now: () => number
  #guest = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Does work of the host, and tells how long the host itself took. */
  measure<T>(work: () => T, tell: (ms: number) => void): T {
    const start = this.#now()
    const guest = this.#guest
    try {
      return work()
    } finally {
      tell(this.#now() - start - (this.#guest - guest))
    }
  }

  /** Guest code ran, within work of the host, since that time. */
  guestRan(since: number): void {
    this.#guest += this.#now() - since
  }
}
