import type { Bundle } from './contract/bundle.js'
import type { FlowStore } from './contract/flow-store.js'
import type { RunEnvironment } from './contract/guard.js'
import type { HostPorts, RuntimeSettings } from './contract/host.js'
import type { AppRuntime } from './contract/invocation.js'
import type { ModuleTable } from './contract/provider.js'
import type { ReplayStore } from './contract/store.js'
import type { FlowKernel } from './flow/flow-kernel.js'
import { createCancellation } from './host/cancellation.js'
import { digest } from './host/digest.js'
import { guardLogger } from './host/guard-logger.js'
import { nextTurn } from './host/next-turn.js'
import { readSystemClock, systemClock } from './host/system-clock.js'
import { systemEnvironment } from './host/system-environment.js'
import { idSequence, systemIdentity } from './host/system-identity.js'
import { systemLogger } from './host/system-logger.js'
import { systemTimer } from './host/system-timer.js'
import { type Activated, activate } from './kernel/activate.js'
import { ActivationError } from './kernel/activation-error.js'
import { AppLifecycle, type FlowLife } from './kernel/app-lifecycle.js'
import { checkDeployment } from './kernel/check-deployment.js'
import { checkHostPorts } from './kernel/check-host-ports.js'
import { type DeploymentOptions, deployedOf, reachabilityOf } from './kernel/deployed.js'
import type { Host, ReplayPolicy } from './kernel/host.js'
import { Pauses } from './kernel/pauses.js'
import { performFlowAction } from './kernel/perform-flow-action.js'
import { scopeStartsOf } from './kernel/replay.js'
import { sessionPolicy } from './kernel/session-policy.js'
import { ChangeListeners } from './kernel/tell-change.js'
import { readerOf, Timekeeper } from './kernel/timekeeper.js'
import { timelineKernelOf } from './kernel/timeline-kernel-of.js'
import type { Timelines } from './projection/timeline/timelines.js'
import { failure } from './semantics/wording.js'
import { createMemoryFlowStore } from './store/memory/flow-store.js'
import { createMemoryReplayStore } from './store/memory/replay-store.js'

export type { Bundle, BundleDiagnostic } from './contract/bundle.js'
export type { CallOptions, MutationOptions } from './contract/call-options.js'
export type { AuthContext, Context, Principal } from './contract/caller.js'
export type { ErrorCode, ViolationCode, WarningCode } from './contract/codes.js'
export type {
  BindingPlan,
  CapabilityBinding,
  CapabilityRequirement,
  Deployment,
  HostKind,
  LockedCapability,
  LockedProvider,
  ModuleDeployment,
  ProviderLockfile,
  Reachability,
  Resolution,
} from './contract/deployment.js'
export type { EffectKind } from './contract/effect.js'
export type {
  Envelope,
  EnvelopeMeta,
  Failure,
  RefreshTrigger,
  SignalEnvelope,
  Status,
  Timings,
  Violation,
  Warning,
} from './contract/envelope.js'
export type { FlowJob } from './contract/flow.js'
export type { DeadLetter, FlowCounts, FlowInspection, FlowStore } from './contract/flow-store.js'
export type { RunEnvironment } from './contract/guard.js'
export type { HistoryPolicy, HistoryRecord, HistoryStore, TimelineStore } from './contract/history.js'
export type { HostPorts, Identity, ModuleIntegrity, RuntimeSettings, Timer } from './contract/host.js'
export type {
  AppRuntime,
  EntrypointKind,
  InteractRequest,
  InvokeRequest,
  RebuildResult,
  Refusal,
  RefusedRequest,
} from './contract/invocation.js'
export type { Awaitable, Json, JsonObject } from './contract/json.js'
export type { Program } from './contract/program.js'
export type { Clock, Logger, ModuleTable, ProviderModule, StoreModule } from './contract/provider.js'
export type {
  AggregateMeta,
  GuardedMeta,
  PageMeta,
  QueryMeta,
  QueryOutput,
  RowGuardMeta,
  RowViolation,
  StateMeta,
  TimelineMeta,
} from './contract/query-output.js'
export type {
  RenderDiagnostic,
  RenderedInteraction,
  RenderedNode,
  RenderedScreen,
  ScreenProgram,
} from './contract/screen.js'
export type { HostSessionStore, SessionStore, SessionWrite, StoredSession } from './contract/session.js'
export type { AppStore, Commit, CommitOutcome, ReplayRecord, ReplayStore, Reservation } from './contract/store.js'
export type { Change, ChangeListener } from './contract/subscription.js'
export { ActivationError } from './kernel/activation-error.js'
export { checkRenderer, type RendererAbilities } from './semantics/check-renderer.js'
export { refreshSlots, type SlotRefresh } from './semantics/refresh-slots.js'

/** What `createAppRuntime` takes: the compiled app, and what the host supplies of its own. */
export interface RuntimeOptions extends DeploymentOptions {
  readonly bundle: Bundle
  readonly hostPorts?: HostPorts | undefined
  readonly settings?: RuntimeSettings | undefined
}

/**
 * Starts an app: throws an `ActivationError` where it could never answer, and otherwise loads and activates its modules
 * in the background. Calls wait for them; `ready` tells when they are up.
 *
 * @example
 * const runtime = createAppRuntime({ bundle })
 * await runtime.ready
 * const result = await runtime.invoke({ entrypointKind: 'query', entrypointId: 'list_board', input: { p: 1 } })
 */
export function createAppRuntime(options: RuntimeOptions): AppRuntime {
  const { bundle, hostPorts = {}, settings = {} } = options
  const { program } = bundle
  const times = { ttlMs: replayTtlMs(settings), leaseMs: replayLeaseMs(settings) }
  const flowTimes = {
    leaseMs: milliseconds('flowLeaseSeconds', settings.flowLeaseSeconds ?? 60),
    pollMs: milliseconds('flowPollSeconds', settings.flowPollSeconds ?? 5),
  }
  checkHostPorts(hostPorts)
  const deployed = deployedOf(bundle, options)
  checkDeployment(program, deployed, hostPorts)
  const closing = createCancellation()
  const idle = idleHost(bundle, hostPorts, { closing: closing.signal, environment: environmentOf(settings) })
  const start = async () => {
    const activated = await activate(program, deployed, activationHost(bundle, hostPorts, idle))
    const replay = replayPolicy(idle, activated, { replayStore: hostPorts.replayStore, ...times })
    const sessions = sessionPolicy(hostPorts.sessionStore, activated.store)
    const timelines = await beginTimelines(idle, activated)
    const host = { ...hostOf(idle, activated, replay), sessions, timelines }
    return { activated, ...startFlowRuns(host, { flowStore: hostPorts.flowStore, ...flowTimes }) }
  }
  const lifecycle = new AppLifecycle({
    idle,
    starting: start(),
    endPauses: () => idle.pauses.close(),
    abort: () => closing.abort(closed),
  })
  return {
    ready: lifecycle.ready,
    invoke: (request) => lifecycle.invoke(request),
    rebuildProjection: (id) => lifecycle.rebuildProjection(id),
    interact: (request) => lifecycle.interact(request),
    subscribe: (listener) => lifecycle.subscribe(listener),
    reachability: reachabilityOf(deployed, program),
    refuse: (request, refusal) => lifecycle.refuse(request, refusal),
    drain: () => lifecycle.drain(),
    flows: lifecycle.flows,
    close: () => lifecycle.close(),
  }
}

const closed = 'the app runtime closes'

/** The loader of a table of modules, as generated code imports them. */
export function staticModules(modules: ModuleTable): Bundle['modules'] {
  return { load: (id) => (Object.hasOwn(modules, id) ? modules[id] : undefined) }
}

// The same host as the running one has, but with nothing behind it: for calls that no module can answer.
function idleHost({ program }: Bundle, hostPorts: HostPorts, given: Pick<Host, 'closing' | 'environment'>): Host {
  const timer = hostPorts.timer ?? systemTimer
  return {
    program,
    store: null,
    timelines: null,
    ports: new Map(),
    timeouts: new Map(),
    replay: null,
    flows: null,
    sessions: null,
    time: new Timekeeper(hostPorts.clock === undefined ? readSystemClock : readerOf(hostPorts.clock)),
    timer,
    pauses: new Pauses(timer),
    identity: hostPorts.identity ?? systemIdentity,
    logger: guardLogger(hostPorts.logger ?? systemLogger),
    listeners: new ChangeListeners(),
    principal: hostPorts.principal ?? null,
    signalSink: hostPorts.signalSink ?? null,
    ...given,
    newCancellation: createCancellation,
    digest,
  }
}

function hostOf(idle: Host, { store, ports, timeouts }: Activated, replay: ReplayPolicy | null): Host {
  return { ...idle, store, ports, timeouts, replay }
}

function activationHost({ modules }: Bundle, hostPorts: HostPorts, { logger, closing }: Host) {
  const { moduleLoader, moduleIntegrity, capabilityDelegation } = hostPorts
  const { environment = systemEnvironment, clock = systemClock } = hostPorts
  return {
    loaders: moduleLoader === undefined ? [modules] : [moduleLoader, modules],
    environment,
    logger,
    clock,
    closing,
    moduleIntegrity,
    capabilityDelegation,
  }
}

// With each save a process that starts has fewer records to take in, and the query that saves waits for it.
const saveAfter = 256

async function beginTimelines(idle: Host, activated: Activated): Promise<Timelines | null> {
  const timelines = timelinesOf(idle, activated)
  try {
    await timelines?.activate()
    return timelines
  } catch (thrown) {
    await activated.deactivate()
    throw new ActivationError('activation_error', ['the store failed when timelines began'], { cause: thrown })
  }
}

function timelinesOf({ program, logger }: Host, { store }: Activated): Timelines | null {
  const { history, timelines } = store ?? {}
  const kernel = timelineKernelOf(program)
  if (kernel === null || program.timelines === undefined) return null
  if (history === undefined || timelines === undefined) return null
  const report = (problem: string, thrown: unknown) => logger.warn(problem, { thrown })
  return kernel.begin(program.timelines, { history, timelines, saveAfter, pause: nextTurn, report })
}

interface ReplayChoice {
  readonly replayStore: ReplayStore | null | undefined
  readonly ttlMs: number
  readonly leaseMs: number
}

function replayPolicy({ program }: Host, { store }: Activated, choice: ReplayChoice): ReplayPolicy | null {
  const { replayStore, ttlMs, leaseMs } = choice
  if (replayStore === null) return null
  const own: ReplayStore | undefined = replayStore === undefined ? store?.replay : undefined
  return {
    store: replayStore ?? own ?? createMemoryReplayStore(),
    isTransactional: own !== undefined,
    ttlMs,
    leaseMs,
    running: new Map(),
    scopeStarts: scopeStartsOf(program),
    newToken: idSequence('', 32),
  }
}

function replayTtlMs({ replayTtlSeconds = 300 }: RuntimeSettings): number {
  return milliseconds('replayTtlSeconds', replayTtlSeconds)
}

function replayLeaseMs({ replayLeaseSeconds = 60 }: RuntimeSettings): number {
  return milliseconds('replayLeaseSeconds', replayLeaseSeconds)
}

const environments: readonly RunEnvironment[] = ['production', 'simulation', 'ci']

function environmentOf({ environment = 'production' }: RuntimeSettings): RunEnvironment {
  if (environments.includes(environment)) return environment
  throw new ActivationError('activation_error', [`the setting environment must be one of ${environments.join(', ')}`])
}

function milliseconds(setting: string, seconds: number): number {
  if (Number.isSafeInteger(seconds) && seconds >= 1) return seconds * 1000
  throw new ActivationError('replay_ttl_invalid', [failure('replay_ttl_invalid', { setting }).message])
}

interface FlowChoice {
  readonly flowStore: FlowStore | undefined
  readonly leaseMs: number
  readonly pollMs: number
}

interface FlowRuns {
  readonly host: Host
  readonly flows: FlowLife
}

function startFlowRuns(host: Host, choice: FlowChoice): FlowRuns {
  const { flows, flowKernel } = host.program
  // Only `flowKernel` of `tenon/program` is ever there: a contract cannot name what the runner is made of.
  const kernel = flowKernel as FlowKernel | undefined
  if (flows === undefined || flows.size === 0 || kernel === undefined) return { host, flows: noFlows }
  const own = choice.flowStore === undefined ? host.store?.flows : undefined
  const store = choice.flowStore ?? own ?? createMemoryFlowStore()
  const runner = kernel.createRunner({
    flows,
    store,
    isTransactional: own !== undefined,
    logger: host.logger,
    timer: host.timer,
    leaseMs: choice.leaseMs,
    pollMs: choice.pollMs,
    newId: () => host.identity.newInvocationId(),
    newToken: idSequence('', 32),
    now: () => {
      host.time.advance()
      return host.time.ms
    },
  })
  const inspection = kernel.inspectFlows(flows, store, () => runner.wake())
  // The runner hands the kernel's signals on, and the kernel runs the runner's actions: each is made before both begin.
  const withFlows = { ...host, flows: runner }
  runner.start((action) => performFlowAction(withFlows, action))
  return { host: withFlows, flows: { inspection, drain: () => runner.drain(), close: () => runner.close() } }
}

const noFlows: FlowLife = {
  inspection: { counts: async () => [], deadLetters: async () => [], retryDeadLetter: async () => false },
  drain: async () => {},
  close: async () => {},
}
