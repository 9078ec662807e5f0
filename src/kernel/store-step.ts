import type { StoredRecord } from '../contract/collection.js'
import type { AppStore, CommitOutcome } from '../contract/store.js'
import { CallFailed, callFailed } from '../semantics/call-failed.js'
import { isPromise } from '../semantics/is-promise.js'
import type { Deadline } from './deadline.js'
import type { Host } from './host.js'
import type { Invocation } from './invocation.js'
import type { UnitOfWork } from './unit-of-work.js'

/** What a step works with in the store, in whose time, and for whom. */
export interface StoreAccess {
  readonly port: string
  readonly host: Host
  readonly store: AppStore
  readonly ctx: Invocation<'received'>['ctx']
  readonly work: UnitOfWork
  readonly time: Deadline
}

/** One attempt of a step at the store. */
export class StoreStep {
  readonly work: UnitOfWork
  readonly #access: StoreAccess

  constructor(access: StoreAccess) {
    this.#access = access
    this.work = access.work
  }

  /** The record as the action left it, or as the store has it. */
  async read(collection: string, id: string): Promise<StoredRecord | null> {
    try {
      const found = this.work.read(collection, id)
      // What is already there is not waited for: each wait is a turn of the event loop.
      return isPromise(found) ? await this.#access.time.wait(found) : found
    } catch (thrown) {
      throw this.#failed('the store failed to read a record', { collection }, thrown)
    }
  }

  /** Commits what this step's own unit of work holds, and nothing else. */
  async commit(): Promise<CommitOutcome> {
    const { store, time } = this.#access
    try {
      const outcome = store.commit(this.work.toCommit({ replay: null, events: [] }))
      return isPromise(outcome) ? await time.wait(outcome) : outcome
    } catch (thrown) {
      throw this.#failed('the store failed to commit a step', {}, thrown)
    }
  }

  #failed(what: string, more: object, thrown: unknown): CallFailed {
    if (thrown instanceof CallFailed) return thrown
    const { host, ctx, port } = this.#access
    host.logger.error(what, { ...more, invocationId: ctx.id, traceId: ctx.traceId, thrown })
    return callFailed('capability_invocation_error', { port })
  }
}
