import { type Deployment, hostApiVersion, type LockedCapability } from '../contract/deployment.js'
import type { Json } from '../contract/json.js'
import type { Program } from '../contract/program.js'
import type { ProviderModule } from '../contract/provider.js'
import { PortError } from '../contract/provider.js'
import type { ScenarioProgram } from '../contract/scenario.js'
import type { AppStore } from '../contract/store.js'
import { countingIds } from './fixed-world.js'

/** The module that stands in for others in a run; no manifest can have its id. */
export const standInId = 'tenon:scenarios'

/** What ports answer in the scenario that runs now. */
export interface Overrides {
  current: ReadonlyMap<string, Json>
}

/** Which ports are answered for in a run: in all of its scenarios, or in some. */
export interface OverriddenPorts {
  readonly always: ReadonlySet<string>
  readonly sometimes: ReadonlySet<string>
}

/** Finds the ports that scenarios answer for. */
export function findOverridden(scenarios: readonly ScenarioProgram[]): OverriddenPorts {
  const ports = scenarios.flatMap(({ overrides }) => overrides.map(({ port }) => port))
  const isAlways = (port: string): boolean =>
    scenarios.every(({ overrides }) => overrides.some((override) => override.port === port))
  const always = new Set(ports.filter(isAlways))
  return { always, sometimes: new Set(ports.filter((port) => !always.has(port))) }
}

const ids = 'ids.generate'

/** What the store of the run serves, whatever serves it in the app. */
function isOfStore(port: string): boolean {
  return port.startsWith('collections.') || port.startsWith('session.') || port.startsWith('history.')
}

/**
 * The app composed for a run: its store, its ids and the ports that are always answered for are the stand-in's. A module
 * of which nothing is left to do is not started, and whatever its config wants from the environment is not asked for.
 */
export function composeRun(program: Program, { always, sometimes }: OverriddenPorts): Deployment {
  const given = program.deployment ?? nothingComposed(program)
  const { capabilityBindings } = given.bindingPlan
  const bound = new Set(capabilityBindings.map(({ portId }) => portId))
  // A port that no module serves can be answered for all the same.
  const isReplaced = (port: string): boolean =>
    isOfStore(port) || port === ids || always.has(port) || (sometimes.has(port) && !bound.has(port))
  const kept = capabilityBindings.filter(({ portId }) => !isReplaced(portId))
  const known = [...storedBy(program), ...bound, ...program.ports.keys(), ...sometimes]
  const replaced = [...new Set(known)].filter(isReplaced).map((port) => lockedPort(program, port))
  const resolution = { mode: 'local', targetHost: given.host, providerId: standInId } as const
  const isBusy = (id: string): boolean =>
    kept.some((binding) => binding.resolution.mode !== 'unreachable' && binding.resolution.providerId === id)
  return {
    ...given,
    modules: [
      { id: standInId, kind: 'provider', source: standInId, config: {} },
      ...given.modules.filter(({ id, kind }) => kind !== 'provider' || isBusy(id)),
    ],
    bindingPlan: {
      ...given.bindingPlan,
      capabilityBindings: [
        ...kept,
        ...replaced.map(({ portId, portVersion }) => ({ portId, portVersion, resolution })),
      ],
    },
    lockfile: {
      ...given.lockfile,
      providers: [
        ...given.lockfile.providers,
        { providerId: standInId, providerVersion: null, integrity: null, capabilities: replaced },
      ],
    },
  }
}

function nothingComposed({ app }: Program): Deployment {
  const head = { appId: app.id, environment: 'test', hostApiVersion }
  return {
    hostApiVersion,
    host: 'node',
    modules: [],
    bindingPlan: { ...head, capabilityBindings: [] },
    lockfile: { ...head, providers: [] },
  }
}

const historyPorts = ['append', 'persist', 'rebuild', 'scan', 'scan_as_of'].map((name) => `history.${name}`)

/** What the store of a run has to serve, whether or not the app says so. */
function storedBy({ collections, session, history }: Program): readonly string[] {
  return [
    ...(history === undefined ? [] : historyPorts),
    ...(collections.size === 0 ? [] : ['collections.read', 'collections.write']),
    ...(session === undefined ? [] : ['session.read', 'session.write']),
  ]
}

function lockedPort({ ports, requirements }: Program, portId: string): LockedCapability {
  const required = requirements.find((one) => one.portId === portId)
  const portVersion = required?.portVersion ?? ports.get(portId)?.version ?? '1.0.0'
  return { portId, portVersion, contractHash: required?.contractHash ?? null }
}

/** The stand-in: an empty store, ids that count, and the answers of the scenario that runs now. */
export function standIn(
  overrides: Overrides,
  overridden: OverriddenPorts,
  createStore: () => AppStore,
): ProviderModule {
  return {
    kind: 'provider',
    activate: () => {
      const store = createStore()
      const next = countingIds()
      const ports = [...overridden.always, ...overridden.sometimes]
      const answers = ports.map((port) => [port, () => answerOf(port, overrides)] as const)
      const generate = (input: IdsInput) => overrides.current.get(ids) ?? { ids: makeIds(input, next) }
      return { ...Object.fromEntries(answers), [ids]: generate, store, deactivate: () => store.close() }
    },
  }
}

function answerOf(port: string, { current }: Overrides): Json {
  const answer = current.get(port)
  if (answer !== undefined) return answer
  throw new PortError('capability_unreachable_error', `no module serves the port ${port}`)
}

interface IdsInput {
  readonly prefix?: string | null
  readonly count?: number | null
}

const mostIds = 1000

function makeIds({ prefix, count }: IdsInput, next: (prefix: string) => string): readonly string[] {
  const wanted = count ?? 1
  if (wanted < 1 || wanted > mostIds)
    throw new PortError('ids_count_error', `count must be between 1 and ${mostIds}, not ${wanted}`)
  return Array.from({ length: wanted }, () => next(prefix ?? ''))
}
