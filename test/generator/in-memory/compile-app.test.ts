import { describe, expect, it } from 'vitest'
import { compileApp } from '../../../generator/compile-app.js'
import { CompositionError, defineApp } from '../../../generator/define.js'
import type { ActivationContext } from '../../../src/contract/provider.js'
import type { AppStore } from '../../../src/contract/store.js'
import { createAppRuntime } from '../../../src/runtime.js'
import memory from '../../../src/store/memory/index.js'
import { readApp } from '../emit/compile-texts.js'
import { largeApp } from '../emit/large-app.js'

const ticket = {
  id: 't1',
  owner_id: 'u1',
  assignee_id: 'a1',
  title: 'An invoice is wrong',
  state: 'open',
  opened_at: '2026-01-31T09:30:00.000Z',
  sla: null,
}

const mail = {
  kind: 'provider',
  activate: () => ({ 'mail.send': ({ subject }: { subject: string }) => ({ message_id: subject }) }),
}

/** The mini app with a ticket and an agent in its store. */
async function startDesk() {
  let store: AppStore | undefined
  const seen = {
    kind: 'provider' as const,
    async activate(context: ActivationContext<never>) {
      const activated = await memory.activate(context)
      store = activated.store
      return activated
    },
  }
  const loaded: Record<string, unknown> = { store: seen, mail }
  const bundle = compileApp({ spec: defineApp(readApp('mini-desk')) })
  const runtime = createAppRuntime({ bundle, hostPorts: { moduleLoader: { load: (id) => loaded[id] } } })
  await runtime.ready
  const writes = [
    { collection: 'tickets', id: 't1', record: ticket },
    { collection: 'agents', id: 'a1', record: { id: 'a1', display: 'Ada' } },
  ]
  await store?.commit({ reads: [], writes, replay: null })
  return { runtime, store, bundle }
}

describe('an app that is compiled in memory', () => {
  it('answers a query over a join', async () => {
    const { runtime, bundle } = await startDesk()
    const answer = await runtime.invoke({
      entrypointKind: 'query',
      entrypointId: 'list_board',
      input: { find: 'ada' },
      authContext: { subject: 'u1' },
    })
    expect(answer.status).toBe('ok')
    expect(answer.output).toEqual({
      rows: [
        {
          id: 't1',
          title: 'An invoice is wrong',
          state: 'open',
          opened_at: '2026-01-31T09:30:00.000Z',
          owner: 'u1',
          handler: 'Ada',
        },
      ],
      meta: {
        projection: 'board',
        strategy: 'join',
        artifact_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        pagination: { mode: 'page', page: 1, page_size: 25, total_rows: 1, total_pages: 1 },
      },
    })
    expect(answer.meta.artifactHash).toBe(bundle.hash)
    await runtime.close()
  })

  it('hides a row from whom the filter of the query hides it', async () => {
    const { runtime } = await startDesk()
    const rowsFor = async (subject: string, claims: Record<string, boolean>) => {
      const request = { entrypointKind: 'query', entrypointId: 'list_board', authContext: { subject, claims } } as const
      const { output } = await runtime.invoke<{ rows: unknown[] }>(request)
      return output?.rows.length
    }
    expect(await rowsFor('u2', {})).toBe(0)
    expect(await rowsFor('u2', { desk_agent: true })).toBe(1)
  })

  it('runs a mutation through reads, writes, ports and a signal', async () => {
    const { runtime, store } = await startDesk()
    const answer = await runtime.invoke<{ ok: boolean; comment_id: string }>({
      entrypointKind: 'mutation',
      entrypointId: 'add_comment',
      input: { ticket_id: 't1', text: '  Thank you  ' },
      authContext: { subject: 'u1' },
    })
    expect(answer.status).toBe('ok')
    expect(answer.output?.ok).toBe(true)
    const id = answer.output?.comment_id ?? ''
    const { record } = (await store?.read('comments', id)) ?? {}
    expect(record).toMatchObject({ id, ticket_id: 't1', author_id: 'u1', text: 'Thank you', internal: false })
    expect((await store?.read('tickets', 't1'))?.record).toMatchObject({ state: 'waiting' })
    expect(answer.emittedSignals.map(({ signalId, eventKey, payload }) => ({ signalId, eventKey, payload }))).toEqual([
      { signalId: 'comment.added', eventKey: id, payload: { id, ticket_id: 't1', author_id: 'u1', internal: false } },
    ])
  })

  it('takes the other branch without touching anything', async () => {
    const { runtime } = await startDesk()
    const answer = await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'add_comment',
      input: { ticket_id: 'none', text: 'x' },
      authContext: { subject: 'u1' },
    })
    expect(answer).toMatchObject({ status: 'ok', output: { ok: false, comment_id: null }, emittedSignals: [] })
  })

  it('refuses what does not fit, naming every member', async () => {
    const { runtime } = await startDesk()
    const answer = await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'add_comment',
      input: { ticket_id: '', internal: 'yes', more: 1 },
      authContext: { subject: 'u1' },
    })
    expect(answer.status).toBe('rejected')
    expect(answer.violations.map(({ path }) => path)).toEqual(['internal', 'more', 'text', 'ticket_id'])
  })

  it('has one hash for one spec, and another for another', () => {
    const { yaml, modules } = readApp('mini-desk')
    const hashOf = (text: string) => compileApp({ spec: defineApp({ yaml: text, modules }) }).hash
    expect(hashOf(yaml)).toBe(hashOf(yaml))
    expect(hashOf(yaml)).not.toBe(hashOf(yaml.replace('max_page_size: 200', 'max_page_size: 100')))
  })

  it('runs in parts as in one file', async () => {
    const bundle = compileApp({ spec: defineApp(largeApp(300)) })
    const runtime = createAppRuntime({ bundle, hostPorts: { moduleLoader: { load: (id) => ({ mail })[id] } } })
    const authContext = { subject: 'u1' }
    const query = { entrypointKind: 'query', entrypointId: 'list_299', input: { x: 'y' }, authContext } as const
    expect((await runtime.invoke(query)).status).toBe('rejected')
    const mutation = { entrypointKind: 'mutation', entrypointId: 'act_299', input: { id: '1' }, authContext } as const
    expect((await runtime.invoke(mutation)).violations[0]?.code).toBe('access_denied_error')
    const outcome = bundle.program.mutations.get('act_299')?.run({ id: '1' }, {} as never)
    expect(await outcome).toEqual({ queue: 'general', urgent: false })
  })

  it('needs no manifest to compile', () => {
    const bundle = compileApp({ spec: defineApp({ yaml: 'app: { id: bare, name: Bare, tz: UTC }' }) })
    expect(bundle.program.deployment).toBe(null)
    expect(bundle.modules.load('store')).toBeInstanceOf(Promise)
  })
})

describe('an app that does not compile', () => {
  const { yaml, modules } = readApp('mini-desk')

  it('throws all diagnostics of a wrong shape, with their places', () => {
    const wrong = yaml
      .replace('tz: Europe/Berlin', 'zone: x')
      .replace('default_policy: deny', 'default_policy: perhaps')
    const failure = failureOf(() => defineApp({ yaml: wrong, modules }))
    expect(failure.diagnostics.length).toBeGreaterThan(1)
    expect(failure.message.split('\n').slice(1)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^app\.yaml:1:\d+: error spec_unknown_key_error: /)]),
    )
  })

  it('throws what no later phase would accept', () => {
    const wrong = yaml.replace('actionId: desk.add_comment', 'actionId: desk.add_coment')
    const failure = failureOf(() => compileApp({ spec: defineApp({ yaml: wrong, modules }) }))
    expect(failure.diagnostics.map(({ code }) => code)).toEqual(['spec_reference_not_found_error'])
    expect(failure.message).toMatch(/\napp\.yaml:\d+:\d+: error spec_reference_not_found_error: /)
  })

  it('throws an unbound port at the place that needs it', () => {
    const less = modules
      .split('\n')
      .filter((line) => !line.includes('mail.send'))
      .join('\n')
    const failure = failureOf(() => compileApp({ spec: defineApp({ yaml, modules: less }) }))
    expect(failure.diagnostics.map(({ code }) => code)).toEqual(['port_unbound_error'])
  })
})

function failureOf(run: () => unknown): CompositionError {
  try {
    run()
  } catch (failure) {
    if (failure instanceof CompositionError) return failure
    throw failure
  }
  throw new Error('nothing was thrown')
}
