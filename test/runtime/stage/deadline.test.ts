import { describe, expect, it } from 'vitest'
import { Deadline } from '../../../src/kernel/deadline.js'
import { virtualTimer } from '../../harness/virtual-timer.js'

function deadlineOf(ms: number, outer: Deadline | null = null, timer = virtualTimer()) {
  return { timer, time: new Deadline({ timer, ms, target: 'mail.send', outer }) }
}

const late = { failure: { code: 'action_step_timeout_error', message: 'mail.send took longer than 50 ms' } }

describe('a deadline', () => {
  it('has no timer before something waits, and one for all waits', async () => {
    const { timer, time } = deadlineOf(50)
    expect(timer.begun).toBe(0)
    expect(await time.wait(Promise.resolve(1))).toBe(1)
    expect(await time.wait(Promise.resolve(2))).toBe(2)
    expect([timer.begun, timer.pending]).toEqual([1, [50]])
    time.end()
    expect(timer.pending).toEqual([])
  })

  it('is for all waits together', async () => {
    const { timer, time } = deadlineOf(50)
    await timer.settle(time.wait(timer.sleep(30)))
    await expect(timer.settle(time.wait(timer.sleep(30)))).rejects.toMatchObject(late)
    expect([timer.now, time.isOver]).toEqual([50, true])
  })

  it('that passed between two waits ends the next, whatever comes of it', async () => {
    const { timer, time } = deadlineOf(50)
    await time.wait(Promise.resolve())
    await timer.settle(timer.sleep(60))
    await expect(time.wait(Promise.reject(new Error('late')))).rejects.toMatchObject(late)
    expect(() => time.check()).toThrow('took longer')
  })

  it('ends where the one around it does, and says whose time it was', async () => {
    const outer = deadlineOf(50)
    const { time } = deadlineOf(90, outer.time, outer.timer)
    await expect(outer.timer.settle(time.wait(new Promise(() => {})))).rejects.toMatchObject(late)
    expect([time.over, time.isOver]).toEqual([null, true])
    expect(() => time.check()).toThrow('50 ms')
  })
})
