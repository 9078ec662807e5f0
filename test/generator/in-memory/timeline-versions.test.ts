import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import { type AppRuntime, createAppRuntime } from '../../../src/runtime.js'
import { createSqliteStore } from '../../../src/store/sqlite/index.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'
import { handClock, keepingLogger, storeModule } from '../../runtime/desk/desk.js'

const versions = {
  1: {
    signal: '{ payload: { id: id!, person: text } }',
    closing: '{ id: { $expr: { var: input.id } }, person: { $expr: { var: input.by } } }',
  },
  2: {
    signal: `
        version: 2
        payload: { id: id!, agent: text }
        migrate: [ { from_version: 1, payload: { id: { $expr: { var: payload.id } }, agent: { $expr: { var: payload.person } } } } ]`,
    closing: '{ id: { $expr: { var: input.id } }, agent: { $expr: { var: input.by } } }',
  },
  3: {
    signal: `
        version: 3
        payload: { id: id!, agent: text, points: int! }
        migrate:
          - from_version: 2
            payload: { id: { $expr: { var: payload.id } }, agent: { $expr: { var: payload.agent } }, points: 10 }
          - from_version: 1
            payload: { id: { $expr: { var: payload.id } }, agent: { $expr: { cat: [ { var: payload.person }, "?" ] } } }`,
    closing: '{ id: { $expr: { var: input.id } }, agent: { $expr: { var: input.by } }, points: 3 }',
  },
} as const

interface Wanted {
  readonly version: keyof typeof versions
  /** What the timeline groups by and adds up. */
  readonly member: 'person' | 'agent'
  readonly sum: string
  readonly retention?: string
}

function yamlOf({ version, member, sum, retention = '365d' }: Wanted): string {
  const { signal, closing } = versions[version]
  return `
app: { id: desk, name: Desk, tz: UTC, history: { enabled: true, retention: ${retention} } }
domain:
  signals:
    custom:
      opened: { payload: { id: id!, ${member}: text } }
      closed: ${signal}
  actions:
    desk.close:
      effects: [emit]
      in: { id: id!, by: text }
      emits:
        - { signal: opened, payload: { id: { $expr: { var: input.id } }, ${member}: { $expr: { var: input.by } } } }
        - { signal: closed, payload: ${closing} }
  projections:
    sums:
      strategy: timeline
      signals: [opened, closed]
      group_by: [payload.${member}]
      start: { sum: 0, opened: 0 }
      when:
        opened: { opened: { $expr: { "+": [ { var: acc.opened }, 1 ] } } }
        closed: { sum: { $expr: { "+": [ { var: acc.sum }, ${sum} ] } } }
      pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 25, max_page_size: 100 }
    log:
      strategy: timeline
      signals: [closed, opened]
      pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 25, max_page_size: 100 }
queries:
  - { id: sums, in: { at: timestamp }, returns: { projection: sums, as_of: { $expr: { var: input.at } } } }
  - { id: log, in: {}, returns: { projection: log } }
mutations: [ { id: close, in: { id: id!, by: text }, run: { actionId: desk.close, input: {} } } ]
access: { default_policy: allow, roles: {} }
`
}

const modules = 'tenon: 1\nmodules: [ { id: store, kind: provider, source: "tenon:memory" } ]'

/** Deploys versions of one app, one after the other, over one file. */
function deployment() {
  const file = join(temporaryFolder(), 'desk.db')
  const clock = handClock('2026-05-01T08:00:00.000Z')
  let running: AppRuntime | null = null
  let calls = 0
  onTestFinished(() => running?.close())
  const invoke = (entrypointKind: 'query' | 'mutation', entrypointId: string, input: object) => {
    if (running === null) throw new Error('nothing is deployed')
    return running.invoke({ entrypointKind, entrypointId, input, idempotencyKey: `k${++calls}` })
  }
  return {
    clock,
    rebuild: () => running?.rebuildProjection('sums'),
    close: (id: string, by: string | null) => invoke('mutation', 'close', { id, by }),
    query: (id: string, input: object = {}) => invoke('query', id, input),
    deploy: async (wanted: Wanted) => {
      await running?.close()
      const bundle = compileApp({ spec: defineApp({ yaml: yamlOf(wanted), modules }) })
      const store = createSqliteStore({ file })
      running = createAppRuntime({
        bundle,
        hostPorts: { clock, logger: keepingLogger(), moduleLoader: { load: () => storeModule(store) } },
      })
      await running.ready
    },
  }
}

it('carries history through the versions of an app', async () => {
  const app = deployment()
  await app.deploy({ version: 1, member: 'person', sum: '1' })
  await app.close('a', 'ann')
  await app.close('b', null)
  expect(await app.query('sums')).toMatchObject({
    output: { rows: [{ person: 'ann', sum: 1, opened: 1 }], meta: { ungrouped_records: 2, history_complete: true } },
  })
  await app.close('c', 'ann')

  // Another name of the member is another definition of the groups.
  await app.deploy({ version: 2, member: 'agent', sum: '1' })
  expect(await app.query('sums')).toMatchObject({
    error: { code: 'projection_rebuild_required_error', details: { rebuild_status: 'stale' } },
  })
  // `opened` has no version: what it was is read as it is, and names nobody.
  expect(await app.rebuild()).toEqual({ ok: true })
  expect(await app.query('sums')).toMatchObject({
    output: { rows: [{ agent: 'ann', sum: 2, opened: 0 }], meta: { rebuild_progress: 1, ungrouped_records: 4 } },
  })

  await app.deploy({ version: 3, member: 'agent', sum: '{ var: payload.points }' })
  expect(await app.query('sums')).toMatchObject({ error: { code: 'projection_rebuild_required_error' } })
  await app.rebuild()
  app.clock.ms += 60_000
  await app.close('d', 'ann')
  // Two steps lift the oldest payloads; what was closed since is of the new version.
  expect(await app.query('sums')).toMatchObject({
    output: {
      rows: [
        { agent: '?', sum: 10, opened: 0 },
        { agent: 'ann', sum: 3, opened: 1 },
        { agent: 'ann?', sum: 20, opened: 0 },
      ],
    },
  })
  expect(await app.query('sums', { at: '2026-05-01T08:00:00Z' })).toMatchObject({
    output: { rows: [{ agent: '?' }, { agent: 'ann?', sum: 20 }], meta: { as_of_applied: '2026-05-01T08:00:00.000Z' } },
  })
  const log = await app.query('log')
  // By time, then by event key, then as they were emitted: both signals of a call have one key.
  expect((log.output as { rows: readonly unknown[] }).rows).toMatchObject([
    { signal_name: 'opened', signal_version: 1, event_key: 'a' },
    { signal_name: 'closed', signal_version: 3, event_key: 'a', payload: { id: 'a', agent: 'ann?', points: 10 } },
    { signal_name: 'opened', event_key: 'b' },
    { signal_name: 'closed', event_key: 'b', payload: { points: 10 } },
    { signal_name: 'opened', event_key: 'c' },
    { signal_name: 'closed', event_key: 'c' },
    { signal_name: 'opened', event_key: 'd' },
    { signal_name: 'closed', event_key: 'd', payload: { agent: 'ann', points: 3 } },
  ])

  // Going back: what is in history by now is more than the old version knows.
  await app.deploy({ version: 2, member: 'agent', sum: '1' })
  expect(await app.query('log')).toMatchObject({
    status: 'error',
    error: { code: 'projection_signal_migration_error' },
  })
  expect(await app.rebuild()).toMatchObject({ ok: false, error: { code: 'projection_signal_migration_error' } })
  expect(await app.query('sums')).toMatchObject({
    error: { code: 'projection_rebuild_required_error', details: { rebuild_status: 'failed' } },
  })
})

it('needs no rebuild for what changes nothing of what is accumulated', async () => {
  const app = deployment()
  await app.deploy({ version: 1, member: 'person', sum: '1' })
  await app.close('a', 'ann')
  await app.query('sums')
  await app.deploy({ version: 1, member: 'person', sum: '1', retention: '400d' })
  expect(await app.query('sums')).toMatchObject({ status: 'ok', output: { rows: [{ sum: 1 }] } })
  await app.deploy({ version: 1, member: 'person', sum: '2' })
  expect(await app.query('sums')).toMatchObject({ error: { code: 'projection_rebuild_required_error' } })
})

it('keeps the first event of a key', async () => {
  const app = deployment()
  await app.deploy({ version: 1, member: 'person', sum: '1' })
  await app.close('a', 'ann')
  // Of another call, so that it is another event, and the call warns of it.
  const other = await app.close('a', 'ann')
  expect([other.status, other.emittedSignals, other.meta.warnings.length]).toEqual(['ok', [], 2])
  expect(await app.query('sums')).toMatchObject({ output: { rows: [{ person: 'ann', sum: 1, opened: 1 }] } })
})

it('forgets what is older than the retention, and says so', async () => {
  const app = deployment()
  await app.deploy({ version: 1, member: 'person', sum: '1', retention: '1h' })
  await app.close('a', 'ann')
  app.clock.ms += 2 * 60 * 60_000
  await app.close('b', 'ben')
  expect(await app.query('log')).toMatchObject({
    output: { rows: [{ event_key: 'b' }, { event_key: 'b' }], meta: { history_complete: false } },
  })
  expect(await app.query('sums')).toMatchObject({
    output: { rows: [{ person: 'ben', sum: 1 }], meta: { history_complete: false } },
  })
})
