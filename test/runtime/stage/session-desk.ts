import type { JsonObject } from '../../../src/contract/json.js'
import type { ActionRun } from '../../../src/contract/program.js'
import type { SessionOutcome, SessionProgram } from '../../../src/contract/session.js'
import type { AppStore, Commit } from '../../../src/contract/store.js'
import type { AuthContext, HostPorts } from '../../../src/runtime.js'
import { callFailed } from '../../../src/semantics/call-failed.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { changed, startDesk, withProbe } from '../desk/desk.js'
import { bundleOf } from '../screen/start-sample.js'

/** The session of the sample `session`. */
export const session = bundleOf('session').program.session as SessionProgram<{
  readonly find: string
  readonly p: number
}>

export type Body = (run: ActionRun, attempt: number) => unknown

export interface Setting {
  readonly outcome?: Omit<SessionOutcome, 'session'>
  /** What ann's session holds before. */
  readonly before?: JsonObject
  /** A change of ann's session by somebody else, just before the commit of this number. */
  readonly meanwhile?: Readonly<Record<number, JsonObject | null>>
  readonly commit?: (commit: Commit, inner: AppStore) => ReturnType<AppStore['commit']>
  readonly create?: (inner: AppStore) => AppStore
  readonly hostPorts?: HostPorts
  readonly caller?: AuthContext | null
  readonly sessionId?: string
  readonly key?: string
  readonly effects?: readonly ('write' | 'session' | 'network')[]
}

const ann = { subject: 'ann' }

async function put(store: AppStore, value: JsonObject | null, key = 'user:ann'): Promise<void> {
  const { version } = await store.sessions.read(key)
  await store.commit({ reads: [], writes: [], replay: null, session: { key, value, version } })
}

/** Runs one action of ann's that may do anything to her session. */
export async function act(body: Body, setting: Setting = {}) {
  const { outcome, before = {}, meanwhile = {}, create = (store) => store, caller = ann, sessionId, key } = setting
  const inner = createMemoryStore()
  const commits: Commit[] = []
  const watched = changed(inner, {
    commit: async (commit) => {
      commits.push(commit)
      const other = meanwhile[commits.length]
      if (other !== undefined) await put(inner, other)
      return setting.commit === undefined ? inner.commit(commit) : setting.commit(commit, inner)
    },
  })
  let attempts = 0
  const { effects = ['network', 'session', 'write'] } = setting
  const more = outcome === undefined ? { effects } : { effects, sessionOutcome: { session, ...outcome } }
  const program = withProbe(
    (_, run) => body(run, ++attempts),
    { ...more, roles: null },
    { session, defaultPolicy: 'allow' },
  )
  const desk = startDesk({ program, store: create(watched), hostPorts: setting.hostPorts ?? {} })
  await desk.runtime.ready
  if (Object.keys(before).length > 0) await put(inner, before)
  const answer = await desk.runtime.invoke({
    entrypointKind: 'mutation',
    entrypointId: 'probe',
    input: {},
    authContext: caller,
    sessionId,
    idempotencyKey: key,
  })
  const { value } = await inner.sessions.read('user:ann')
  return { ...desk, answer, attempts, commits, value, inner, program }
}

/** Sets one path. */
export const write = (run: ActionRun, path: string, value: unknown) =>
  run.writeSession(session, { patch: { op: 'set', path, value } })
/** Writes one record. */
export const record = (run: ActionRun, id: string) =>
  run.write({ patch: { op: 'upsert', collection: 'agents', id, value: { display: id } } })
/** Fails. */
export const boom = () => {
  throw callFailed('expression_type_error', { problem: 'boom' })
}
