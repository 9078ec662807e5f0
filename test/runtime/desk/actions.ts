import { expect } from 'vitest'
import type { ActionRun, CollectionPatch, MutationProgram } from '../../../src/contract/program.js'
import type { AppStore } from '../../../src/contract/store.js'
import { PortError } from '../../../src/provider.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { type VirtualTimer, virtualTimer } from '../../harness/virtual-timer.js'
import type { AgentsRecord } from './contracts.js'
import { changed, startDesk, withProbe } from './desk.js'

export type Body = (run: ActionRun, attempt: number, inner: AppStore) => unknown

export interface Given {
  readonly rollback?: 'none'
  readonly create?: (inner: AppStore) => AppStore
  /** What becomes of the mails, in their order; all is well where there are none left. */
  readonly mails?: readonly (() => unknown)[]
  readonly timer?: VirtualTimer
}

/** Runs one action over a store with the agent `a` (Ann), in virtual time. */
export async function act(
  body: Body,
  { rollback, create = (inner) => inner, mails = [], timer = virtualTimer() }: Given = {},
) {
  const inner = createMemoryStore()
  const commits: (readonly string[])[] = []
  const watched = changed(inner, {
    commit: (commit) => {
      commits.push(commit.writes.map(({ id }) => id))
      return inner.commit(commit)
    },
  })
  let attempts = 0
  let sent = 0
  const mail = { kind: 'provider', activate: () => ({ 'mail.send': () => mails[sent++]?.() ?? { message_id: 'm' } }) }
  const probe: Partial<MutationProgram> = rollback === undefined ? {} : { rollback }
  const desk = startDesk({
    program: withProbe((_, run) => body(run, ++attempts, inner), probe),
    store: create(watched),
    modules: { mail },
    hostPorts: { timer },
  })
  await desk.runtime.ready
  put(inner, 'a', 'Ann')
  const answer = await timer.settle(desk.mutate('probe', {}))
  // Whatever came of it, nothing is left that would wake.
  expect(timer.pending).toEqual([])
  const names = ['a', 'b', 'c', 'd'].map((id) => nameOf(inner, id))
  return { ...desk, answer, names, commits, attempts, sent: () => sent, timer }
}

export function put(store: AppStore, id: string, display: string): void {
  const record: { readonly id: string } = { display, id } as AgentsRecord
  void store.commit({ reads: [], writes: [{ collection: 'agents', id, record }], replay: null })
}

function nameOf(store: AppStore, id: string): unknown {
  const found = store.read('agents', id) as { readonly record: Partial<AgentsRecord> | null }
  return found.record?.display ?? null
}

export const upsert = (id: string, display: string): CollectionPatch => ({
  op: 'upsert',
  collection: 'agents',
  id,
  value: { display },
})
export const update = (id: string, display: string): CollectionPatch => ({ ...upsert(id, display), op: 'update' })
export const unit = { mode: 'required', unit_id: 'u' }
export const broken = () => {
  throw new Error('secret')
}
export const busy = () => {
  throw new PortError('mail_busy', 'busy', { retryable: true })
}

/** Goes on behind whatever fails, as emitted code does. */
export async function goOn(run: ActionRun, step: () => Promise<unknown>): Promise<void> {
  try {
    await step()
  } catch (thrown) {
    run.passOver('s', thrown)
  }
}

export const signal = { id: 'counted', version: 1, readPayload: (raw: unknown) => raw }
