import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FlowStore } from '../../src/contract/flow-store.js'
import type { SignalProgram } from '../../src/contract/program.js'
import { createMemoryFlowStore } from '../../src/store/memory/flow-store.js'
import { temporaryFolder } from '../harness/temporary-folder.js'
import { type VirtualTimer, virtualTimer } from '../harness/virtual-timer.js'
import {
  type Answer,
  aDay,
  asked,
  broken,
  countingFlow,
  done,
  type Errand,
  emit,
  openOffice,
  pollMs,
  refused,
} from './office.js'
import { openSqlite } from './open-sqlite.js'

const step = { path: 'steps.0' }
const flow = countingFlow('count', step)

let timer: VirtualTimer

beforeEach(() => {
  timer = virtualTimer()
})

/** Lets that much time pass. */
function pass(ms: number): Promise<void> {
  return timer.settle(timer.sleep(ms))
}

describe.each<readonly [string, () => Promise<FlowStore>]>([
  ['memory', async () => createMemoryFlowStore()],
  ['SQLite', () => openSqlite(join(temporaryFolder(), 'flows.db'))],
])('runs on %s', (_, openStore) => {
  let store: FlowStore

  beforeEach(async () => {
    store = await openStore()
  })

  it('begin in the order of emission, and then of the id of the flow', async () => {
    const begun: string[] = []
    const flows = [countingFlow('b', step), countingFlow('a', step)]
    const office = openOffice({
      store,
      timer,
      flows,
      work: ({ flow, id }) => {
        begun.push(`${id}${flow}`)
        return done
      },
    })
    await emit(office, { id: '2', key: 'k' }, { id: '1', key: 'l' })
    await timer.settle(office.drain())
    expect(begun).toEqual(['2a', '2b', '1a', '1b'])
  })

  it('begin after the call that emitted, never within it', async () => {
    let begun = 0
    const work = () => {
      begun++
      return done
    }
    const office = openOffice({ store, timer, flows: [flow], work })
    await emit(office, { id: '1', key: 'k' })
    expect(begun).toBe(0)
    await pass(0)
    expect(begun).toBe(1)
  })

  it('wait twice as long before each attempt, up to half a minute, and so does their key, but no other', async () => {
    const attempts: number[] = []
    const others: string[] = []
    const patient = countingFlow('count', { ...step, maxAttempts: 9, backoffMs: 1000 })
    const work = ({ id }: Errand): Answer => {
      if (id !== '1') {
        others.push(`${id} at ${timer.now}`)
        return done
      }
      attempts.push(timer.now)
      return attempts.length < 8 ? broken : done
    }
    const office = openOffice({ store, timer, flows: [patient], work })
    await emit(office, { id: '1', key: 'k' }, { id: '2', key: 'k' }, { id: '3', key: 'l' })
    await timer.settle(office.drain())
    expect(attempts).toEqual([0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000])
    expect(others).toEqual(['3 at 0', '2 at 91000'])
    expect(await store.counts()).toMatchObject([{ completed: 3, failed: 0, pending: 0 }])
  })

  it.each([
    ['a refusal at once', refused, 1, { details: { violations: [{ code: 'action_guard_error' }] } }],
    ['an error after the last attempt', broken, 3, { details: { last: { code: 'capability_invocation_error' } } }],
  ])('end with %s', async (_, answer, attempts, failure) => {
    let tries = 0
    const patient = countingFlow('count', { ...step, maxAttempts: 3, backoffMs: 10 })
    const work = () => {
      tries++
      return answer
    }
    const office = openOffice({ store, timer, flows: [patient], work })
    await emit(office, { id: '1', key: 'k' })
    await timer.settle(office.drain())
    expect(tries).toBe(attempts)
    expect(await store.deadLetters()).toMatchObject([
      { attempts, failedAt: timer.now, failure: { code: 'flow_step_error', ...failure } },
    ])
  })

  it('go on after an action that politely says no', async () => {
    const work = (): Answer => ({ status: 'ok', output: { ok: false } })
    const office = openOffice({ store, timer, flows: [flow], work })
    await emit(office, { id: '1', key: 'k' })
    await timer.settle(office.drain())
    expect(await store.counts()).toMatchObject([{ completed: 1, failed: 0 }])
  })

  it('know an event by its signal and its key, unless the flow says otherwise', async () => {
    const ran: string[] = []
    const told: SignalProgram = { ...(asked as SignalProgram), id: 'told' }
    const { idempotencyKey: _, ...plain } = { ...flow, on: [...flow.on, told] }
    const work = ({ id }: Errand): Answer => {
      ran.push(id)
      return done
    }
    const office = openOffice({ store, timer, flows: [plain], work })
    const payload = { id: '1', key: 'k' }
    await emit(office, payload, payload)
    await emit(office, { ...payload, signalId: 'told' })
    await timer.settle(office.drain())
    expect(ran).toEqual(['1', '1'])
    expect(await store.counts()).toMatchObject([{ completed: 2, deduped: 1 }])
  })

  it('forget the oldest event of a key that has more than it may remember', async () => {
    const ran: string[] = []
    const forgetful = countingFlow('count', step, { ...aDay, maxIdempotencyKeys: 2 })
    const work = ({ id }: Errand): Answer => {
      ran.push(id)
      return done
    }
    const office = openOffice({ store, timer, flows: [forgetful], work })
    await emit(office, ...['1', '2', '2', '3', '1', '3'].map((id) => ({ id, key: 'k' })))
    await timer.settle(office.drain())
    expect(ran).toEqual(['1', '2', '3', '1'])
    expect(await store.counts()).toMatchObject([{ completed: 4, deduped: 2 }])
  })

  it('find state, events and count of a key until its time is over since the last run', async () => {
    const counts: (number | null)[] = []
    const brief = countingFlow('count', step, { stateTtlMs: 1000, maxIdempotencyKeys: 9, maxRuns: 2 })
    const work = ({ count }: Errand): Answer => {
      counts.push(count)
      return done
    }
    const office = openOffice({ store, timer, flows: [brief], work })
    const ask = async (id: string): Promise<void> => {
      await emit(office, { id, key: 'k' })
      await timer.settle(office.drain())
    }
    await ask('1')
    await pass(999 - timer.now)
    await ask('1')
    await ask('2')
    expect(await store.counts()).toMatchObject([{ completed: 2, deduped: 1 }])
    await ask('3')
    expect(await store.deadLetters()).toMatchObject([{ failure: { code: 'flow_run_limit_error' } }])
    await pass(1000)
    await ask('1')
    expect(counts).toEqual([null, 1, null])
  })

  it('begin with what fits of a state that an older app has left', async () => {
    const counts: (number | null)[] = []
    const log: string[] = []
    const old = { ...flow, readState: (raw: unknown) => ({ count: 'many', ...(raw as object) }) }
    const before = openOffice({ store, timer, flows: [{ ...old, run: () => {} }], work: () => done })
    await emit(before, { id: '1', key: 'k' })
    await timer.settle(before.drain())
    // What a closed office has left is there for the next one.
    await timer.settle(before.close())
    const work = ({ count }: Errand): Answer => {
      counts.push(count)
      return done
    }
    const office = openOffice({ store, timer, flows: [flow], work, log: (message) => log.push(message) })
    await emit(office, { id: '2', key: 'k' })
    await timer.settle(office.drain())
    expect([counts, log]).toEqual([[null], ['members of the state of a flow do not fit it any more and begin anew']])
  })

  it('fail of a payload that is none any more', async () => {
    const office = openOffice({ store, timer, flows: [flow], work: () => done })
    await emit(office, { id: 7 as unknown as string, key: 'k' })
    await timer.settle(office.drain())
    expect(await store.deadLetters()).toMatchObject([{ failure: { code: 'flow_signal_error' } }])
  })

  it('go on when a store that failed for a moment answers again', async () => {
    let failures = 0
    const flaky = Object.create(store) as FlowStore
    for (const method of ['claim', 'hasCompleted', 'recordStep'] as const)
      Object.defineProperty(flaky, method, {
        value: (...asked: readonly never[]): unknown => {
          if (!failing.delete(method)) return (store[method] as (...asked: readonly never[]) => unknown)(...asked)
          failures++
          throw new Error('busy')
        },
      })
    const failing = new Set(['hasCompleted', 'recordStep'])
    const office = openOffice({ store: flaky, timer, flows: [flow], work: () => done })
    await timer.settle(office.drain())
    failing.add('claim')
    await emit(office, { id: '1', key: 'k' })
    await pass(0)
    expect(failures).toBe(1)
    // Nobody asks again: the office does so by itself.
    await pass(pollMs + 10_000)
    expect(failures).toBe(3)
    expect(await store.counts()).toMatchObject([{ completed: 1, failed: 0, pending: 0 }])
    failing.add('claim')
    await expect(office.drain()).rejects.toThrow('busy')
  })

  it('count anew for a key that is never idle, and keep its state', async () => {
    const counts: (number | null)[] = []
    const busy = countingFlow('count', step, { stateTtlMs: 1000, maxIdempotencyKeys: 9, maxRuns: 2 })
    const work = ({ count }: Errand): Answer => {
      counts.push(count)
      return done
    }
    const office = openOffice({ store, timer, flows: [busy], work })
    for (let id = 0; id < 4; id++) {
      await emit(office, { id: String(id), key: 'k' })
      await timer.settle(office.drain())
      await pass(600)
    }
    expect([counts, await store.deadLetters()]).toEqual([[null, 1, 2, 3], []])
  })

  it('leave others a turn between many that wait for nothing', async () => {
    let ran = 0
    const work = (): Answer => {
      ran++
      return done
    }
    const office = openOffice({ store, timer, flows: [flow], work })
    await emit(office, ...Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, key: 'k' })))
    const drained = office.drain()
    await new Promise((resolve) => setImmediate(resolve))
    expect(ran).toBeLessThan(100)
    await timer.settle(drained)
    expect(ran).toBe(100)
  })

  it('are more than are looked at together', async () => {
    let running = 0
    let most = 0
    const work = async (): Promise<Answer> => {
      most = Math.max(most, ++running)
      await timer.sleep(5)
      running--
      return done
    }
    const office = openOffice({ store, timer, flows: [flow], work })
    await emit(office, ...Array.from({ length: 100 }, (_, index) => ({ id: `${index}`, key: `${index}` })))
    await timer.settle(office.drain())
    expect(most).toBe(16)
    expect(await store.counts()).toMatchObject([{ completed: 100 }])
  })
})
