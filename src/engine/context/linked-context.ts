import type { CallContext } from '../../contract/owned-runtime.js'
import type { CancelSignal } from '../../contract/provider.js'
import type { Cancellation } from './cancellation.js'
import { linkSignals } from './link-signals.js'
import type { AbortSource } from './on-abort.js'

/** What a context starts with. */
export interface ContextChanges {
  readonly signal?: CancelSignal
  readonly values?: ReadonlyMap<symbol, unknown>
}

interface Parts {
  readonly parent: LinkedContext | undefined
  readonly path: string
  readonly values: ReadonlyMap<symbol, unknown> | undefined
  /** Set where the context is one of a call: what aborts the call. */
  readonly cancellation: Cancellation | undefined
  /** What aborts it beside what aborts its parent. */
  readonly added: CancelSignal | undefined
}

/** A context that knows what it came from. */
export class LinkedContext implements CallContext {
  readonly parent: LinkedContext | undefined
  readonly path: string
  readonly cancellation: Cancellation | undefined
  readonly #values: ReadonlyMap<symbol, unknown> | undefined
  readonly #added: CancelSignal | undefined
  #linked: CancelSignal | undefined

  constructor({ parent, path, values, cancellation, added }: Parts) {
    this.parent = parent
    this.path = path
    this.cancellation = cancellation
    this.#values = values
    this.#added = added
  }

  // Linked when asked for: a link lives as long as the signals it listens to.
  get signal(): CancelSignal {
    this.#linked ??= this.cancellation?.signal ?? linkSignals(this.sources).signal
    return this.#linked
  }

  /** What aborts the context, each of it. */
  get sources(): readonly AbortSource[] {
    if (this.cancellation !== undefined) return [this.cancellation]
    const inherited = this.parent?.sources ?? []
    return this.#added === undefined ? inherited : [...inherited, this.#added]
  }

  value(key: symbol): unknown {
    if (this.#values?.has(key)) return this.#values.get(key)
    return this.parent?.value(key)
  }

  with({ signal, values }: ContextChanges): LinkedContext {
    return new LinkedContext({
      parent: this,
      path: this.path,
      values: values === undefined ? undefined : new Map(values),
      cancellation: undefined,
      added: signal,
    })
  }

  isWithin(other: CallContext): boolean {
    for (let context: LinkedContext | undefined = this; context !== undefined; context = context.parent)
      if (context === other) return true
    return false
  }

  /** The context of a call that was made with this one. */
  enter(call: string, cancellation: Cancellation): LinkedContext {
    const path = this.path === '' ? call : `${this.path} > ${call}`
    return new LinkedContext({ parent: this, path, values: undefined, cancellation, added: undefined })
  }
}

/** A context for calls from outside: aborted by `signal`, with `values` by key. */
export function createCallContext({ signal, values }: ContextChanges = {}): CallContext {
  return new LinkedContext({
    parent: undefined,
    path: '',
    values: values === undefined ? undefined : new Map(values),
    cancellation: undefined,
    added: signal,
  })
}

/** The context that calls without one are made with: aborted with the lifetime of the runtime. */
export function createRootContext(lifetime: Cancellation): LinkedContext {
  return new LinkedContext({ parent: undefined, path: '', values: undefined, cancellation: lifetime, added: undefined })
}

/** The same, or one that follows a context of another make. */
export function toLinkedContext(context: CallContext): LinkedContext {
  if (context instanceof LinkedContext) return context
  return new ForeignContext(context)
}

class ForeignContext extends LinkedContext {
  readonly #context: CallContext

  constructor(context: CallContext) {
    super({ parent: undefined, path: context.path, values: undefined, cancellation: undefined, added: context.signal })
    this.#context = context
  }

  override value(key: symbol): unknown {
    return this.#context.value(key)
  }
}
