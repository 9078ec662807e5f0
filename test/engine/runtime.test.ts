import { createCallContext, EngineError, FactoryBuilder, type OwnedRuntime, VirtualClock } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import type { NativeContext, NativeModule } from '../../src/contract/native.js'
import type { InitializerModule, Owner, RuntimeContext } from '../../src/contract/owned-runtime.js'

function bound(name: string, bind: NonNullable<NativeModule['bind']>): NativeModule<never, object> {
  return { kind: 'native', name, capabilities: ['pure'], bind }
}

function initializer(id: string, init: InitializerModule['init'], more: Partial<InitializerModule> = {}) {
  return { kind: 'initializer', id, init, ...more } as const
}

/** What a failure comes to, whole. */
async function failureOf(promise: Promise<unknown>): Promise<EngineError> {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (error instanceof EngineError) return error
  throw new Error(`expected an EngineError, got ${String(error)}`)
}

const roomy = { limits: { cpuMs: 60_000, wallMs: 60_000 } } as const

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

  it('R07 shows initializers the signal of start-up', async () => {
    const startup = new AbortController()
    let seen: unknown
    const hook = initializer('i', ({ signal }) => {
      seen = signal
    })
    const runtime = await new FactoryBuilder()
      .withRuntimeInitializers(hook)
      .build()
      .newOwnedRuntime({ startup: startup.signal })
    expect(seen).toBe(startup.signal)
    await runtime.close()
  })

  it('R08 makes nothing where start-up is given up beforehand', async () => {
    let ran = false
    const factory = new FactoryBuilder()
      .withModules(
        bound('a', () => {
          ran = true
          return {}
        }),
      )
      .build()
    const error = await failureOf(factory.newOwnedRuntime({ startup: AbortSignal.abort('no') }))
    expect([error.code, error.cause, ran]).toEqual(['ERR_STARTUP_ABORTED', 'no', false])
  })

  it('R08 gives up between two steps and while one is awaited, and closes what it had made', async () => {
    for (const hangs of [false, true]) {
      const startup = new AbortController()
      const told: string[] = []
      const factory = new FactoryBuilder()
        .withRuntimeInitializers(
          initializer('first', ({ defer }) => {
            defer(() => void told.push('closed'))
            startup.abort('changed my mind')
            return hangs ? new Promise<void>(() => {}) : undefined
          }),
          initializer('second', () => void told.push('second')),
        )
        .build()
      const error = await failureOf(factory.newOwnedRuntime({ startup: startup.signal }))
      expect([error.code, error.cause, told]).toEqual(['ERR_STARTUP_ABORTED', 'changed my mind', ['closed']])
      expect(error.details).toMatchObject({ phase: 'init', id: hangs ? 'first' : 'second', suppressed: [] })
    }
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

  it('R14 has one closing, whoever asks and however it ends', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    const error = new Error('stuck')
    runtime.defer(() => {
      throw error
    })
    const closings = [runtime.close(), runtime.close({ graceMs: 1 })]
    expect(closings[0]).toBe(closings[1])
    const failures = await Promise.all([...closings, runtime.close()].map(failureOf))
    expect(failures.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'ERR_CLOSE_FAILED'))
    expect(failures[0]?.details.errors).toEqual([error])
  })

  it('R14 can be closed from within guest code, which ends first', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    runtime.vm.setGlobal('close', () => runtime.close())
    expect(await runtime.runScript('main.js', 'close(); "ended"')).toBe('ended')
    await runtime.close()
    expect(runtime.state).toBe('closed')
  })

  it('R14 does not wait for guest code that waits for it to close', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    runtime.vm.setGlobal('close', () => runtime.close({ graceMs: 60_000 }))
    const script = runtime.runScript('main.js', '(async () => { await close(); return "after" })()')
    expect((await failureOf(script)).code).toBe('ERR_CALL_CANCELED')
    await runtime.close()
    expect(runtime.state).toBe('closed')
  })

  it('R15 closes what it had made when an initializer fails, and says which and why', async () => {
    const order: string[] = []
    const error = new Error('no key')
    const close = new Error('stuck')
    const factory = new FactoryBuilder()
      .withRuntimeInitializers(
        initializer('fine', ({ defer }) => {
          defer(() => void order.push('closed'))
          defer(() => {
            throw close
          })
        }),
        initializer('broken', async () => {
          throw error
        }),
        initializer('never', () => void order.push('never')),
      )
      .build()
    const failure = await failureOf(factory.newOwnedRuntime())
    expect([failure.code, failure.cause, order]).toEqual(['ERR_INIT_FAILED', error, ['closed']])
    expect(failure.details).toEqual({ phase: 'init', id: 'broken', index: 1, suppressed: [close] })
  })

  it('R15 leaves no runtime behind when a native cannot be bound', async () => {
    const error = new TypeError('no config')
    const seen: NativeContext[] = []
    const factory = new FactoryBuilder()
      .withModules(
        bound('fine', (context) => {
          seen.push(context)
          return {}
        }),
        bound('broken', () => {
          throw error
        }),
      )
      .build()
    const failure = await failureOf(factory.newOwnedRuntime())
    expect([failure.code, failure.cause]).toEqual(['ERR_REGISTER_FAILED', error])
    expect(failure.details).toEqual({ phase: 'register', id: 'native:broken', index: 1, suppressed: [] })
    expect(seen.map(({ lifetime }) => lifetime.aborted)).toEqual([true])
  })

  it('R16 interrupts a script that loops for ever once the grace is over', async () => {
    const runtime = await new FactoryBuilder(roomy).build().newOwnedRuntime()
    let closing: Promise<void> | undefined
    runtime.vm.setGlobal('close', () => {
      closing = runtime.close({ graceMs: 5 })
    })
    const failure = await failureOf(runtime.runScript('spin.js', 'close(); for (;;) {}'))
    expect([failure.code, failure.details.phase]).toEqual(['ERR_CALL_CANCELED', 'running'])
    expect(failure.cause).toMatchObject({ code: 'ERR_RUNTIME_CLOSING' })
    await closing
    expect(runtime.state).toBe('closed')
  })

  it('R16 ends a guest whose promise jobs never do', async () => {
    const runtime = await new FactoryBuilder(roomy).build().newOwnedRuntime()
    const endless = runtime.runScript('a.js', 'function again() { return Promise.resolve().then(again) } again()')
    const outcome = failureOf(endless)
    await runtime.close({ graceMs: 5 })
    expect((await outcome).code).toBe('ERR_CALL_CANCELED')
  })

  it('R17 runs every closer, whatever those before it do, and tells of all that failed', async () => {
    const runtime = await new FactoryBuilder({ closerMs: 5 }).build().newOwnedRuntime()
    const ran: string[] = []
    const errors = [new Error('thrown'), new Error('rejected')] as const
    runtime.defer(() => void ran.push('last'))
    runtime.defer(() => {
      throw errors[0]
    })
    runtime.defer(() => Promise.reject(errors[1]))
    runtime.defer(() => new Promise(() => {}))
    const failure = await failureOf(runtime.close())
    expect([failure.code, ran]).toEqual(['ERR_CLOSE_FAILED', ['last']])
    expect(failure.details.errors).toEqual([
      expect.objectContaining({ code: 'ERR_CALL_TIMEOUT' }),
      errors[1],
      errors[0],
    ])
    expect(failure.cause).toBeInstanceOf(AggregateError)
  })

  it('R18 lets queued calls end within the grace, and refuses the rest', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    const order: string[] = []
    const queued = [1, 2, 3].map((value) =>
      runtime.owner.call(undefined, `call ${value}`, () => order.push(`${value}`)),
    )
    const closing = runtime.close()
    expect(runtime.state).toBe('draining')
    await expect(runtime.owner.call(undefined, 'late', () => 1)).rejects.toMatchObject({ code: 'ERR_OWNER_CLOSED' })
    await Promise.all([...queued, closing])
    expect(order).toEqual(['1', '2', '3'])
  })

  it('R18 rejects a call that is still queued when the grace is over, and drops posts', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    const holder = runtime.owner.call(undefined, { name: 'holder', exclusive: true }, () => new Promise(() => {}))
    let ran = false
    const queued = runtime.owner.call(undefined, 'queued', () => {
      ran = true
    })
    runtime.owner.post(undefined, 'post', () => {
      ran = true
    })
    const told: unknown[] = []
    runtime.on('error', (event) => told.push(event))
    const outcomes = Promise.all([failureOf(holder), failureOf(queued)])
    await runtime.close({ graceMs: 5 })
    expect((await outcomes).map(({ code, details }) => [code, details.operation])).toEqual([
      ['ERR_CALL_CANCELED', 'holder'],
      ['ERR_OWNER_CLOSED', 'queued'],
    ])
    expect([ran, told]).toEqual([false, []])
  })

  it('lets the jobs that run when it closes make calls of their own', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    const answer = runtime.owner.call(undefined, 'outer', (context, vm) => {
      void runtime.close()
      return runtime.owner.callSync(context, 'inner', () => vm.evaluate('1 + 1', 'inner.js'))
    })
    expect(await answer).toBe(2)
    await runtime.close()
  })

  it('waits for no call any longer when whoever closes it is out of patience', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    const hanging = failureOf(runtime.owner.call(undefined, 'hangs', () => new Promise(() => {})))
    const patience = new AbortController()
    const closing = runtime.close({ graceMs: 60_000, signal: patience.signal })
    patience.abort()
    await closing
    expect((await hanging).code).toBe('ERR_CALL_CANCELED')
  })

  it('is closed at the end of its block by `await using`', async () => {
    const order: string[] = []
    {
      await using runtime = await new FactoryBuilder().build().newOwnedRuntime()
      runtime.defer(() => void order.push('closed'))
      order.push('used')
    }
    expect(order).toEqual(['used', 'closed'])
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

  it('L16 does not wait for timers when it closes', async () => {
    const clock = new VirtualClock()
    const runtime = await new FactoryBuilder({ clock, graceMs: 60_000 }).build().newOwnedRuntime()
    runtime.loop.setInterval(() => {}, 1)
    runtime.loop.setTimeout(() => {}, 1_000_000)
    await runtime.close()
    expect(runtime.loop.pending).toBe(0)
  })
})

describe('the runtimes of one factory', () => {
  it('B12 have nothing in common: globals, modules and closings', async () => {
    const counter: NativeModule<never, object> = {
      kind: 'native',
      name: 'counter',
      capabilities: ['pure'],
      guestCode: 'let count = 0; module.exports = { next: () => (count += 1) }',
    }
    const factory = new FactoryBuilder().withModules(counter).build()
    const script = 'globalThis.mine = (globalThis.mine ?? 0) + 1; [mine, require("counter").next()]'
    const [first, second] = [await factory.newOwnedRuntime(), await factory.newOwnedRuntime()]
    expect(await first.runScript('a.js', script)).toEqual([1, 1])
    expect(await first.runScript('a.js', script)).toEqual([2, 2])
    expect(await second.runScript('a.js', script)).toEqual([1, 1])
    await first.close()
    expect(await second.runScript('a.js', script)).toEqual([2, 2])
    await second.close()
  })

  it('B12 can be a thousand, each with its own state, and all closed', async () => {
    let [alive, closed] = [0, 0]
    const tally = bound('tally', ({ defer, values }) => {
      alive += 1
      defer(() => {
        closed += 1
      })
      return { mine: () => values.get('index') as number }
    })
    const factory = new FactoryBuilder()
      .withModules(tally)
      .withRuntimeInitializers(initializer('index', ({ values }: RuntimeContext) => values.set('index', alive)))
      .build()
    const kept: OwnedRuntime[] = []
    for (let index = 1; index <= 1000; index += 1) {
      const runtime = await factory.newOwnedRuntime()
      expect(await runtime.runScript('main.js', 'globalThis.x = (globalThis.x ?? 0) + require("tally").mine()')).toBe(
        index,
      )
      if (index % 100 === 0) kept.push(runtime)
      else await runtime.close()
    }
    for (const [place, runtime] of kept.entries()) {
      expect(await runtime.runScript('main.js', 'x')).toBe((place + 1) * 100)
      await runtime.close()
    }
    expect([alive, closed]).toEqual([1000, 1000])
  }, 120_000)
})
