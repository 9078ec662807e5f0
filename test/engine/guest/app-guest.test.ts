import { afterEach, describe, expect, it, vi } from 'vitest'
import type { GuestBundle } from '../../../src/contract/guest.js'
import { defaultGuestLimits } from '../../../src/contract/guest.js'
import type { NativeModule } from '../../../src/contract/native.js'
import type { ActivatedProvider, PortCall } from '../../../src/contract/provider.js'
import { PortError } from '../../../src/contract/provider.js'
import { integrityOf } from '../../../src/engine/guest/verify-integrity.js'
import { appGuest, appInitializer, appNative, EngineError } from '../../../src/engine.js'
import { fs } from '../../../src/module/fs/index.js'
import { defineInitializer, defineNative } from '../../../src/provider.js'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }
const opened: ActivatedProvider[] = []

afterEach(async () => {
  for (const provider of opened.splice(0)) await provider.deactivate?.()
})

interface Given {
  readonly bundle?: Partial<GuestBundle>
  readonly modules?: ReadonlyMap<string, unknown>
  readonly presets?: readonly NativeModule<never, object>[]
}

async function activate(code: string, { bundle = {}, modules = new Map(), presets = [] }: Given = {}) {
  const whole: Omit<GuestBundle, 'integrity'> = {
    id: 'guest',
    source: './guest.ts',
    code: `module.exports = { default: { ${code} } }`,
    map: null,
    provides: ['port.one'],
    requires: [],
    lifetime: 'call',
    isolation: 'inline',
    limits: { ...defaultGuestLimits, cpuMs: 500 },
    ...bundle,
  }
  const integrity = await integrityOf(whole.code)
  const provider = await appGuest({ integrity, ...whole }, presets).activate(contextOf('guest', modules) as never)
  opened.push(provider)
  const port = provider['port.one'] as (input: unknown, call: PortCall) => Promise<unknown>
  return (input: unknown, signal = new AbortController().signal) =>
    port(input, { principal: { subject: 'u1' }, ctx: {}, stepKey: 'k', signal } as unknown as PortCall)
}

function contextOf(id: string, modules: ReadonlyMap<string, unknown>) {
  return {
    id,
    config: null,
    logger: quiet,
    clock: { nowIso: () => '2026-01-01T00:00:00.000Z' },
    signal: new AbortController().signal,
    activated: (other: string) => modules.get(other),
  }
}

describe.each(['call', 'runtime'] as const)('a guest of lifetime %s', (lifetime) => {
  const bundle = { lifetime }

  it('answers with what its function gives', async () => {
    const call = await activate(
      `'port.one': (input, call) => ({ sum: input.a + input.b, by: call.principal.subject })`,
      {
        bundle,
      },
    )
    expect(await call({ a: 1, b: 2 })).toEqual({ sum: 3, by: 'u1' })
  })

  it('is awaited', async () => {
    const call = await activate(`async 'port.one'(input) { await null; return [input] }`, { bundle })
    expect(await call('x')).toEqual(['x'])
  })

  it('fails on purpose with a code of its own', async () => {
    const code = `'port.one'() { throw Object.assign(new Error('no stock'), { code: 'out_of_stock', retryable: true }) }`
    const call = await activate(code, { bundle })
    const error = await call(null).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PortError)
    expect(error).toMatchObject({ code: 'out_of_stock', message: 'no stock', retryable: true })
  })

  it('ends within its computing time, and answers the next call', async () => {
    const call = await activate(`'port.one'(input) { while (input) {} return 'done' }`, { bundle })
    await expect(call(true)).rejects.toMatchObject({ code: 'ERR_LIMIT_CPU' })
    expect(await call(false)).toBe('done')
  })

  it('ends when nobody waits any more', async () => {
    const call = await activate(`'port.one'(input) { return input ? new Promise(() => {}) : 'done' }`, { bundle })
    const controller = new AbortController()
    const pending = call(true, controller.signal)
    setTimeout(() => controller.abort(), 10)
    await expect(pending).rejects.toBeInstanceOf(EngineError)
    expect(await call(false)).toBe('done')
  })

  it('ends when it takes longer than it may', async () => {
    const limits = { ...defaultGuestLimits, wallMs: 30 }
    const call = await activate(`'port.one': () => new Promise(() => {})`, { bundle: { ...bundle, limits } })
    await expect(call(null)).rejects.toMatchObject({ code: 'ERR_CALL_TIMEOUT' })
  })

  it('may require a native at its top whose exports ask the host when they are read', async () => {
    const config = { mounts: [{ at: '/', files: {} }] }
    const files = appNative(fs, { names: ['fs'] }).activate({ ...contextOf('fs', new Map()), config } as never)
    const call = await activate('', {
      bundle: {
        ...bundle,
        code: `const files = require('fs'); module.exports = { default: { 'port.one': () => files.isReadOnly } }`,
        requires: [{ name: 'fs', module: 'fs', capabilities: ['fs.read', 'fs.write'] }],
      },
      modules: new Map([['fs', await files]]),
    })
    expect(await call(null)).toBe(true)
  })

  it('has the natives and initializers that it is granted, and no others', async () => {
    const geo = defineNative({ name: 'geo', capabilities: ['pure'], exports: { add: (a: number, b: number) => a + b } })
    const counter = defineInitializer({
      id: 'counter',
      registers: ['counter'],
      init: ({ registry }) => {
        let count = 0
        registry.register('counter', { capabilities: ['clock'], exports: { next: () => ++count } })
      },
    })
    const modules = new Map<string, unknown>()
    modules.set('geo', await appNative(geo, { names: ['geo', 'earth'] }).activate(contextOf('geo', modules) as never))
    modules.set(
      'counter',
      await appInitializer(counter as never, { registers: ['counter'] }).activate(
        contextOf('counter', modules) as never,
      ),
    )
    const code = `'port.one': () => {
      let denied; try { require('fs') } catch (error) { denied = error.code }
      return [require('earth').add(2, 3), require('counter').next(), denied]
    }`
    const call = await activate(code, {
      bundle: {
        ...bundle,
        requires: [
          { name: 'earth', module: 'geo', capabilities: ['pure'] },
          { name: 'counter', module: 'counter', capabilities: [] },
        ],
      },
      modules,
    })
    expect(await call(null)).toEqual([5, 1, 'ERR_MODULE_NOT_FOUND'])
    // What an initializer makes is made for each owned runtime.
    expect(await call(null)).toEqual([5, lifetime === 'call' ? 1 : 2, 'ERR_MODULE_NOT_FOUND'])
  })
})

describe('a guest of lifetime call', () => {
  it('is pristine at every call', async () => {
    const code = `'port.one'() {
      globalThis.seen = (globalThis.seen ?? 0) + 1
      Array.prototype.mine = (Array.prototype.mine ?? 0) + 1
      return [globalThis.seen, [].mine]
    }`
    const call = await activate(code)
    for (let round = 0; round < 20; round += 1) expect(await call(null)).toEqual([1, 1])
  })

  it('sees other randomness at every call', async () => {
    const call = await activate(`'port.one': () => Math.random()`)
    const rolls = new Set(await Promise.all(Array.from({ length: 40 }, () => call(null))))
    expect(rolls.size).toBe(40)
  })

  it('may not ask the host while it loads for what would be the same in every call', async () => {
    const dice = defineNative({ name: 'dice', capabilities: ['random'], exports: { roll: () => 4 } })
    const modules = new Map<string, unknown>()
    modules.set('dice', await appNative(dice, { names: ['dice'] }).activate(contextOf('dice', modules) as never))
    const requires = [{ name: 'dice', module: 'dice', capabilities: ['random'] as const }]
    const loading = activate(`'port.one': (() => { const n = require('dice').roll(); return () => n })()`, {
      bundle: { requires },
      modules,
    })
    await expect(loading).rejects.toMatchObject({ code: 'ERR_HOST_CALL_AT_LOAD' })
    const call = await activate(`'port.one': () => require('dice').roll()`, { bundle: { requires }, modules })
    expect(await call(null)).toBe(4)
  })

  it('runs many calls at once, each by itself', async () => {
    const call = await activate(`async 'port.one'(n) { globalThis.n = n; await null; return globalThis.n }`)
    const numbers = Array.from({ length: 200 }, (_, index) => index)
    expect(await Promise.all(numbers.map((n) => call(n)))).toEqual(numbers)
  })
})

describe('a guest of lifetime runtime', () => {
  it('keeps what its calls leave behind', async () => {
    const call = await activate(`'port.one'() { return globalThis.seen = (globalThis.seen ?? 0) + 1 }`, {
      bundle: { lifetime: 'runtime' },
    })
    expect([await call(null), await call(null)]).toEqual([1, 2])
  })
})

it('is replaced where its promises have no end, whoever calls it next', async () => {
  const code = `async 'port.one'(input) { const n = (globalThis.n = (globalThis.n ?? 0) + 1); while (input) await null; return n }`
  const limits = { ...defaultGuestLimits, wallMs: 60 }
  const call = await activate(code, { bundle: { lifetime: 'runtime', limits } })
  expect([await call(false), await call(false)]).toEqual([1, 2])
  await expect(call(true)).rejects.toMatchObject({ code: 'ERR_CALL_TIMEOUT' })
  // The same guest answers as long as its promises may still come to an end; then there is another.
  await vi.waitFor(async () => expect(await call(false)).toBeLessThan(3), { timeout: 10_000 })
})

it('is not activated when its code is not what was built', async () => {
  const bundle = { integrity: await integrityOf('module.exports = { default: {} }') }
  await expect(activate(`'port.one': () => 1`, { bundle })).rejects.toMatchObject({
    code: 'ERR_INTEGRITY',
    message: expect.stringContaining('is not what was built'),
  })
})
