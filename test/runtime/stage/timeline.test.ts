import { describe, expect, it } from 'vitest'
import type { GuardProgram } from '../../../src/contract/guard.js'
import type { RowScope } from '../../../src/contract/listing.js'
import type { Program, QueryProgram } from '../../../src/contract/program.js'
import type { AppStore } from '../../../src/contract/store.js'
import { timelineKernel } from '../../../src/kernel/timeline-kernel.js'
import { ActivationError } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { at, counted, tally } from '../../projection/timeline/tally.js'
import { queryOf } from '../../store/sample-app.js'
import { changed, type Desk, startDesk, withProbe } from '../desk/desk.js'

type Guards = GuardProgram<RowScope>

interface Wanted {
  readonly store?: AppStore
  readonly guards?: Guards
  readonly accumulation?: string
}

const countedNow = { ...counted, eventKey: ({ who, by }: { who: string; by: number }) => `${who}-${by}` }

/** The desk, which counts and shows what it has counted. */
function deskOf({ store = createMemoryStore(), guards, accumulation = 'tally' }: Wanted = {}): Desk {
  const timeline = tally({ accumulation, ...(guards === undefined ? {} : { guards: guards as never }) })
  const sums = {
    ...queryOf(timeline as never),
    id: 'sums',
    roles: ['authenticated'],
    projection: timeline,
    asOf: ({ input }: { readonly input: unknown }) => (input as { readonly at?: unknown }).at,
  } as unknown as QueryProgram
  const base = withProbe(
    (input, run) => {
      run.emit(countedNow, () => input as { who: string; by: number })
      return Promise.resolve(null)
    },
    {},
    { history: { retentionMs: null }, timelines: new Map([['tally', timeline]]), timelineKernel },
  )
  const listBoard = base.queries.get('list_board') as QueryProgram
  const oldBoard = { ...listBoard, id: 'old_board', readInput: (raw: unknown) => raw, asOf: () => at(1) }
  const queries = new Map([...base.queries, ['sums', sums], ['old_board', oldBoard as unknown as QueryProgram]])
  return startDesk({ store, program: { ...base, queries } as Program })
}

function rule(policy: Guards['policy']): Guards {
  const holds = ({ row, args, as_of }: RowScope) =>
    (row as { sum: number }).sum < ((args as { most?: number }).most ?? 5) || as_of !== null
  return {
    kind: 'projection',
    primitive: 'tally',
    policy,
    structural: [{ id: 'small', description: 'Sums are small.', path: 'projections.tally.guards.structural.0', holds }],
    semantic: [],
  }
}

describe('a query of a timeline', () => {
  it('shows what the calls before it have emitted', async () => {
    const desk = deskOf()
    expect((await desk.mutate('probe', { who: 'ann', by: 3 })).status).toBe('ok')
    expect((await desk.mutate('probe', { who: 'ann', by: 4 })).status).toBe('ok')
    const answer = await desk.query('sums', {})
    expect(answer).toMatchObject({
      status: 'ok',
      output: { rows: [{ who: 'ann', sum: 7, trail: '34' }], meta: { strategy: 'timeline', as_of_applied: null } },
    })
    expect(await desk.query('sums', { at: '2026-05-01T07:59:59Z' })).toMatchObject({
      output: { rows: [], meta: { as_of_applied: '2026-05-01T07:59:59.000Z' } },
    })
    await desk.runtime.close()
  })

  it('is refused where it asks for no instant, and where its projection is of another strategy', async () => {
    const desk = deskOf()
    expect(await desk.query('sums', { at: 'yesterday' })).toMatchObject({
      status: 'error',
      error: { code: 'projection_as_of_error' },
    })
    expect(await desk.query('old_board', {})).toMatchObject({
      status: 'error',
      error: { code: 'projection_as_of_error' },
    })
  })

  it('fails where the store does, and says nothing of how', async () => {
    const inner = createMemoryStore()
    const scan = () => Promise.reject(new Error('secret path'))
    const head = () => 0
    const desk = deskOf({ store: changed(inner, { history: { scan, head, scanAsOf: scan } }) })
    const answer = await desk.query('sums', {})
    expect(answer).toMatchObject({ status: 'error', error: { code: 'projection_provider_error' } })
    expect(JSON.stringify(answer)).not.toContain('secret')
    expect(desk.log.map(({ level }) => level)).toContain('error')
    expect(await desk.runtime.rebuildProjection('tally')).toMatchObject({
      ok: false,
      error: { code: 'projection_provider_error' },
    })
  })
})

describe('the rules of a timeline', () => {
  async function over(policy: Guards['policy']) {
    const desk = deskOf({ guards: rule(policy) })
    await desk.mutate('probe', { who: 'ann', by: 9 })
    await desk.mutate('probe', { who: 'ben', by: 2 })
    return desk
  }

  it('end the call where the policy is to abort', async () => {
    const answer = await (await over('abort')).query('sums', {})
    expect(answer).toMatchObject({
      status: 'error',
      error: {
        code: 'projection_guard_error',
        details: { violations: [{ row: 0, guard_id: 'small', description: 'Sums are small.', policy: 'abort' }] },
      },
    })
  })

  it('warn where it is to go on, and only tell where it is to emit', async () => {
    const told = {
      evaluated_rows: 2,
      violation_count: 1,
      violations: [{ row: 0, guard_id: 'small', description: 'Sums are small.' }],
    }
    const warned = await (await over('log_and_continue')).query('sums', {})
    expect(warned).toMatchObject({ status: 'ok', output: { meta: { guards: told } } })
    expect(warned.meta.warnings).toHaveLength(1)
    const emitted = await (await over('emit_violation')).query('sums', {})
    expect(emitted).toMatchObject({ status: 'ok', output: { meta: { guards: told } } })
    expect(emitted.meta.warnings).toEqual([])
  })

  it('see the input and the instant', async () => {
    const desk = await over('abort')
    expect((await desk.query('sums', { most: 10 })).status).toBe('ok')
    expect((await desk.query('sums', { at: '2026-05-01T08:00:00Z' })).status).toBe('ok')
  })
})

describe('a rebuild by the operator', () => {
  it('makes a timeline anew whose definition has changed', async () => {
    const store = createMemoryStore()
    const before = deskOf({ store })
    await before.mutate('probe', { who: 'ann', by: 3 })
    await before.query('sums', {})
    const desk = deskOf({ store, accumulation: 'another' })
    expect(await desk.query('sums', {})).toMatchObject({
      status: 'error',
      error: { code: 'projection_rebuild_required_error', details: { rebuild_status: 'stale' } },
    })
    expect(await desk.runtime.rebuildProjection('tally')).toEqual({ ok: true })
    expect(await desk.query('sums', {})).toMatchObject({
      output: { meta: { rebuild_started_at: '2026-05-01T08:00:00.000Z', rebuild_progress: 1 } },
    })
  })

  it('is refused for what is no timeline, and once the runtime is closed', async () => {
    const desk = deskOf()
    expect(await desk.runtime.rebuildProjection('board')).toMatchObject({
      ok: false,
      error: { code: 'projection_plan_error' },
    })
    await desk.runtime.close()
    expect(await desk.runtime.rebuildProjection('tally')).toMatchObject({
      ok: false,
      error: { code: 'runtime_closed_error' },
    })
  })
})

describe('an app with timelines does not start', () => {
  const { scan, head } = createMemoryStore().history as NonNullable<AppStore['history']>
  const lacks: readonly (readonly [missing: readonly string[], changes: Partial<AppStore>])[] = [
    [['history.persist', 'history.rebuild'], { timelines: undefined as never }],
    [['history.append', 'history.scan', 'history.scan_as_of'], { history: undefined as never }],
    [['history.scan_as_of'], { history: { scan, head } }],
  ]
  it.each(lacks)('over a store without %j', async (missing, changes) => {
    const desk = deskOf({ store: changed(createMemoryStore(), changes) })
    const thrown = await desk.runtime.ready.catch((reason: unknown) => reason)
    expect(thrown).toBeInstanceOf(ActivationError)
    expect((thrown as ActivationError).code).toBe('capability_unreachable_error')
    expect((thrown as ActivationError).problems).toEqual(
      missing.map((port) => `the store of the module store does not serve ${port}`),
    )
    expect(await desk.runtime.rebuildProjection('tally')).toMatchObject({ ok: false })
  })
})
