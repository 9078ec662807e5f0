/** A timer that is armed. */
export interface ArmedTimer {
  readonly id: number
  readonly at: number
  readonly everyMs: number | undefined
  readonly unref: boolean
  readonly fire: () => void
}

/** Armed timers in the order in which they fall due: by time, then by id. */
export class TimerQueue {
  readonly #order: ArmedTimer[] = []
  readonly #byId = new Map<number, ArmedTimer>()
  #referenced = 0

  /** How many are referenced. */
  get referenced(): number {
    return this.#referenced
  }

  get size(): number {
    return this.#order.length
  }

  get first(): ArmedTimer | undefined {
    return this.#order[0]
  }

  isArmed(timer: ArmedTimer): boolean {
    return this.#byId.get(timer.id) === timer
  }

  arm(timer: ArmedTimer): void {
    this.#order.splice(this.#placeOf(timer), 0, timer)
    this.#byId.set(timer.id, timer)
    if (!timer.unref) this.#referenced += 1
  }

  disarm(id: number): void {
    const timer = this.#byId.get(id)
    if (timer === undefined) return
    this.#byId.delete(id)
    this.#order.splice(this.#placeOf(timer), 1)
    if (!timer.unref) this.#referenced -= 1
  }

  due(now: number): readonly ArmedTimer[] {
    const end = this.#order.findIndex((timer) => timer.at > now)
    return end < 0 ? [...this.#order] : this.#order.slice(0, end)
  }

  clear(): void {
    this.#order.length = 0
    this.#byId.clear()
    this.#referenced = 0
  }

  #placeOf({ at, id }: ArmedTimer): number {
    let low = 0
    let high = this.#order.length
    while (low < high) {
      const middle = (low + high) >> 1
      const timer = this.#order[middle]
      if (timer !== undefined && (timer.at < at || (timer.at === at && timer.id < id))) low = middle + 1
      else high = middle
    }
    return low
  }
}
