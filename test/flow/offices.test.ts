import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionProgram, FlowProgram } from '../../src/contract/program.js'
import type { FlowRunner } from '../../src/flow/flow-runner.js'
import { createMemoryFlowStore } from '../../src/store/memory/flow-store.js'
import { temporaryFolder } from '../harness/temporary-folder.js'
import { type VirtualTimer, virtualTimer } from '../harness/virtual-timer.js'
import {
  type Answer,
  type Asked,
  broken,
  countingFlow,
  done,
  type Errand,
  emit,
  leaseMs,
  openOffice,
  pollMs,
} from './office.js'
import { openSqlite } from './open-sqlite.js'

const step = { path: 'steps.0' }
const idle: ActionProgram = { action: 'idle', effects: [], run: () => null }
const flow = countingFlow('count', step)

let timer: VirtualTimer

beforeEach(() => {
  timer = virtualTimer()
})

/** Lets that much time pass. */
function pass(ms: number): Promise<void> {
  return timer.settle(timer.sleep(ms))
}

describe('the end of an office', () => {
  it('on memory waits for all but what waits to be tried again', async () => {
    const ran: string[] = []
    const log: string[] = []
    const patient = countingFlow('count', { ...step, maxAttempts: 2, backoffMs: 60_000 })
    const work = ({ id }: Errand): Answer => {
      ran.push(id)
      return id === '1' ? broken : done
    }
    const store = createMemoryFlowStore()
    const office = openOffice({ store, timer, flows: [patient], work, log: (message) => log.push(message) })
    await emit(office, { id: '1', key: 'k' }, { id: '2', key: 'l' }, { id: '3', key: 'l' })
    await timer.settle(office.close())
    expect(ran).toEqual(['1', '2', '3'])
    expect(log).toEqual(['flow runs that wait to be tried again end with the app'])
  })

  it('on SQLite lets the run end that has begun, and leaves the others to the next office', async () => {
    const ran: string[] = []
    const store = await openSqlite(join(temporaryFolder(), 'flows.db'))
    const work = async ({ id }: Errand): Promise<Answer> => {
      await timer.sleep(10)
      ran.push(id)
      return done
    }
    const office = openOffice({ store, timer, flows: [flow], work })
    await emit(office, { id: '1', key: 'k' }, { id: '2', key: 'k' })
    await pass(5)
    const drained = expect(office.drain()).rejects.toThrow('closed')
    await timer.settle(office.close())
    await drained
    expect(ran).toEqual(['1'])
    const next = openOffice({ store, timer, flows: [flow], work })
    await timer.settle(next.drain())
    expect(ran).toEqual(['1', '2'])
  })

  it('on SQLite is no reason for a run to fail that it breaks off', async () => {
    const store = await openSqlite(join(temporaryFolder(), 'flows.db'))
    const begin = (answer: Answer): FlowRunner =>
      openOffice({ store, timer, flows: [flow], work: () => timer.sleep(10).then(() => answer) })
    const office = begin(broken)
    await emit(office, { id: '1', key: 'k' })
    await pass(5)
    await timer.settle(office.close())
    expect([await store.deadLetters(), await store.counts()]).toMatchObject([[], [{ pending: 1, failed: 0 }]])
    await timer.settle(begin(done).drain())
    expect(await store.counts()).toMatchObject([{ pending: 0, completed: 1 }])
  })
})

describe('offices that share a file', () => {
  let file: string

  beforeEach(() => {
    file = join(temporaryFolder(), 'flows.db')
  })

  it('run each job once, and those of a key in order and one at a time', async () => {
    // More keys than one office runs at once.
    const keys = Array.from({ length: 24 }, (_, index) => `k${index}`)
    const running = new Set<string>()
    const overlaps: string[] = []
    const ended: string[] = []
    const places = new Set<string>()
    const workAt =
      (place: string) =>
      async ({ id, key, count }: Errand): Promise<Answer> => {
        places.add(place)
        if (running.has(`${key}`)) overlaps.push(id)
        running.add(`${key}`)
        await timer.sleep(1 + (Number(id) % 3))
        ended.push(`${key}: ${id} after ${count ?? 0}`)
        running.delete(`${key}`)
        return done
      }
    const open = async (place: string): Promise<FlowRunner> =>
      openOffice({ store: await openSqlite(file), timer, flows: [flow], work: workAt(place) })
    const [here, there] = [await open('here'), await open('there')]
    for (const id of [0, 1, 2]) for (const key of keys) await emit(id === 1 ? here : there, { id: `${id}`, key })
    await timer.settle(Promise.all([here.drain(), there.drain()]))
    expect([places.size, overlaps]).toEqual([2, []])
    for (const key of keys)
      expect(ended.filter((one) => one.startsWith(`${key}:`))).toEqual(
        [0, 1, 2].map((id) => `${key}: ${id} after ${id}`),
      )
    expect(ended).toHaveLength(72)
  })

  it('leave a run alone that takes longer than its lease, while its office lives', async () => {
    const ran: string[] = []
    const workAt = (place: string) => async (): Promise<Answer> => {
      ran.push(`${place} at ${timer.now}`)
      await timer.sleep(leaseMs * 4)
      return done
    }
    const here = openOffice({ store: await openSqlite(file), timer, flows: [flow], work: workAt('here') })
    await emit(here, { id: '1', key: 'k' })
    await pass(1)
    const there = openOffice({ store: await openSqlite(file), timer, flows: [flow], work: workAt('there') })
    await timer.settle(there.drain())
    expect(ran).toEqual(['here at 0'])
  })

  it('take up a run when the lease of an office that is gone has run out', async () => {
    const store = await openSqlite(file)
    const gone = virtualTimer()
    const lost = openOffice({ store, timer: gone, flows: [flow], work: () => new Promise(() => {}) })
    await emit(lost, { id: '1', key: 'k' })
    await gone.settle(gone.sleep(0))
    let at = Number.NaN
    const work = () => {
      at = timer.now
      return done
    }
    const next = openOffice({ store: await openSqlite(file), timer, flows: [flow], work })
    await timer.settle(next.drain())
    expect([at, pollMs < leaseMs]).toEqual([leaseMs, true])
    expect(await store.counts()).toMatchObject([{ completed: 1, pending: 0 }])
  })

  it('look now and then for what another has left', async () => {
    const store = await openSqlite(file)
    const gone = openOffice({ store, timer: virtualTimer(), flows: [flow], work: () => done })
    let at = Number.NaN
    const work = (): Answer => {
      at = timer.now
      return done
    }
    const office = openOffice({ store: await openSqlite(file), timer, flows: [flow], work })
    await timer.settle(office.drain())
    await pass(1)
    await emit(gone, { id: '1', key: 'k' })
    await pass(pollMs)
    expect(at).toBe(pollMs)
  })

  it('let go of a run that was taken from them', async () => {
    const store = await openSqlite(file)
    const twice: FlowProgram = {
      ...flow,
      run: async (run) => {
        for (const path of ['steps.0', 'steps.1'])
          await run.perform(idle, { ...(run.payload as Asked), flow: path, count: null }, { path })
      },
    }
    const ran: string[] = []
    const past = virtualTimer()
    let wake: (answer: Answer) => void = () => {}
    const asleep = openOffice({
      store: await openSqlite(file),
      timer: past,
      flows: [twice],
      work: ({ flow: path }) => {
        ran.push(`asleep ${path}`)
        return new Promise((resolve) => {
          wake = resolve
        })
      },
    })
    await emit(asleep, { id: '1', key: 'k' })
    await past.settle(past.sleep(0))
    await pass(leaseMs)
    const work = ({ flow: path }: Errand): Answer => {
      ran.push(`awake ${path}`)
      return done
    }
    await timer.settle(openOffice({ store, timer, flows: [twice], work }).drain())
    wake(done)
    await past.settle(past.sleep(0))
    expect(ran).toEqual(['asleep steps.0', 'awake steps.0', 'awake steps.1'])
    expect([await store.deadLetters(), await store.counts()]).toMatchObject([[], [{ completed: 1, failed: 0 }]])
  })

  it('give a run up that takes its office with it again and again', async () => {
    const store = await openSqlite(file)
    let begun = 0
    for (let life = 0; life < 11; life++) {
      const gone = virtualTimer()
      await gone.settle(gone.sleep(leaseMs * life))
      const work = () => {
        begun++
        return new Promise<Answer>(() => {})
      }
      const lost = openOffice({ store, timer: gone, flows: [flow], work })
      if (life === 0) await emit(lost, { id: '1', key: 'k' })
      await gone.settle(gone.sleep(0))
    }
    await pass(leaseMs * 11)
    const next = openOffice({ store, timer, flows: [flow], work: () => done })
    await timer.settle(next.drain())
    expect(begun).toBe(11)
    expect(await store.deadLetters()).toMatchObject([{ failure: { code: 'flow_break_limit_error' } }])
  })
})
