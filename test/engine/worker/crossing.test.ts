import { describe, expect, it } from 'vitest'
import type { GuestFunction, NativeModule } from '../../../src/contract/native.js'
import { GuestError } from '../../../src/engine.js'
import { defineNative } from '../../../src/provider.js'
import { openWorkerGuest, rejectionOf } from './open-worker-calls.js'

function native(exports: object, more: Partial<NativeModule> = {}): readonly NativeModule<never, object>[] {
  return [defineNative({ name: 'host', capabilities: ['pure'], exports, ...more } as never) as never]
}

describe('a guest in a thread', () => {
  it('sees itself as it was loaded in every call', async () => {
    const port = `port() {
      globalThis.seen = (globalThis.seen ?? 0) + 1
      Array.prototype.mine = (Array.prototype.mine ?? 0) + 1
      return [globalThis.seen, [].mine, Math.random()]
    }`
    const { call } = await openWorkerGuest(port)
    const rolls = new Set<unknown>()
    for (let round = 0; round < 50; round += 1) {
      const [seen, mine, roll] = (await call()) as readonly unknown[]
      expect([seen, mine]).toEqual([1, 1])
      rolls.add(roll)
    }
    expect(rolls.size).toBe(50)
  })

  it('keeps what its calls leave behind where its lifetime is that of the runtime', async () => {
    const { call } = await openWorkerGuest(`port: () => (globalThis.seen = (globalThis.seen ?? 0) + 1)`, {
      lifetime: 'runtime',
    })
    expect([await call(), await call(), await call()]).toEqual([1, 2, 3])
  })

  it('calls more at once than there are threads', async () => {
    const { call } = await openWorkerGuest(`async port(n) { await null; return n * 2 }`)
    const numbers = Array.from({ length: 60 }, (_, index) => index)
    expect(await Promise.all(numbers.map((n) => call(n)))).toEqual(numbers.map((n) => n * 2))
  })

  it('has nothing of this process', async () => {
    const { call } = await openWorkerGuest(`port: () => [typeof process, typeof postMessage, typeof setTimeout]`)
    expect(await call()).toEqual(['undefined', 'undefined', 'undefined'])
  })

  it('gets the value of a host function at once, and its promise later', async () => {
    const natives = native({
      add: (a: number, b: number) => a + b,
      later: async (n: number) => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        return { n }
      },
      nothing: () => {},
    })
    const port = `async port() {
      const host = require('host')
      const both = await Promise.all([host.later(1), host.later(2)])
      return [host.add(2, 3), both, host.later(3) instanceof Promise, host.nothing() === undefined]
    }`
    const { call } = await openWorkerGuest(port, { natives })
    expect(await call()).toEqual([5, [{ n: 1 }, { n: 2 }], true, true])
  })

  it('is not charged for the time that the host takes', async () => {
    const natives = native({
      slow: () => {
        for (const until = performance.now() + 600; performance.now() < until; );
        return 'done'
      },
    })
    const { call } = await openWorkerGuest(`port: () => require('host').slow()`, { natives, limits: { cpuMs: 500 } })
    expect(await call()).toBe('done')
  })

  it('may ask the host so often and no more', async () => {
    const { call } = await openWorkerGuest(`port(n) { for (; n > 0; n -= 1) require('host').ask(); return 'done' }`, {
      natives: native({ ask: () => {} }),
      limits: { hostCalls: 20 },
    })
    expect(await call(20)).toBe('done')
    expect(await rejectionOf(call(21))).toMatchObject({ code: 'ERR_LIMIT_HOST_CALLS' })
    expect(await call(20)).toBe('done')
  })

  it('crosses bytes both ways, whole', async () => {
    const natives = native({
      double: (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte * 2)),
      later: async (bytes: Uint8Array) => ({ bytes: bytes.subarray(1) }),
    })
    const port = `async port({ bytes }) {
      const { double, later } = require('host')
      return { doubled: double(bytes), rest: (await later(bytes)).bytes, empty: new Uint8Array(0), size: bytes.length }
    }`
    const { call } = await openWorkerGuest(port, { natives })
    expect(await call({ bytes: Buffer.from([1, 2, 3]) })).toEqual({
      doubled: Uint8Array.of(2, 4, 6),
      rest: Uint8Array.of(2, 3),
      empty: new Uint8Array(0),
      size: 3,
    })
  })

  it('gives bytes and texts when it answers at once, too', async () => {
    const { call } = await openWorkerGuest(`port: (text) => ({ text, bytes: Uint8Array.of(7, 8) })`)
    const text = 'a\u0000b \ud800 ü 漢'
    expect(await call(text)).toEqual({ text, bytes: Uint8Array.of(7, 8) })
  })

  it('gets nothing for a number of bytes that it made up', async () => {
    const { call } = await openWorkerGuest(`port: () => [{ '\\u0000bytes': 4096 }, Uint8Array.of(1)]`)
    expect(await call()).toEqual([new Uint8Array(0), Uint8Array.of(1)])
  })

  it('gives the host functions to call while the call lasts', async () => {
    const natives = native({ twice: async (fn: GuestFunction) => [await fn.call([1]), await fn.call([2])] })
    const { call } = await openWorkerGuest(`port: () => require('host').twice(async (n) => n * 10)`, { natives })
    expect(await call()).toEqual([10, 20])
  })
})

describe('errors', () => {
  it('of the host come back to it as the very same, through the guest', async () => {
    const refused = Object.assign(new RangeError('too far'), { code: 'too_far', metres: 3 })
    const broken = new TypeError('later')
    const natives = native({
      now: () => {
        throw refused
      },
      later: async () => {
        throw broken
      },
    })
    const port = `async port(how) {
      const host = require('host')
      try { return how === 'now' ? host.now() : await host.later() } catch (error) {
        if (how === 'look') return [error.name, error.message]
        throw error
      }
    }`
    const { call } = await openWorkerGuest(port, { natives })
    expect(await rejectionOf(call('now'))).toBe(refused)
    expect(await rejectionOf(call('later'))).toBe(broken)
    expect(await call('look')).toEqual(['TypeError', 'later'])
  })

  it('of the guest have name, message, properties and the stack of the guest', async () => {
    const { call } = await openWorkerGuest(`port() { throw Object.assign(new RangeError('no'), { of: [1] }) }`)
    const error = (await rejectionOf(call())) as GuestError
    expect(error).toBeInstanceOf(GuestError)
    expect(error).toMatchObject({ name: 'RangeError', message: 'no', properties: { of: [1] } })
    expect(error.stack).toContain('port')
  })

  it('of the guest can be caught where it was called back', async () => {
    const natives = native({
      tell: async (fn: GuestFunction) => fn.call([]).catch((error: Error) => `caught ${error.message}`),
    })
    const { call } = await openWorkerGuest(`port: () => require('host').tell(() => { throw new Error('me') })`, {
      natives,
    })
    expect(await call()).toBe('caught me')
  })

  it('name what is passed to a host function in vain', async () => {
    const natives = native(
      { add: (n: number) => n },
      {
        signatures: {
          add: {
            about: 'Adds.',
            params: [{ name: 'n', schema: { type: 'integer' } }],
            returns: { type: 'integer' },
          },
        },
      },
    )
    const { call } = await openWorkerGuest(`port: () => require('host').add('one')`, { natives })
    expect(await rejectionOf(call())).toMatchObject({ code: 'ERR_CODEC', message: expect.stringContaining('host.add') })
  })
})
