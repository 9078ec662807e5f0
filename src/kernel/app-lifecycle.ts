import type { Envelope, Failure } from '../contract/envelope.js'
import type { FlowInspection } from '../contract/flow-store.js'
import type {
  AppRuntime,
  InteractRequest,
  InvokeRequest,
  RebuildResult,
  Refusal,
  RefusedRequest,
} from '../contract/invocation.js'
import type { Awaitable } from '../contract/json.js'
import type { ChangeListener } from '../contract/subscription.js'
import { isPromise } from '../semantics/is-promise.js'
import { failure } from '../semantics/wording.js'
import type { Activated } from './activate.js'
import { ActivationError } from './activation-error.js'
import type { Host } from './host.js'
import { invoke, refuseCall } from './invoke.js'
import { rebuildProjection } from './rebuild-projection.js'
import { screenKernelOf } from './screen-kernel-of.js'

type Act = (host: Host, request: unknown) => Awaitable<Envelope>

/** What the start of an app runtime has made. */
export interface Started {
  readonly host: Host
  readonly activated: Activated
  readonly flows: FlowLife
}

/** The flow runs of an app. */
export interface FlowLife {
  readonly inspection: FlowInspection
  drain(): Promise<void>
  close(): Promise<void>
}

/** How an app runtime is started and what it is left with at the end. */
export interface Life {
  /** Answers calls that no module can: before the start, after a failed one, after the end. */
  readonly idle: Host
  /** Begins at once; everything that it acquires is in what it gives. */
  readonly starting: Promise<Started>
  /** Lets nothing wait for another attempt any more. */
  endPauses(): void
  /** Tells modules that the end has come. */
  abort(): void
}

// The problems themselves are for operators: they may hold paths, and what a module threw.
function notStarted(thrown: unknown): Failure {
  const told = failure('activation_error', { problem: 'the log tells why' })
  return thrown instanceof ActivationError ? { ...told, code: thrown.code } : told
}

/** A running app: lets calls in once it is ready and until it closes, and closes when the last of them has ended. */
export class AppLifecycle implements Omit<AppRuntime, 'reachability'> {
  readonly ready: Promise<void>
  private readonly life: Life
  private host: Host | null = null
  private closed: Promise<void> | null = null
  private running = 0
  private drained: () => void = () => {}

  constructor(life: Life) {
    this.life = life
    this.ready = life.starting.then(
      ({ host }) => {
        this.host = host
      },
      (thrown: unknown) => {
        life.idle.logger.error('the app could not be started', { thrown })
        throw thrown
      },
    )
    // Who does not await it must not be ended by it: every call tells of it, and the log does.
    this.ready.catch(() => {})
  }

  invoke<Output>(request: InvokeRequest): Promise<Envelope<Output>> {
    return promised(this.answer(request, invoke))
  }

  interact<Output>(request: InteractRequest): Promise<Envelope<Output>> {
    return promised(this.answer(request, interact))
  }

  subscribe(listener: ChangeListener): () => void {
    return this.life.idle.listeners.add(listener)
  }

  refuse(request: RefusedRequest, refusal: Refusal): Envelope {
    return refuseCall(this.life.idle, request, refusal)
  }

  rebuildProjection(id: string): Promise<RebuildResult> {
    if (this.closed !== null) return Promise.resolve({ ok: false, error: failure('runtime_closed_error', {}) })
    return this.track(this.rebuildWhenReady(id))
  }

  async drain(): Promise<void> {
    const { flows } = await this.life.starting
    if (this.closed !== null) throw new Error('the app runtime is closed')
    await flows.drain()
  }

  get flows(): FlowInspection {
    const inspected = async () => (await this.life.starting).flows.inspection
    return {
      counts: async () => (await inspected()).counts(),
      deadLetters: async () => (await inspected()).deadLetters(),
      retryDeadLetter: async (id) => (await inspected()).retryDeadLetter(id),
    }
  }

  close(): Promise<void> {
    this.closed ??= this.end()
    return this.closed
  }

  private answer(request: unknown, act: Act): Envelope | Promise<Envelope> {
    if (this.closed !== null) return refuseCall(this.life.idle, request, failure('runtime_closed_error', {}))
    if (this.host === null) return this.track(this.answerWhenReady(request, act))
    const answer = act(this.host, request)
    return isPromise(answer) ? this.track(answer) : answer
  }

  private async answerWhenReady(request: unknown, act: Act): Promise<Envelope> {
    try {
      await this.ready
    } catch (thrown) {
      return refuseCall(this.life.idle, request, notStarted(thrown))
    }
    return act(this.host ?? this.life.idle, request)
  }

  private async rebuildWhenReady(id: string): Promise<RebuildResult> {
    try {
      await this.ready
    } catch (thrown) {
      return { ok: false, error: notStarted(thrown) }
    }
    return rebuildProjection(this.host ?? this.life.idle, id)
  }

  // Calls that end before `invoke` returns are not counted: nothing can close between.
  private track<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.running++
    void answer.then(this.untrack, this.untrack)
    return answer
  }

  private readonly untrack = (): void => {
    this.running--
    if (this.running === 0) this.drained()
  }

  private async end(): Promise<void> {
    this.life.endPauses()
    const started = await this.life.starting.catch(() => null)
    if (this.running > 0)
      await new Promise<void>((resolve) => {
        this.drained = resolve
      })
    await started?.flows.close()
    this.life.abort()
    await started?.activated.deactivate()
  }
}

// An app without routes has no screens, and no event can be one of theirs.
function interact(host: Host, request: unknown): Awaitable<Envelope> {
  const kernel = screenKernelOf(host)
  if (kernel !== null) return kernel.interact(host, request)
  return refuseCall(host, request, failure('render_screen_not_found_error', { screen: 'screen in this app' }))
}

function promised<Output>(answer: Awaitable<Envelope>): Promise<Envelope<Output>> {
  // What the output is, the entrypoint's own program has decided.
  return (isPromise(answer) ? answer : Promise.resolve(answer)) as Promise<Envelope<Output>>
}
