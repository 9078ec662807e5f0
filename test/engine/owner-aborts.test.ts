import { type CallContext, createCallContext, VirtualClock } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import { openRuntime, roomy } from './compose.js'

describe('an owner', () => {
  it('O16 never runs a call whose signal is aborted already, from within a job neither', async () => {
    const { owner } = await openRuntime()
    const context = createCallContext({ signal: AbortSignal.abort('before') })
    let ran = 0
    const run = (): void => {
      ran += 1
    }
    await expect(owner.call(context, 'outside', run)).rejects.toMatchObject({
      code: 'ERR_CALL_CANCELED',
      details: { phase: 'queued' },
      cause: 'before',
    })
    expect(() => owner.post(context, 'post', run)).toThrow(expect.objectContaining({ code: 'ERR_CALL_CANCELED' }))
    await owner.call(undefined, 'outer', async (outer) => {
      const child = outer.with({ signal: AbortSignal.abort('within') })
      expect(() => owner.callSync(child, 'sync', run)).toThrow(expect.objectContaining({ code: 'ERR_CALL_CANCELED' }))
      await expect(owner.call(child, 'inner', run)).rejects.toMatchObject({ cause: 'within' })
    })
    expect(ran).toBe(0)
  })

  it('O17 stops a script that computes when its signal is aborted', async () => {
    const { owner } = await openRuntime(roomy)
    const controller = new AbortController()
    const spinning = owner.call(createCallContext({ signal: controller.signal }), 'spin', (_, vm) => {
      vm.setGlobal('stop', () => controller.abort('stop'))
      return vm.evaluate('stop(); for (;;) {}', 'spin.js')
    })
    await expect(spinning).rejects.toMatchObject({ code: 'ERR_CALL_CANCELED', details: { phase: 'running' } })
    expect(owner.metrics.interrupts).toBe(1)
    expect(await owner.call(undefined, 'after', (_, vm) => vm.evaluate('1 + 1', 'after.js'))).toBe(2)
  })

  it('O17 stops a script that computes longer than its call may take', async () => {
    const { owner } = await openRuntime(roomy)
    const spinning = owner.call(undefined, { name: 'spin', timeoutMs: 250 }, (_, vm) =>
      vm.evaluate('for (;;) {}', 'a.js'),
    )
    await expect(spinning).rejects.toMatchObject({
      code: 'ERR_CALL_TIMEOUT',
      details: { operation: 'spin', phase: 'running', timeoutMs: 250 },
    })
    expect(await owner.call(undefined, 'after', () => 'fine')).toBe('fine')
  })

  it('O18 lets no catch, finally or rejection handler of the guest outlive an abort', async () => {
    const runtime = await openRuntime(roomy)
    const { owner } = runtime
    const outlived: string[] = []
    const controller = new AbortController()
    const call = owner.call(createCallContext({ signal: controller.signal }), 'spin', (_, vm) => {
      vm.setGlobal('stop', () => controller.abort('stop'))
      vm.setGlobal('tell', (text: string) => void outlived.push(text))
      return vm.evaluate(
        `Promise.resolve().then(() => {
          try { stop(); for (;;) {} } catch { tell('catch') } finally { tell('finally') }
        }).catch(() => tell('rejection'))`,
        'spin.js',
      )
    })
    await expect(call).rejects.toMatchObject({ code: 'ERR_CALL_CANCELED' })
    expect(outlived).toEqual([])
    await runtime.close()
    expect(outlived).toEqual([])
  })

  it('does not interrupt one call because another, which is awaited, was aborted', async () => {
    const { owner } = await openRuntime(roomy)
    const controller = new AbortController()
    const parked = owner.call(createCallContext({ signal: controller.signal }), 'parked', () => new Promise(() => {}))
    const busy = owner.call(undefined, 'busy', (_, vm) => {
      vm.setGlobal('stop', () => controller.abort('stop'))
      return vm.evaluate('stop(); let sum = 0; for (let i = 0; i < 300000; i += 1) sum += 1; sum', 'busy.js')
    })
    await expect(parked).rejects.toMatchObject({ code: 'ERR_CALL_CANCELED' })
    expect(await busy).toBe(300_000)
    expect(owner.metrics.interrupts).toBe(0)
  })

  it('O19 gives a queued call its turn although promise jobs of the guest never end', async () => {
    const { owner } = await openRuntime(roomy)
    const endless = owner.call(undefined, 'endless', (_, vm) =>
      vm.evaluate(
        'globalThis.turns = 0; function again() { turns += 1; return Promise.resolve().then(again) } again()',
        'a.js',
      ),
    )
    endless.catch(() => {})
    expect(await owner.call(undefined, 'next', (_, vm) => vm.evaluate('turns > 0', 'b.js'))).toBe(true)
  })

  it('times a call out by the clock of its runtime, in the queue as well', async () => {
    const clock = new VirtualClock()
    const { owner } = await openRuntime({ clock })
    const awaited = owner.call(
      undefined,
      { name: 'awaited', timeoutMs: 100, exclusive: true },
      () => new Promise(() => {}),
    )
    const queued = owner.call(undefined, { name: 'queued', timeoutMs: 50 }, () => 1)
    const outcomes = Promise.allSettled([queued, awaited])
    await clock.advance(100)
    expect((await outcomes).map((outcome) => (outcome.status === 'rejected' ? outcome.reason : outcome))).toMatchObject(
      [
        { code: 'ERR_CALL_TIMEOUT', details: { operation: 'queued', phase: 'queued', timeoutMs: 50 } },
        { code: 'ERR_CALL_TIMEOUT', details: { operation: 'awaited', phase: 'running', timeoutMs: 100 } },
      ],
    )
  })
})

describe('the context of a call', () => {
  it('C05 is aborted when the call has ended, and not before', async () => {
    const { owner } = await openRuntime()
    const during = await owner.call(undefined, 'call', ({ signal }) => ({ signal, aborted: signal.aborted }))
    expect([during.aborted, during.signal.aborted]).toEqual([false, true])
  })

  it('C06 follows the lifetime where a post has none of its own', async () => {
    const runtime = await openRuntime()
    let signal: CallContext['signal'] | undefined
    runtime.owner.post(undefined, 'post', (context) => {
      signal = context.signal
      return new Promise(() => {}) as unknown as undefined
    })
    await runtime.owner.call(undefined, 'after', () => {})
    expect(signal?.aborted).toBe(false)
    await runtime.close({ graceMs: 1 })
    expect(signal?.aborted).toBe(true)
  })
})
