/** The computing time of an entry into a VM. Milliseconds. */
export class EntryClock {
  /** How often the host has entered the VM from outside: what ran in an earlier entry runs no more. */
  entries = 0
  readonly #now: () => number
  #start = 0
  #deadline = Number.POSITIVE_INFINITY
  #guestMs = 0

  constructor(now: () => number) {
    this.#now = now
  }

  begin(most: number): void {
    this.entries += 1
    this.#start = this.#now()
    this.#deadline = this.#start + most
  }

  get isOver(): boolean {
    return this.#now() > this.#deadline
  }

  get spentMs(): number {
    return this.#now() - this.#start
  }

  /** Work of the host that the guest waits for: time stands still, but for what guest code takes meanwhile. */
  uncharged<T>(work: () => T): T {
    const start = this.#now()
    const guestMs = this.#guestMs
    try {
      return work()
    } finally {
      const free = this.#now() - start - (this.#guestMs - guestMs)
      this.#start += free
      this.#deadline += free
    }
  }

  /** Guest code that the host runs while a guest waits for it. */
  charged<T>(work: () => T): T {
    const start = this.#now()
    try {
      return work()
    } finally {
      this.#guestMs += this.#now() - start
    }
  }
}
