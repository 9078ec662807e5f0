import type { Timer } from '../contract/host.js'

/** The waits between attempts. They end when the app closes, so that nobody waits for what will not be tried again. */
export class Pauses {
  readonly #timer: Timer
  readonly #running = new Set<(isOver: boolean) => void>()
  #isClosing = false

  constructor(timer: Timer) {
    this.#timer = timer
  }

  /** A pause of that many milliseconds. `over` gives false where the app closes before; `end` lets it go early. */
  begin(ms: number): { readonly over: Promise<boolean>; end(): void } {
    if (this.#isClosing) return { over: Promise.resolve(false), end: () => {} }
    let end = (_isOver: boolean): void => {}
    const over = new Promise<boolean>((resolve) => {
      const stop = this.#timer.after(ms, () => end(true))
      end = (isOver) => {
        stop()
        this.#running.delete(end)
        resolve(isOver)
      }
      this.#running.add(end)
    })
    return { over, end: () => end(false) }
  }

  /** Ends every pause, and those that would begin. */
  close(): void {
    this.#isClosing = true
    for (const end of [...this.#running]) end(false)
  }
}
