import { FactoryBuilder, VirtualClock } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import { failureOf, roomy } from './compose.js'

describe('closing a runtime', () => {
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

  it('L16 does not wait for timers when it closes', async () => {
    const clock = new VirtualClock()
    const runtime = await new FactoryBuilder({ clock, graceMs: 60_000 }).build().newOwnedRuntime()
    runtime.loop.setInterval(() => {}, 1)
    runtime.loop.setTimeout(() => {}, 1_000_000)
    await runtime.close()
    expect(runtime.loop.pending).toBe(0)
  })
})
