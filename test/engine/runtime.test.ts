import {
  createCallContext,
  EngineError,
  FactoryBuilder,
  type NativeModule,
  type Owner,
  VirtualClock,
} from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import { bound, failureOf, initializer } from './compose.js'

describe('an owned runtime', () => {
  it('R01 can be closed as soon as it is there, again and again', async () => {
    const factory = new FactoryBuilder().build()
    for (let turn = 0; turn < 20; turn += 1) {
      const runtime = await factory.newOwnedRuntime()
      await runtime.close()
      expect(runtime.state).toBe('closed')
    }
  })

  it('R02 binds each native once, to its own objects', async () => {
    let runtimes = 0
    const count = bound('count', ({ values }) => {
      runtimes += 1
      values.set('id', runtimes)
      const id = runtimes
      return { id: () => id }
    })
    const factory = new FactoryBuilder().withModules(count).build()
    const both = [await factory.newOwnedRuntime(), await factory.newOwnedRuntime()]
    const script = 'require("count").id() + "/" + require("count").id()'
    expect(await Promise.all(both.map((runtime) => runtime.runScript('main.js', script)))).toEqual(['1/1', '2/2'])
    expect(both.map(({ values }) => values.get('id'))).toEqual([1, 2])
    expect(runtimes).toBe(2)
    for (const runtime of both) await runtime.close()
  })

  it('R03 R04 runs closers last registered first, those of natives, initializers and the host', async () => {
    const order: string[] = []
    const runtime = await new FactoryBuilder()
      .withModules(
        bound('a', ({ defer }) => {
          defer(() => void order.push('native'))
          return {}
        }),
      )
      .withRuntimeInitializers(
        initializer('first', ({ defer }) => defer(() => void order.push('first'))),
        initializer('second', ({ defer }) => {
          defer(() => void order.push('second'))
          defer(async () => {
            await new Promise((resolve) => setTimeout(resolve, 1))
            order.push('second, awaited')
          })
        }),
      )
      .build()
      .newOwnedRuntime()
    runtime.defer(() => void order.push('host'))
    await runtime.close()
    expect(order).toEqual(['host', 'second, awaited', 'second', 'first', 'native'])
    expect(() => runtime.defer(() => {})).toThrow(expect.objectContaining({ code: 'ERR_RUNTIME_CLOSING' }))
  })

  it('R05 R06 shares values between natives, initializers and the host, and holds none under an empty key', async () => {
    const runtime = await new FactoryBuilder()
      .withModules(
        bound('a', ({ values }) => {
          values.set('native', 1)
          values.set('', 'nothing')
          return {}
        }),
      )
      .withRuntimeInitializers(
        initializer('i', ({ values }) => values.set('seen', [values.get('native'), values.get('')])),
      )
      .build()
      .newOwnedRuntime()
    expect([runtime.values.get('native'), runtime.values.get('seen'), runtime.values.get('none')]).toEqual([
      1,
      [1, undefined],
      undefined,
    ])
    await runtime.close()
  })

  it('R09 ends its lifetime with that of its parent: calls are canceled, and it can still be closed', async () => {
    const parent = new AbortController()
    const runtime = await new FactoryBuilder().build().newOwnedRuntime({ lifetime: parent.signal })
    const active = runtime.owner.call(undefined, 'active', () => new Promise(() => {}))
    await runtime.owner.call(undefined, 'next', () => {})
    const queued = runtime.owner.call(undefined, 'queued', () => 1)
    parent.abort('parent gone')
    expect([runtime.lifetime.aborted, runtime.lifetime.reason]).toEqual([true, 'parent gone'])
    expect([await failureOf(active), await failureOf(queued)].map(({ code, details }) => [code, details])).toEqual([
      ['ERR_CALL_CANCELED', { operation: 'active', phase: 'running' }],
      ['ERR_CALL_CANCELED', { operation: 'queued', phase: 'queued' }],
    ])
    await expect(runtime.owner.call(undefined, 'late', () => 1)).rejects.toMatchObject({ code: 'ERR_CALL_CANCELED' })
    await runtime.close()
  })

  it('R10 ends its lifetime when it closes', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    expect(runtime.lifetime.aborted).toBe(false)
    await runtime.close()
    expect(runtime.lifetime.reason).toMatchObject({ code: 'ERR_RUNTIME_CLOSING' })
  })

  it('R11 answers its closers, and nobody afterwards', async () => {
    let inside!: Owner
    const seen: unknown[] = []
    const runtime = await new FactoryBuilder()
      .withRuntimeInitializers(
        initializer('i', ({ owner, vm, defer, values }) => {
          inside = owner
          vm.setGlobal('left', 'over')
          values.set('key', 'value')
          defer(async () => {
            seen.push(await owner.call(undefined, 'last words', (_, guest) => guest.evaluate('left', 'a.js')))
            seen.push(vm.getGlobal('left'), values.get('key'))
          })
        }),
      )
      .build()
      .newOwnedRuntime()
    await runtime.close()
    expect(seen).toEqual(['over', 'over', 'value'])
    await expect(inside.call(undefined, 'late', () => 1)).rejects.toMatchObject({ code: 'ERR_OWNER_CLOSED' })
    expect(() => runtime.vm.evaluate('1', 'late.js')).toThrow(EngineError)
  })

  it('R12 shuts its owner and ends its loop when it closes', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    let fired = false
    runtime.loop.setTimeout(() => {
      fired = true
    }, 1)
    await runtime.close()
    expect([runtime.owner.closed, runtime.loop.pending, runtime.state]).toEqual([true, 0, 'closed'])
    await expect(runtime.owner.call(undefined, 'late', () => 1)).rejects.toMatchObject({ code: 'ERR_OWNER_CLOSED' })
    await expect(runtime.runScript('late.js', '1')).rejects.toMatchObject({ code: 'ERR_OWNER_CLOSED' })
    expect(() => runtime.loop.setTimeout(() => {}, 1)).toThrow(expect.objectContaining({ code: 'ERR_RUNTIME_CLOSING' }))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(fired).toBe(false)
  })

  it('R13 does not end when start-up is aborted after it is there', async () => {
    const startup = new AbortController()
    const runtime = await new FactoryBuilder().build().newOwnedRuntime({ startup: startup.signal })
    startup.abort()
    expect([runtime.lifetime.aborted, await runtime.runScript('a.js', '6 * 7')]).toEqual([false, 42])
    await runtime.close()
  })

  it('C10 rejects what the guest awaits of a native when the signal of its call is aborted', async () => {
    const sleeper = bound('sleeper', ({ callSignal }) => ({
      sleep: () => {
        const signal = callSignal() as unknown as AbortSignal
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('slept badly'))))
      },
    }))
    const runtime = await new FactoryBuilder().withModules(sleeper).build().newOwnedRuntime()
    const controller = new AbortController()
    const call = runtime.owner.call(createCallContext({ signal: controller.signal }), 'sleeps', (_, vm) =>
      vm.evaluate('require("sleeper").sleep().catch((error) => { globalThis.woken = error.message })', 'main.js'),
    )
    await runtime.owner.call(undefined, 'next', () => {})
    controller.abort()
    expect((await failureOf(call)).code).toBe('ERR_CALL_CANCELED')
    await runtime.owner.waitIdle()
    expect(runtime.vm.getGlobal('woken')).toBe('slept badly')
    await runtime.close()
  })

  it('L11 runs the reactions of what a timer or a native settles', async () => {
    const clock = new VirtualClock()
    const sleeper = bound('sleeper', ({ timers }) => ({
      sleep: (ms: number) => new Promise<string>((resolve) => timers.after(ms, () => resolve(`slept ${ms}`))),
    }))
    const runtime = await new FactoryBuilder({ clock }).withModules(sleeper).build().newOwnedRuntime()
    const script = runtime.runScript('main.js', '(async () => (await require("sleeper").sleep(50)).toUpperCase())()')
    await clock.advance(49)
    expect(runtime.owner.metrics.active).toBe(1)
    await clock.advance(1)
    expect(await script).toBe('SLEPT 50')
    await runtime.close()
  })

  it('L15 tells of what timers throw, and goes on', async () => {
    const clock = new VirtualClock()
    const runtime = await new FactoryBuilder({ clock }).build().newOwnedRuntime()
    const told: unknown[] = []
    const off = runtime.on('error', (event) => told.push(event))
    const error = new Error('tick')
    const throwing = (): void => {
      throw error
    }
    runtime.loop.setTimeout(throwing, 1)
    runtime.loop.setImmediate(throwing)
    await clock.advance(1)
    off()
    expect(told).toEqual([
      { operation: 'setImmediate', error },
      { operation: 'setTimeout', error },
    ])
    await runtime.close()
  })

  it('L15 logs what nobody listens to', async () => {
    const logged: unknown[] = []
    const logger = {
      debug: () => {},
      info: () => {},
      warn: () => {},
      error: (_: string, details?: object) => void logged.push(details),
    }
    const runtime = await new FactoryBuilder({ logger }).build().newOwnedRuntime()
    const error = new Error('lost')
    runtime.owner.post(undefined, 'lost', () => {
      throw error
    })
    await runtime.close()
    expect(logged).toEqual([{ operation: 'lost', error }])
  })

  it('runs hooks of guest code in the order of timers, and never within the code that is on the VM', async () => {
    const clock = new VirtualClock()
    const alarms: NativeModule<never, object> = {
      ...bound('alarms', ({ timers, callHook }) => ({
        after: (ms: number, text: string) => void timers.after(ms, () => void callHook('ring', [text])),
        now: (text: string) => void callHook('ring', [text]),
      })),
      guestCode: `const heard = []
        hook('ring', (text) => { heard.push(text); Promise.resolve().then(() => heard.push(text + '!')) })
        module.exports = { ...host, heard }`,
    }
    const runtime = await new FactoryBuilder({ clock }).withModules(alarms).build().newOwnedRuntime()
    const script = `const { after, now, heard } = require('alarms')
      after(20, 'late'); after(10, 'early'); after(10, 'early too'); now('now'); heard.push('script'); undefined`
    await runtime.runScript('main.js', script)
    await clock.advance(20)
    expect(await runtime.runScript('heard.js', 'heard')).toEqual([
      ...['script', 'now', 'now!', 'early', 'early!', 'early too', 'early too!', 'late', 'late!'],
    ])
    await runtime.close()
  })

  it('ends every call when its VM traps, and takes no other', async () => {
    const runtime = await new FactoryBuilder({ limits: { stackKb: 1024, cpuMs: 60_000 } }).build().newOwnedRuntime()
    const awaited = failureOf(runtime.runScript('never.js', 'new Promise(() => {})'))
    await runtime.owner.call(undefined, 'next', () => {})
    const trapped = await failureOf(runtime.runScript('deep.js', 'eval("(".repeat(1e6))'))
    const late = await failureOf(runtime.runScript('late.js', '1'))
    expect([(await awaited).code, trapped.code, late.code]).toEqual(
      Array.from({ length: 3 }, () => 'ERR_CALL_PANICKED'),
    )
    expect(late.cause).toMatchObject({ code: 'ERR_VM_POISONED' })
    await runtime.close()
    expect(runtime.state).toBe('closed')
  })

  it('carries bytes between host and guest, whatever their class says of JSON', async () => {
    const bytes = bound('bytes', () => ({
      reverse: (given: Uint8Array) => ({ given: given instanceof Uint8Array, back: Buffer.from(given).reverse() }),
      later: async (given: readonly Uint8Array[]) => given.map((each) => each.length),
    }))
    const runtime = await new FactoryBuilder().withModules(bytes).build().newOwnedRuntime()
    const script = `const { reverse, later } = require('bytes')
      const { given, back } = reverse(Uint8Array.of(1, 2, 255))
      later([new Uint8Array(3)]).then((lengths) => ({ given, isBytes: back instanceof Uint8Array, back, lengths }))`
    expect(await runtime.runScript('main.js', script)).toEqual({
      given: true,
      isBytes: true,
      back: Uint8Array.of(255, 2, 1),
      lengths: [3],
    })
    await runtime.close()
  })
})
