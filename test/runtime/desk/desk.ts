import type { MutationProgram, Program } from '../../../src/contract/program.js'
import type { ActivatedProvider, Clock, Logger, ProviderModule } from '../../../src/contract/provider.js'
import type { AppStore } from '../../../src/contract/store.js'
import ids from '../../../src/provider/ids.js'
import { defineProvider } from '../../../src/provider.js'
import {
  type AppRuntime,
  type AuthContext,
  createAppRuntime,
  type Envelope,
  type HostPorts,
  type RuntimeSettings,
  staticModules,
} from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import type { Ports } from './contracts.js'
import { program as deskProgram } from './program.js'

/** A clock that stands until it is set. */
export interface HandClock extends Clock {
  ms: number
}

export function handClock(at = '2026-05-01T08:00:00.000Z'): HandClock {
  return {
    ms: Date.parse(at),
    nowIso() {
      return new Date(this.ms).toISOString()
    },
  }
}

export interface LogEntry {
  readonly level: keyof Logger
  readonly message: string
  readonly details: Readonly<Record<string, unknown>> | undefined
}

/** A logger that keeps what it was told. */
export function keepingLogger(): Logger & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = []
  const write = (level: keyof Logger) => (message: string, details?: Readonly<Record<string, unknown>>) =>
    void entries.push({ level, message, details })
  return { entries, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly stepKey: string
}

/** A mail provider that keeps what was sent, and does first what the test asks for. */
export function mailbox(before: (mail: Mail) => unknown = () => {}) {
  const sent: Mail[] = []
  const module = defineProvider<Ports, 'mail.send'>({
    activate: () => ({
      'mail.send': async ({ to, subject }, { stepKey }) => {
        await before({ to, subject, stepKey })
        sent.push({ to, subject, stepKey })
        return { message_id: `m-${sent.length}` }
      },
    }),
  })
  return { sent, module }
}

/** A module around a store that the test holds. */
export function storeModule(store: AppStore): ProviderModule {
  return { kind: 'provider', activate: (): ActivatedProvider => ({ store }) }
}

/** The same store with some methods of the test's own. */
export function changed(inner: AppStore, changes: Partial<AppStore>): AppStore {
  return {
    open: (schema) => inner.open(schema),
    read: (collection, id) => inner.read(collection, id),
    select: (selection) => inner.select(selection),
    commit: (commit) => inner.commit(commit),
    replay: inner.replay,
    sessions: inner.sessions,
    flows: inner.flows,
    ...(inner.history === undefined ? {} : { history: inner.history }),
    ...(inner.timelines === undefined ? {} : { timelines: inner.timelines }),
    close: () => inner.close(),
    ...changes,
  }
}

/** The same store, but every answer comes later. */
export function slowed(inner: AppStore): AppStore {
  return changed(inner, {
    open: async (schema) => inner.open(schema),
    read: async (collection, id) => inner.read(collection, id),
    select: async (selection) => inner.select(selection),
    commit: async (commit) => inner.commit(commit),
    sessions: { read: async (key) => inner.sessions.read(key) },
  })
}

export interface Desk {
  readonly runtime: AppRuntime
  readonly store: AppStore
  readonly clock: HandClock
  readonly log: LogEntry[]
  readonly sent: Mail[]
  query(id: string, input?: unknown, authContext?: AuthContext | null): Promise<Envelope>
  mutate(id: string, input: unknown, more?: { key?: string; authContext?: AuthContext | null }): Promise<Envelope>
}

export interface DeskOptions {
  readonly program?: Program
  readonly store?: AppStore
  readonly modules?: Readonly<Record<string, object>>
  readonly hostPorts?: HostPorts
  readonly settings?: RuntimeSettings
  readonly beforeMail?: (mail: Mail) => unknown
}

export const ann: AuthContext = { subject: 'ann' }
export const agent: AuthContext = { subject: 'ben', claims: { desk_agent: true } }

/** A help desk over a store in memory, with a clock that stands, and ids that count. */
export function startDesk(options: DeskOptions = {}): Desk {
  const { program = deskProgram, store = createMemoryStore(), modules = {}, hostPorts = {}, settings = {} } = options
  const clock = handClock()
  const logger = keepingLogger()
  const { sent, module: mail } = mailbox(options.beforeMail)
  let count = 0
  const identity = { newTraceId: () => `trace-${++count}`, newInvocationId: () => `call-${count}` }
  const runtime = createAppRuntime({
    bundle: {
      program,
      hash: program.hash,
      modules: staticModules({ store: storeModule(store), ids, mail, ...modules }),
      diagnostics: [],
    },
    hostPorts: { clock, logger, identity, ...hostPorts },
    settings,
  })
  return {
    runtime,
    store,
    clock,
    log: logger.entries,
    sent,
    query: (entrypointId, input, authContext = ann) =>
      runtime.invoke({ entrypointKind: 'query', entrypointId, input, authContext }),
    mutate: (entrypointId, input, { key, authContext = ann } = {}) =>
      runtime.invoke({ entrypointKind: 'mutation', entrypointId, input, authContext, idempotencyKey: key }),
  }
}

/** The desk's program with one more mutation, `probe`, that runs what the test gives. */
export function withProbe(
  run: MutationProgram['run'],
  changes: Partial<MutationProgram> = {},
  more: Partial<Program> = {},
): Program {
  const probe: MutationProgram = {
    kind: 'mutation',
    id: 'probe',
    roles: ['authenticated'],
    action: 'desk.probe',
    effects: ['emit', 'network', 'write'],
    readInput: (raw) => raw,
    run,
    ...changes,
  }
  return { ...deskProgram, mutations: new Map([...deskProgram.mutations, ['probe', probe]]), ...more }
}

/** A ticket as `open_ticket` takes it. */
export function ticket(id: string, title = `Ticket ${id}`) {
  return { id, title }
}
