/** A place in a lane. */
export interface Place<T> {
  readonly value: T
  /** Undefined where the place is the last. */
  next: Place<T> | undefined
  previous: Place<T> | undefined
  waits: boolean
}

/** First in, first out; a place can be given up from anywhere in it at no cost. */
export class Lane<T> {
  #first: Place<T> | undefined
  #last: Place<T> | undefined
  #size = 0

  get size(): number {
    return this.#size
  }

  add(value: T): Place<T> {
    const place: Place<T> = { value, next: undefined, previous: this.#last, waits: true }
    if (this.#last === undefined) this.#first = place
    else this.#last.next = place
    this.#last = place
    this.#size += 1
    return place
  }

  /** The first that fits. */
  take(fits: (value: T) => boolean = () => true): T | undefined {
    for (let place = this.#first; place !== undefined; place = place.next)
      if (fits(place.value)) {
        this.remove(place)
        return place.value
      }
    return undefined
  }

  some(fits: (value: T) => boolean): boolean {
    for (let place = this.#first; place !== undefined; place = place.next) if (fits(place.value)) return true
    return false
  }

  remove(place: Place<T>): void {
    if (!place.waits) return
    place.waits = false
    if (place.previous === undefined) this.#first = place.next
    else place.previous.next = place.next
    if (place.next === undefined) this.#last = place.previous
    else place.next.previous = place.previous
    this.#size -= 1
  }
}
