import type { Logger } from '../../contract/provider.js'

/** Something that failed where nobody waits for it: a post, a timer, a rejection that no guest code handled. */
export interface RuntimeErrorEvent {
  readonly error: unknown
  /** What it came from: the name of a post, `setTimeout`, `unhandledRejection`. */
  readonly operation: string
}

export type ErrorListener = (event: RuntimeErrorEvent) => void

/** Who is told of such failures; the logger, where nobody is. */
export class ErrorEvents {
  readonly #logger: Logger
  readonly #listeners = new Set<ErrorListener>()

  constructor(logger: Logger) {
    this.#logger = logger
  }

  /** Gives what takes the listener off. */
  on(listener: ErrorListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  report(operation: string, error: unknown): void {
    if (this.#listeners.size === 0) this.#log(operation, error)
    for (const listener of [...this.#listeners]) this.#tell(listener, { operation, error })
  }

  #tell(listener: ErrorListener, event: RuntimeErrorEvent): void {
    try {
      listener(event)
    } catch (error) {
      this.#log('error listener', error)
    }
  }

  #log(operation: string, error: unknown): void {
    try {
      this.#logger.error(`"${operation}" failed, and nobody waits for it.`, { operation, error })
    } catch {
      // There is nowhere left to tell it.
    }
  }
}
