import type { CallContext } from '../../contract/owned-runtime.js'
import { LinkedContext } from './linked-context.js'

/** Whose code is on the VM: the context of each job that has begun and not unwound, innermost last. */
export class ContextStack {
  /** What calls without a context are made with. */
  root: LinkedContext
  readonly #stack: LinkedContext[] = []

  constructor(root: LinkedContext) {
    this.root = root
  }

  /** The innermost; the root where no job is on the VM. */
  get current(): LinkedContext {
    return this.#stack.at(-1) ?? this.root
  }

  get size(): number {
    return this.#stack.length
  }

  get isEmpty(): boolean {
    return this.#stack.length === 0
  }

  includes(context: LinkedContext): boolean {
    return this.#stack.includes(context)
  }

  /** The context is that of the call on the VM, or came from it. What a timer runs is no call. */
  holds(context: CallContext): boolean {
    const { current } = this
    return current !== this.root && context instanceof LinkedContext && context.isWithin(current)
  }

  /** A job that is no call is on the VM, with nothing within it. */
  get isInTurn(): boolean {
    return this.size === 1 && this.current === this.root
  }

  /** Runs `work` with `context` as the current one, which it is no more afterwards, whatever happens. */
  within<T>(context: LinkedContext, work: () => T): T {
    this.#stack.push(context)
    try {
      return work()
    } finally {
      this.#stack.pop()
    }
  }
}
