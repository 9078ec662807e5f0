import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/contract/json.js'
import type { AppStore } from '../../../src/contract/store.js'
import type { AuthContext, Envelope, HostPorts, RenderedScreen } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { changed, slowed } from '../desk/desk.js'
import { startSample } from './start-sample.js'

const ann: AuthContext = { subject: 'ann' }

async function put(store: AppStore, value: JsonObject | null): Promise<void> {
  const { version } = await store.sessions.read('user:ann')
  await store.commit({ reads: [], writes: [], replay: null, session: { key: 'user:ann', value, version } })
}

async function open(
  input: JsonObject,
  {
    store = createMemoryStore(),
    hostPorts = {},
    authContext = ann,
    create = (inner) => inner,
  }: {
    readonly store?: AppStore
    readonly hostPorts?: HostPorts
    readonly authContext?: AuthContext | null
    readonly create?: (inner: AppStore) => AppStore
  } = {},
) {
  const started = await startSample('routes', { store: create(store), hostPorts })
  const answer: Envelope<RenderedScreen> = await started.runtime.invoke({
    entrypointKind: 'route',
    entrypointId: 'desk_home',
    input,
    authContext,
  })
  const { value } = await store.sessions.read('user:ann')
  return { ...started, answer, value, finder: findNode(answer.output, 'finder') }
}

function findNode(screen: RenderedScreen | undefined, id: string): RenderedScreen['tree'][number] | undefined {
  const open = [...(screen?.tree ?? [])]
  for (const node of open) {
    if (node.id === id) return node
    open.push(...node.children)
  }
  return undefined
}

describe.each<readonly [string, (inner: AppStore) => AppStore]>([
  ['at once', (inner) => inner],
  ['later', slowed],
])('the inputs of a route over a store that answers %s', (_, create) => {
  it('are laid over the session and kept', async () => {
    const { answer, value, finder } = await open({ find: 'oak', p: 1, wide: 'yes' }, { create })
    expect(finder?.props.value).toBe('oak')
    expect(value).toEqual({ find: 'oak' })
    expect(answer.observedEffects).toEqual(['read', 'session'])
  })

  it('leave the session alone where they are absent or null', async () => {
    const store = createMemoryStore()
    await put(store, { find: 'ash' })
    const { answer, value, finder } = await open({ find: null }, { create, store })
    expect(finder?.props.value).toBe('ash')
    expect(value).toEqual({ find: 'ash' })
    expect(answer.observedEffects).toEqual(['read'])
  })

  it('write nothing that is there already', async () => {
    const store = createMemoryStore()
    await put(store, { find: 'ash' })
    const { version } = await store.sessions.read('user:ann')
    await open({ find: 'ash', p: 1 }, { create, store })
    expect((await store.sessions.read('user:ann')).version).toBe(version)
  })
})

describe('a route', () => {
  it('lays its inputs over what others have made of the session meanwhile', async () => {
    const inner = createMemoryStore()
    let commits = 0
    const store = changed(inner, {
      commit: async (commit) => {
        if (++commits === 1) await put(inner, { p: 2 })
        return inner.commit(commit)
      },
    })
    const { value, answer } = await open({ find: 'oak' }, { store })
    expect(value).toEqual({ p: 2, find: 'oak' })
    expect(answer.meta.warnings).toEqual([])
  })

  it.each<readonly [string, Partial<AppStore>]>([
    ['the commit fails', { commit: () => Promise.reject(new Error('disk')) }],
    ['others are faster each time', { commit: () => ({ kind: 'conflict', collection: '$session', id: 'user:ann' }) }],
  ])('renders all the same where %s', async (_, changes) => {
    const { answer, finder } = await open({ find: 'oak' }, { create: (inner) => changed(inner, changes) })
    expect(finder?.props.value).toBe('oak')
    expect(answer).toMatchObject({
      status: 'ok',
      observedEffects: ['read'],
      meta: { warnings: [{ code: 'session_store_error' }] },
    })
  })

  it('fails where the session cannot be read', async () => {
    const read = () => {
      throw new Error('disk')
    }
    const { answer } = await open({}, { create: (inner) => changed(inner, { sessions: { read } }) })
    expect(answer).toMatchObject({ status: 'error', error: { code: 'capability_invocation_error' } })
    expect(answer.meta).not.toHaveProperty('outcome')
  })

  it('keeps the session where the host does', async () => {
    const saved: Record<string, JsonObject | null> = {}
    const sessionStore = {
      load: () => null,
      save: (key: string, value: JsonObject | null) => {
        saved[key] = value
      },
    }
    const { answer, value } = await open({ find: 'oak' }, { hostPorts: { sessionStore } })
    expect([saved, value]).toEqual([{ 'user:ann': { find: 'oak' } }, {}])
    expect(answer.observedEffects).toEqual(['read', 'session'])
  })

  it('shows the rest of a screen whose queries fail', async () => {
    const select = () => {
      throw new Error('disk')
    }
    const { answer, finder } = await open({}, { create: (inner) => changed(inner, { select }) })
    expect(finder).toBeDefined()
    expect(answer).toMatchObject({
      status: 'ok',
      output: { data_meta: { queue: { status: 'error', code: 'projection_provider_error' } }, hidden: ['talk'] },
    })
  })

  it('answers as the same call throughout', async () => {
    const seen: unknown[] = []
    const inner = createMemoryStore()
    const store = changed(inner, {
      select: (selection) => {
        seen.push(selection.scope.ctx)
        return inner.select(selection)
      },
    })
    const { answer } = await open({}, { store, authContext: { subject: 'ben', claims: { agent: true } } })
    const ctx = { id: answer.invocationId, traceId: answer.traceId, now: answer.timings.startedAt }
    expect(seen).toEqual([ctx, ctx])
  })

  it('ignores an idempotency key', async () => {
    const { runtime } = await startSample('routes')
    const request = { entrypointKind: 'route', entrypointId: 'desk_printed', idempotencyKey: 'k' } as const
    expect((await runtime.invoke(request)).status).toBe('ok')
    expect((await runtime.invoke(request)).status).toBe('ok')
  })
})
