import { VirtualClock } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import type { CallSource, LoopHost } from '../../src/engine/loop/event-loop.js'
import { RuntimeLoop } from '../../src/engine/loop/event-loop.js'
import { createRealClock } from '../../src/engine/loop/real-clock.js'

/** A loop that has no VM: what is called is written down, what is thrown is collected. */
function openLoop(clock = new VirtualClock()) {
  const told: string[] = []
  const thrown: unknown[] = []
  const calls: (() => void)[] = []
  const host: LoopHost = {
    run: (fire) => {
      try {
        fire()
      } catch (error) {
        thrown.push(error)
      }
    },
    hasLeftovers: false,
    drainLeftovers: () => {},
    changed: () => {},
  }
  const source: CallSource = {
    get ready() {
      return calls.length > 0
    },
    runNext: () => calls.shift()?.(),
  }
  const loop = new RuntimeLoop(clock, host, source)
  const tell = (text: string) => () => {
    told.push(text)
  }
  const call = (work: () => void): void => {
    calls.push(work)
    loop.wake()
  }
  return { loop, clock, told, thrown, tell, call }
}

describe('the loop', () => {
  it('L01 keeps what is pending until its time has come, and has nothing pending at first', async () => {
    const { loop, clock, told, tell } = openLoop()
    expect(loop.pending).toBe(0)
    loop.setTimeout(tell('late'), 20)
    loop.setTimeout(tell('unseen'), 30, { unref: true })
    expect(loop.pending).toBe(1)
    await clock.advance(19)
    expect([told, loop.pending]).toEqual([[], 1])
    await clock.advance(1)
    expect([told, loop.pending]).toEqual([['late'], 0])
  })

  it('L02 has nothing left when it is stopped after its work', async () => {
    const { loop, clock, told, tell } = openLoop()
    loop.setTimeout(tell('one'), 1)
    loop.setImmediate(tell('at once'))
    await clock.advance(1)
    expect([told, loop.stop()]).toEqual([['at once', 'one'], 0])
  })

  it('L03 lets an interval end itself', async () => {
    const { loop, clock, told } = openLoop()
    const interval = loop.setInterval(() => {
      told.push(`tick at ${loop.now()}`)
      if (told.length === 3) loop.clear(interval)
    }, 10)
    await clock.advance(100)
    expect([told, loop.pending]).toEqual([['tick at 10', 'tick at 20', 'tick at 30'], 0])
  })

  it('L04 runs immediates in order, and not those that were cleared', async () => {
    const { loop, clock, told, tell } = openLoop()
    loop.setImmediate(tell('first'))
    const second = loop.setImmediate(tell('second'))
    loop.setImmediate(() => {
      told.push('third')
      loop.setImmediate(tell('next turn'))
    })
    loop.clear(second)
    await clock.advance(0)
    expect([told, loop.pending]).toEqual([['first', 'third', 'next turn'], 0])
  })

  it('L06 never runs an interval again that was cleared while it was due', async () => {
    const { loop, clock, told, tell } = openLoop()
    loop.setTimeout(() => loop.clear(interval), 10)
    const interval = loop.setInterval(tell('tick'), 10)
    await clock.advance(50)
    expect(told).toEqual([])
  })

  it('L07 runs timers of the host by the clock of the system', async () => {
    const { loop, told } = openLoop(createRealClock() as unknown as VirtualClock)
    await new Promise<void>((resolve) => {
      const interval = loop.setInterval(() => {
        told.push('tick')
        if (told.length < 3) return
        loop.clear(interval)
        loop.setTimeout(resolve, 1)
      }, 1)
    })
    expect([told, loop.pending, loop.now() > 2]).toEqual([['tick', 'tick', 'tick'], 0, true])
  })

  it('L08 has nothing left of what was set and cleared while it was stopped', () => {
    const { loop } = openLoop()
    loop.stop()
    loop.clear(loop.setTimeout(() => {}, 5))
    loop.clear(loop.setImmediate(() => {}))
    loop.clear(loop.setInterval(() => {}, 5))
    expect([loop.pending, loop.stop()]).toEqual([0, 0])
  })

  it('L09 counts to zero after many timers were set and cleared in any order', async () => {
    const { loop, clock, told, tell } = openLoop()
    const timers = Array.from({ length: 1000 }, (_, index) => loop.setTimeout(tell(`${index}`), (index * 7) % 13))
    for (const timer of [...timers].reverse()) if (timer % 3 > 0) loop.clear(timer)
    await clock.advance(13)
    expect([told.length, loop.pending, loop.stop()]).toEqual([333, 0, 0])
  })

  it('L10 runs nothing while it is stopped, and all of it after the next start', async () => {
    const { loop, clock, told, tell, call } = openLoop()
    loop.setTimeout(tell('timer'), 5)
    expect(loop.stop()).toBe(1)
    loop.setImmediate(tell('immediate'))
    loop.control(tell('control'))
    call(tell('call'))
    await clock.advance(10)
    expect(told).toEqual([])
    loop.start()
    await clock.advance(0)
    expect(told).toEqual(['control', 'timer', 'call', 'immediate'])
  })

  it('L12 can be stopped from within: the job ends, and no other begins', async () => {
    const { loop, clock, told, tell } = openLoop()
    loop.setTimeout(() => {
      loop.stop()
      told.push('ended')
    }, 1)
    loop.setTimeout(tell('other'), 1)
    await clock.advance(10)
    expect([told, loop.state, loop.stop()]).toEqual([['ended'], 'stopped', 1])
  })

  it('L13 takes no harm when a timer clears itself, or one that never was', async () => {
    const { loop, clock, told } = openLoop()
    const timer = loop.setTimeout(() => {
      loop.clear(timer)
      loop.clear(4711)
      told.push('ran')
    }, 1)
    await clock.advance(5)
    loop.clear(timer)
    expect([told, loop.pending]).toEqual([['ran'], 0])
  })

  it('L14 refuses timers once it is terminated, has forgotten those it had, and can be started again', async () => {
    const { loop, clock, told, tell } = openLoop()
    loop.setTimeout(tell('forgotten'), 1)
    loop.terminate()
    expect(loop.pending).toBe(0)
    expect(() => loop.setTimeout(() => {}, 1)).toThrow(expect.objectContaining({ code: 'ERR_RUNTIME_CLOSING' }))
    expect(() => loop.setImmediate(() => {})).toThrow(expect.objectContaining({ code: 'ERR_RUNTIME_CLOSING' }))
    loop.start()
    loop.setTimeout(tell('again'), 1)
    await clock.advance(5)
    expect(told).toEqual(['again'])
  })

  it('L15 goes on after a callback that throws, and hands on what it threw', async () => {
    const { loop, clock, told, thrown, tell } = openLoop()
    const error = new Error('broken')
    loop.setTimeout(() => {
      throw error
    }, 1)
    loop.setTimeout(tell('next'), 1)
    await clock.advance(1)
    expect([told, thrown]).toEqual([['next'], [error]])
  })

  it('L17 fires by time, then by id, whatever the order of their making', async () => {
    const { loop, clock, told, tell } = openLoop()
    for (const [name, ms] of [
      ['c', 30],
      ['a1', 10],
      ['b', 20],
      ['a2', 10],
      ['zero', 0],
      ['negative', -5],
      ['nothing', Number.NaN],
      ['a3', 10.9],
    ] as const)
      loop.setTimeout(tell(name), ms)
    await clock.advance(30)
    expect(told).toEqual(['zero', 'negative', 'nothing', 'a1', 'a2', 'a3', 'b', 'c'])
  })

  it('takes in each turn the control lane, then timers, then one call, then immediates', async () => {
    const { loop, clock, told, tell, call } = openLoop()
    loop.setImmediate(tell('immediate'))
    call(tell('call 1'))
    call(tell('call 2'))
    loop.setTimeout(tell('timer'), 0)
    loop.control(() => {
      told.push('control')
      loop.control(tell('control of the next turn'))
    })
    await clock.advance(0)
    expect(told).toEqual(['control', 'timer', 'call 1', 'immediate', 'control of the next turn', 'call 2'])
  })

  it('gives the host its turn however much there is to do', async () => {
    const { loop, call } = openLoop()
    let calls = 0
    const again = (): void => {
      calls += 1
      call(again)
    }
    call(again)
    await new Promise((resolve) => setTimeout(resolve, 1))
    loop.terminate()
    expect(calls).toBeGreaterThan(0)
  })
})
