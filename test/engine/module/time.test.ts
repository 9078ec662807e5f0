import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { time } from '../../../src/module/time/index.js'
import { declaredNames, type OpenedGuest, openGuest } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeEach(async () => {
  guest = await openGuest(time)
})
afterEach(() => guest.close())

describe('time', () => {
  it('tells the time of the host', async () => {
    const body = `const time = require('time'); return [time.now(), time.iso()]`
    expect(await guest.run(body)).toEqual([Date.UTC(2024, 0, 2), '2024-01-02T00:00:00.000Z'])
    await guest.advance(1500)
    expect(await guest.run(body)).toEqual([Date.UTC(2024, 0, 2) + 1500, '2024-01-02T00:00:01.500Z'])
  })

  it('tells how long something took', async () => {
    await guest.run(`globalThis.start = require('time').monotonic()`)
    await guest.advance(250)
    expect(await guest.run(`return require('time').since(start)`)).toBe(250)
  })

  it('G05 has a performance.now that never goes back', async () => {
    const body = `return [typeof performance.now(), performance.now()]`
    const [type, first] = (await guest.run(body)) as [string, number]
    await guest.advance(5)
    const [, second] = (await guest.run(body)) as [string, number]
    expect([type, second - first]).toEqual(['number', 5])
    expect(await guest.run(`return performance === require('time').performance`)).toBe(true)
  })

  it('S05 declares what it exports', async () => {
    expect(declaredNames(time.declaration ?? '')).toEqual(await guest.run(`return Object.keys(require('time')).sort()`))
  })

  it('touches the clock alone', () => {
    expect(time.capabilities).toEqual(['clock'])
  })
})
