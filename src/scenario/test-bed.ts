import type { Bundle } from '../contract/bundle.js'
import type { SignalEnvelope } from '../contract/envelope.js'
import type { HostPorts, RuntimeSettings } from '../contract/host.js'
import type { AppRuntime } from '../contract/invocation.js'
import type { Program } from '../contract/program.js'
import type { ActivatedProvider } from '../contract/provider.js'
import type { ScenarioProgram } from '../contract/scenario.js'
import type { AppStore } from '../contract/store.js'
import { answeredModules } from './answered-modules.js'
import { judgePort } from './ask-judge.js'
import { countingClock, countingIdentity } from './fixed-world.js'
import { type Profile, profiles } from './profile.js'
import { composeRun, findOverridden, type Overrides, standIn, standInId } from './stand-in.js'

/** What the runner needs of the rest of the runtime. */
export interface RuntimeParts {
  start(options: {
    readonly bundle: Bundle
    readonly hostPorts: HostPorts
    readonly settings: RuntimeSettings
  }): AppRuntime
  createStore(): AppStore
  /** What timelines need of the kernel: a scenario may look at one in an app of which no query does. */
  readonly timelineKernel: object
  /** The key under which the session of a caller is kept; null where nothing of it is kept. */
  sessionKeyOf(owner: {
    readonly principal: { readonly subject: string | null }
    readonly sessionId: string
  }): string | null
}

/** What a host may bring into a run; everything else is the same in each. */
export type RunPorts = Pick<HostPorts, 'moduleLoader' | 'logger' | 'environment' | 'capabilityDelegation'>

/** A running app with nothing in it, in a world that is the same each time. */
export interface TestBed {
  readonly runtime: AppRuntime
  readonly program: Program
  readonly profile: Profile
  readonly overrides: Overrides
  /** Null for an app that keeps nothing. */
  readonly store: AppStore | null
  sessionKeyOf: RuntimeParts['sessionKeyOf']
  /** Signals that have been handed out since somebody last took them. */
  takeSignals(): readonly SignalEnvelope[]
  /** The module that judges rules in plain words; null where there is none. */
  judge(): ActivatedProvider | null
}

export interface BedRequest {
  readonly bundle: Bundle
  /** The scenarios that will run in it. */
  readonly scenarios: readonly ScenarioProgram[]
  readonly profile: Profile
  readonly hostPorts: RunPorts
}

/** Starts the app for a run. Rejects with an `ActivationError` where it does not start. */
export async function openBed(
  { start, createStore, sessionKeyOf, timelineKernel }: RuntimeParts,
  request: BedRequest,
): Promise<TestBed> {
  const { bundle, scenarios, profile, hostPorts } = request
  const overridden = findOverridden(scenarios)
  const overrides: Overrides = { current: new Map() }
  const deployment = composeRun(bundle.program, overridden)
  const program = { ...bundle.program, deployment, timelineKernel, ...shownIn(bundle.program, scenarios) }
  const portsOf = (id: string): readonly string[] =>
    deployment.bindingPlan.capabilityBindings.flatMap(({ portId, resolution }) =>
      resolution.mode === 'local' && resolution.providerId === id ? [portId] : [],
    )
  let judge: ActivatedProvider | null = null
  let store: AppStore | null = null
  const keepStore = (): AppStore => {
    store = createStore()
    return store
  }
  const own = { load: (id: string) => (id === standInId ? standIn(overrides, overridden, keepStore) : undefined) }
  const loaders = [own, ...(hostPorts.moduleLoader === undefined ? [] : [hostPorts.moduleLoader]), bundle.modules]
  const modules = answeredModules(loaders, {
    overrides,
    isWatched: (id) => portsOf(id).some((port) => port === judgePort || overridden.sometimes.has(port)),
    activated: (id, instance) => {
      if (portsOf(id).includes(judgePort)) judge = instance
    },
  })
  let signals: SignalEnvelope[] = []
  const runtime = start({
    bundle: { ...bundle, program, deployment, modules },
    hostPorts: {
      ...hostPorts,
      moduleLoader: modules,
      clock: countingClock(),
      identity: countingIdentity(),
      signalSink: { emit: (emitted) => void signals.push(...emitted) },
    },
    settings: { environment: profiles[profile].environment },
  })
  await runtime.ready
  return {
    runtime,
    program,
    profile,
    overrides,
    store,
    sessionKeyOf,
    takeSignals: () => {
      const taken = signals
      signals = []
      return taken
    },
    judge: () => judge,
  }
}

/** The queries and timelines of the app, and beside them those that show projections as they are. */
function shownIn(
  { queries, timelines }: Program,
  scenarios: readonly ScenarioProgram[],
): Pick<Program, 'queries' | 'timelines'> {
  const shown = scenarios.flatMap(({ steps }) => steps.flatMap(({ expect }) => expect?.projection?.query ?? []))
  const looked = shown.flatMap(({ projection }) => (projection.strategy === 'timeline' ? [projection] : []))
  return {
    queries: new Map([...queries, ...shown.map((query) => [query.id, query] as const)]),
    // One that a query shows goes on as the app has it.
    timelines: new Map([...looked.map((timeline) => [timeline.id, timeline] as const), ...(timelines ?? [])]),
  }
}
