import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { timers } from '../../../src/module/timers/index.js'
import { declaredNames, failing, type OpenedGuest, openGuest } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeEach(async () => {
  guest = await openGuest(timers)
  await guest.run(`globalThis.seen = []; globalThis.see = (name) => (...args) => seen.push([name, ...args])`)
})
afterEach(() => guest.close())

const seen = (): Promise<unknown> => guest.run('return seen')

describe('timers', () => {
  it('fire in the order in which they fall due, and those of one time in the order in which they were set', async () => {
    await guest.run(
      `setTimeout(see('30'), 30); setTimeout(see('10'), 10, 'x', 1); setTimeout(see('10 too'), 10.9); setTimeout(see('-'), -5); setTimeout(see('none'))`,
    )
    await guest.advance(9)
    expect(await seen()).toEqual([['-'], ['none']])
    await guest.advance(1)
    expect(await seen()).toEqual([['-'], ['none'], ['10', 'x', 1], ['10 too']])
    await guest.advance(20)
    expect(await seen()).toHaveLength(5)
  })

  it('are their own ids, and are cleared by either', async () => {
    await guest.run(`const a = setTimeout(see('a'), 5); const b = setTimeout(see('b'), 5); const c = setTimeout(see('c'), 5)
      clearTimeout(a); clearTimeout(+b); clearTimeout(String(+c)); clearTimeout(a); clearTimeout(undefined); clearTimeout(99); clearTimeout({})`)
    await guest.advance(10)
    expect(await seen()).toEqual([])
  })

  it('repeat until they are cleared, from within too', async () => {
    await guest.run(
      `let count = 0; const timer = setInterval((name) => { seen.push(name); if (++count === 3) clearInterval(timer) }, 10, 'tick')`,
    )
    await guest.advance(100)
    expect(await seen()).toEqual(['tick', 'tick', 'tick'])
  })

  it('repeat every millisecond at most', async () => {
    await guest.run(`globalThis.timer = setInterval(see('tick'), 0)`)
    await guest.advance(3)
    await guest.run(`clearInterval(timer)`)
    await guest.advance(3)
    expect(await seen()).toEqual([['tick'], ['tick'], ['tick']])
  })

  it('of setImmediate come after what runs now and its microtasks, in order, unless they are cleared', async () => {
    await guest.run(`setImmediate(see('first'), 1); const second = setImmediate(see('second')); setImmediate(see('third'))
      queueMicrotask(see('microtask')); clearImmediate(second); seen.push(['now'])`)
    await guest.advance(0)
    expect(await seen()).toEqual([['now'], ['microtask'], ['first', 1], ['third']])
  })

  it('start anew by refresh, before and after they fired', async () => {
    await guest.run(`globalThis.timer = setTimeout(see('fired'), 10)`)
    await guest.advance(6)
    await guest.run('timer.refresh()')
    await guest.advance(6)
    expect(await seen()).toEqual([])
    await guest.advance(4)
    await guest.run('timer.refresh()')
    await guest.advance(10)
    expect(await seen()).toEqual([['fired'], ['fired']])
    await guest.run('timer.refresh().close(); timer.refresh()')
    await guest.advance(20)
    expect(await seen()).toHaveLength(2)
  })

  it('keep their time when they are referenced or not', async () => {
    const body = `globalThis.timer = setTimeout(see('fired'), 10); return [timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref().hasRef(), setImmediate(() => {}).unref().hasRef()]`
    expect(await guest.run(body)).toEqual([true, true, false, true, false])
    await guest.advance(6)
    await guest.run('timer.unref()')
    await guest.advance(3)
    expect(await seen()).toEqual([])
    await guest.advance(1)
    expect(await seen()).toEqual([['fired']])
  })

  it('that throw are told of, and take nothing with them', async () => {
    await guest.run(`let count = 0
      const timer = setInterval(() => { if (++count === 2) clearInterval(timer); throw new RangeError('no ' + count) }, 5)
      setTimeout(see('after'), 20)`)
    await guest.advance(30)
    expect(await seen()).toEqual([['after']])
    const failures = guest.logged.map(({ message, details }) => [
      message,
      String(Reflect.get(Object(details), 'error')),
    ])
    expect(failures).toEqual([
      ['"setTimeout" failed, and nobody waits for it.', 'RangeError: no 1'],
      ['"setTimeout" failed, and nobody waits for it.', 'RangeError: no 2'],
    ])
  })

  it('refuse what is no function, as Node does', async () => {
    const body = `${failing} return ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => failing(() => globalThis[name]('code')))`
    expect(await guest.run(body)).toEqual(Array(4).fill(['TypeError', 'ERR_INVALID_ARG_TYPE']))
  })

  it('are globals, the very functions of the module', async () => {
    const names = Object.keys(timers.globals ?? {})
    expect(
      await guest.run(`return ${JSON.stringify(names)}.map((name) => globalThis[name] === require('timers')[name])`),
    ).toEqual(names.map(() => true))
  })

  it('T01 sleep resolves, with its value', async () => {
    await guest.run(
      `require('timers').sleep(10, 'rested').then(see('slept')); require('timers').sleep(0).then(see('at once'))`,
    )
    await guest.advance(9)
    expect(await seen()).toEqual([['at once', null]])
    await guest.advance(1)
    expect(await seen()).toEqual([
      ['at once', null],
      ['slept', 'rested'],
    ])
  })

  it('T02 sleep refuses a negative time, and what is none', async () => {
    const body = `return Promise.all([-1, NaN, '5', undefined].map((ms) => require('timers').sleep(ms).catch((error) => [error.name, error.code])))`
    expect(await guest.run(body)).toEqual(Array(4).fill(['RangeError', 'ERR_OUT_OF_RANGE']))
  })

  it('have promises as Node has them', async () => {
    await guest.run(
      `const { promises } = require('timers'); promises.setTimeout(-1, 'a').then(see('timeout')); promises.setImmediate('b').then(see('immediate'))`,
    )
    await guest.advance(1)
    expect(await seen()).toEqual([
      ['immediate', 'b'],
      ['timeout', 'a'],
    ])
  })

  it('have promises that stop when they are told to', async () => {
    await guest.run(`const { promises } = require('timers'); const listeners = new Set()
      const signal = { aborted: false, reason: 'enough', addEventListener: (_, fn) => listeners.add(fn), removeEventListener: (_, fn) => listeners.delete(fn) }
      const told = (error) => seen.push([error.name, error.code, error.cause])
      promises.setTimeout(10, 1, { signal }).then(see('fired'), told); promises.setImmediate(1, { signal }).then(see('left'), told)
      promises.setTimeout(10, 1, { signal: { ...signal, aborted: true } }).catch(told)
      setTimeout(() => { for (const stop of listeners) stop(); see('listeners')(listeners.size) }, 5)`)
    await guest.advance(20)
    expect(await seen()).toEqual([
      ['AbortError', 'ABORT_ERR', 'enough'],
      ['left', 1],
      ['listeners', 1],
      ['AbortError', 'ABORT_ERR', 'enough'],
    ])
  })

  it('S05 are declared as they are exported', async () => {
    expect(declaredNames(timers.declaration ?? '')).toEqual(
      await guest.run(`return Object.keys(require('timers')).sort()`),
    )
  })

  it('touch the clock alone', () => {
    expect(timers.capabilities).toEqual(['clock'])
  })
})
