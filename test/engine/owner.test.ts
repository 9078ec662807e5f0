import { type CallContext, createCallContext, GuestError } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import { openPromise, openRuntime } from './compose.js'

const who = Symbol('who')

describe('an owner', () => {
  it('O01 gives what a call gives, and what the guest promised', async () => {
    const { owner } = await openRuntime()
    expect(await owner.call(undefined, 'add', (_, vm) => vm.evaluate('20 + 22', 'add.js'))).toBe(42)
    expect(await owner.call(undefined, 'later', (_, vm) => vm.evaluate('Promise.resolve({ a: [1] })', 'a.js'))).toEqual(
      {
        a: [1],
      },
    )
  })

  it('O02 shows code on it the values of its caller, also where the guest calls', async () => {
    const { owner } = await openRuntime()
    const context = createCallContext({ values: new Map([[who, 'ann']]) })
    const seen = await owner.call(context, 'ask', (current, vm) => {
      vm.setGlobal('ask', () => current.value(who) as string)
      return vm.evaluate('ask()', 'ask.js')
    })
    expect(seen).toBe('ann')
  })

  it('O03 lets go of a caller whose signal is aborted while it waits', async () => {
    const { owner } = await openRuntime()
    const controller = new AbortController()
    const never = owner.call(createCallContext({ signal: controller.signal }), 'never', () => new Promise(() => {}))
    await owner.call(undefined, 'next', () => {})
    controller.abort('enough')
    await expect(never).rejects.toMatchObject({
      code: 'ERR_CALL_CANCELED',
      details: { operation: 'never', phase: 'running' },
      cause: 'enough',
    })
  })

  it('O04 refuses what it has no room for, and what is not its own to run at once', async () => {
    const { owner } = await openRuntime({ queueLimit: 0 })
    await expect(owner.call(undefined, 'full', () => 1)).rejects.toMatchObject({
      code: 'ERR_SCHEDULE_REJECTED',
      details: { operation: 'full', queueDepth: 0, limit: 0 },
    })
    expect(() => owner.post(undefined, 'full', () => {})).toThrow(
      expect.objectContaining({ code: 'ERR_SCHEDULE_REJECTED' }),
    )
    expect(() => owner.callSync(createCallContext(), 'now', () => 1)).toThrow(
      expect.objectContaining({ code: 'ERR_SCHEDULE_REJECTED' }),
    )
  })

  it('O05 says that a call panicked where it throws what is no error', async () => {
    const { owner } = await openRuntime()
    const panic = owner.call(undefined, 'panic', () => {
      const thrown: unknown = 'out of cheese'
      throw thrown
    })
    const error = await panic.catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'ERR_CALL_PANICKED', cause: 'out of cheese', details: { operation: 'panic' } })
    expect(error).not.toHaveProperty('details.stack')
    expect(await owner.call(undefined, 'after', () => 'fine')).toBe('fine')
  })

  it('O06 B06 adds the stack of a panic where it is asked to', async () => {
    const trap = () => {
      const { WebAssembly } = globalThis as unknown as { WebAssembly: { RuntimeError: new (text: string) => Error } }
      throw new WebAssembly.RuntimeError('unreachable')
    }
    const quiet = await openRuntime()
    const talkative = await openRuntime({ panicStack: true })
    const [without, with_] = await Promise.all(
      [quiet, talkative].map(({ owner }) => owner.call(undefined, 'trap', trap).catch((error: unknown) => error)),
    )
    expect(without).toMatchObject({ code: 'ERR_CALL_PANICKED' })
    expect(without).not.toHaveProperty('details.stack')
    expect(with_).toMatchObject({ details: { stack: expect.stringContaining('owner.test.ts') } })
  })

  it('O07 takes no call and no post once it is shut down, and ends what it had taken', async () => {
    const { owner } = await openRuntime()
    const taken = owner.call(undefined, 'taken', () => 'done')
    owner.shutdown()
    expect(owner.closed).toBe(true)
    await expect(owner.call(undefined, 'late', () => 1)).rejects.toMatchObject({
      code: 'ERR_OWNER_CLOSED',
      details: { operation: 'late' },
    })
    expect(() => owner.post(undefined, 'late', () => {})).toThrow(expect.objectContaining({ code: 'ERR_OWNER_CLOSED' }))
    expect(await taken).toBe('done')
  })

  it('O08 runs a post, after what was asked for earlier', async () => {
    const { owner } = await openRuntime()
    const order: string[] = []
    const first = owner.call(undefined, 'first', () => void order.push('call'))
    owner.post(undefined, 'second', () => void order.push('post'))
    await owner.waitIdle()
    await first
    expect(order).toEqual(['call', 'post'])
  })

  it('O09 is not idle while a call is awaited', async () => {
    const { owner } = await openRuntime()
    const { promise, resolve } = openPromise()
    const call = owner.call(undefined, 'slow', () => promise)
    const controller = new AbortController()
    const waiting = owner.waitIdle(controller.signal)
    await owner.call(undefined, 'quick', () => {})
    controller.abort('too long')
    await expect(waiting).rejects.toMatchObject({ code: 'ERR_CALL_CANCELED', cause: 'too long' })
    const idle = owner.waitIdle()
    resolve()
    await Promise.all([idle, call])
    expect(owner.metrics).toMatchObject({ queued: 0, active: 0 })
  })

  it('O10 never runs a call that was canceled while it was queued', async () => {
    const { owner } = await openRuntime()
    const controller = new AbortController()
    let ran = false
    const queued = owner.call(createCallContext({ signal: controller.signal }), 'queued', () => {
      ran = true
    })
    expect(owner.metrics.queued).toBe(1)
    controller.abort()
    expect(owner.metrics.queued).toBe(0)
    await expect(queued).rejects.toMatchObject({ code: 'ERR_CALL_CANCELED', details: { phase: 'queued' } })
    await owner.waitIdle()
    expect(ran).toBe(false)
  })

  it('O11 runs a post within its time, though nobody waited for it', async () => {
    const { owner } = await openRuntime({ callTimeoutMs: 60_000 })
    let aborted: boolean | undefined
    owner.post(createCallContext(), 'post', ({ signal }) => {
      aborted = signal.aborted
    })
    await owner.waitIdle()
    expect(aborted).toBe(false)
  })

  it('O12 queues a call with the context of another one that is not on the VM now', async () => {
    const { owner } = await openRuntime()
    let leaked!: CallContext
    const { promise, resolve } = openPromise()
    const holder = owner.call(undefined, 'holder', (context) => {
      leaked = context
      return promise
    })
    await owner.call(undefined, 'other', () => {})
    let ran = false
    const inner = owner.call(leaked, 'inner', () => {
      ran = true
    })
    expect([ran, owner.metrics.queued]).toEqual([false, 1])
    await inner
    resolve()
    await holder
    expect(ran).toBe(true)
  })

  it('O13 queues a post with the context of another call, also from within a job', async () => {
    const { owner } = await openRuntime()
    const order: string[] = []
    let leaked!: CallContext
    const { promise, resolve } = openPromise()
    const holder = owner.call(undefined, 'holder', (context) => {
      leaked = context
      return promise
    })
    await owner.call(undefined, 'other', (context) => {
      owner.post(leaked, 'foreign', () => void order.push('foreign'))
      owner.post(context, 'own', () => void order.push('own'))
      order.push('end')
    })
    await owner.call(undefined, 'after', () => {})
    resolve()
    await holder
    expect(order).toEqual(['own', 'end', 'foreign'])
  })

  it('O14 runs at once what a job asks for with its own context or a child of it', async () => {
    const { owner } = await openRuntime()
    const path = await owner.call(undefined, { name: 'outer', exclusive: true }, async (context, vm) => {
      const inner = owner.call(context.with({ values: new Map([[who, 1]]) }), 'inner', (child) => child.path)
      const sync = owner.callSync(context, 'sync', (child) => vm.evaluate(`'${child.path}'`, 'path.js'))
      return [await inner, sync]
    })
    expect(path).toEqual(['outer > inner', 'outer > sync'])
  })

  it('O15 settles several hundred calls at once, each with its own answer', async () => {
    const { owner } = await openRuntime()
    const controller = new AbortController()
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, index) => {
        const context = index % 2 === 0 ? undefined : createCallContext({ signal: controller.signal })
        return owner.call(context, `call ${index}`, (_context, vm) =>
          vm.evaluate(index % 3 === 0 ? `Promise.resolve(${index} * 2)` : `${index} * 2`, 'double.js'),
        )
      }),
    )
    expect(answers).toEqual(Array.from({ length: 500 }, (_, index) => index * 2))
    expect(owner.metrics).toMatchObject({ queued: 0, active: 0, interrupts: 0 })
  })

  it('O20 says how deep a full queue is, and takes calls again when it is not', async () => {
    const { owner } = await openRuntime({ queueLimit: 2 })
    const taken = [1, 2].map((value) => owner.call(undefined, `call ${value}`, () => value))
    await expect(owner.call(undefined, 'third', () => 3)).rejects.toMatchObject({
      code: 'ERR_SCHEDULE_REJECTED',
      details: { operation: 'third', queueDepth: 2, limit: 2 },
    })
    expect(await Promise.all(taken)).toEqual([1, 2])
    expect(await owner.call(undefined, 'fourth', () => 4)).toBe(4)
  })

  it('O21 tells once of a post that throws, and of one that rejects', async () => {
    const runtime = await openRuntime()
    const told: unknown[] = []
    runtime.on('error', (event) => told.push(event))
    const [thrown, rejected] = [new Error('thrown'), new Error('rejected')]
    runtime.owner.post(undefined, 'throws', () => {
      throw thrown
    })
    runtime.owner.post(undefined, 'rejects', (async () => {
      throw rejected
    }) as () => void)
    await runtime.owner.waitIdle()
    expect(told).toEqual([
      { operation: 'throws', error: thrown },
      { operation: 'rejects', error: rejected },
    ])
  })

  it('O22 is not idle while work is queued', async () => {
    const { owner } = await openRuntime()
    const order: string[] = []
    const call = owner.call(undefined, 'queued', () => void order.push('ran'))
    await owner.waitIdle().then(() => order.push('idle'))
    await call
    expect(order).toEqual(['ran', 'idle'])
  })

  it('O23 rejects with the very error that the work threw', async () => {
    const { owner } = await openRuntime()
    const error = new TypeError('mine')
    const throwing = owner.call(undefined, 'throws', () => {
      throw error
    })
    await expect(throwing).rejects.toBe(error)
    await expect(owner.call(undefined, 'rejects', () => Promise.reject(error))).rejects.toBe(error)
  })

  it('O24 keeps name, message, stack and properties of what the guest throws', async () => {
    const { owner } = await openRuntime()
    const source = `function fail() { throw Object.assign(new RangeError('too far'), { code: 'E_FAR', at: { km: 7 } }) }\nfail()`
    const error = await owner
      .call(undefined, 'fails', (_, vm) => vm.evaluate(source, 'far.js'))
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(GuestError)
    expect(error).toMatchObject({
      name: 'RangeError',
      message: 'too far',
      code: 'E_FAR',
      properties: { at: { km: 7 } },
    })
    expect(error).toHaveProperty('stack', expect.stringContaining('far.js'))
  })

  it('holds other calls back while an exclusive one is awaited, but not those that it makes itself', async () => {
    const { owner } = await openRuntime()
    const order: string[] = []
    const { promise, resolve } = openPromise()
    const exclusive = owner.call(undefined, { name: 'exclusive', exclusive: true }, async (context) => {
      await promise
      await owner.call(context, 'own', () => void order.push('own'))
      order.push('exclusive')
    })
    const other = owner.call(undefined, 'other', () => void order.push('other'))
    await new Promise((done) => setTimeout(done, 5))
    expect(order).toEqual([])
    resolve()
    await Promise.all([exclusive, other])
    expect(order).toEqual(['own', 'exclusive', 'other'])
  })

  it('lets calls alternate at their awaits', async () => {
    const { owner } = await openRuntime()
    const { promise, resolve } = openPromise<number>()
    const waiting = owner.call(undefined, 'waits', (_, vm) => {
      vm.setGlobal('later', () => promise)
      return vm.evaluate('(async () => (await later()) + 1)()', 'waits.js')
    })
    expect(await owner.call(undefined, 'quick', (_, vm) => vm.evaluate('"between"', 'quick.js'))).toBe('between')
    expect(owner.metrics.active).toBe(1)
    resolve(41)
    expect(await waiting).toBe(42)
  })
})
