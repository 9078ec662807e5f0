import fc from 'fast-check'
import { createCallContext, FactoryBuilder } from 'tenon/engine'
import { expect, it } from 'vitest'

const step = fc.oneof(
  fc.record({
    kind: fc.constant('call' as const),
    body: fc.constantFrom('value', 'promise', 'throw', 'reject', 'never', 'native', 'nested', 'panic'),
    signal: fc.integer({ min: 0, max: 2 }),
    exclusive: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('abort' as const), signal: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant('turn' as const) }),
  fc.record({ kind: fc.constant('close' as const) }),
)

const sources = {
  value: '1',
  promise: 'Promise.resolve(1)',
  throw: 'throw new Error("mine")',
  reject: 'Promise.reject(new Error("mine"))',
  never: 'new Promise(() => {})',
  native: 'wait().then(() => 1)',
}

const known = ['ERR_CALL_CANCELED', 'ERR_OWNER_CLOSED', 'ERR_GUEST_THROW', 'ERR_CALL_PANICKED']

it('settles every call once, whatever is called, aborted and closed in whichever order', async () => {
  const factory = new FactoryBuilder().build()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const runtime = await factory.newOwnedRuntime()
      const controllers = [new AbortController(), new AbortController(), new AbortController()]
      runtime.vm.setGlobal('wait', () => new Promise<void>((resolve) => setTimeout(resolve, 0)))
      const calls: Promise<unknown>[] = []
      for (const taken of steps) {
        if (taken.kind === 'turn') await new Promise((resolve) => setTimeout(resolve, 0))
        else if (taken.kind === 'abort') controllers[taken.signal]?.abort('aborted')
        else if (taken.kind === 'close') void runtime.close({ graceMs: 1 })
        else {
          const { body, signal, exclusive } = taken
          const given = controllers[signal]
          const context = signal === 0 || given === undefined ? undefined : createCallContext({ signal: given.signal })
          const call = runtime.owner.call<unknown>(context, { name: body, exclusive }, (current, vm) => {
            if (body === 'panic') throw Object('no error')
            if (body === 'nested') return runtime.owner.call(current, 'inner', () => vm.evaluate('1', 'inner.js'))
            return vm.evaluate(sources[body], `${body}.js`)
          })
          calls.push(call.catch((error: { readonly code: string }) => error.code))
        }
      }
      await runtime.close({ graceMs: 1 })
      const outcomes = await Promise.all(calls)
      expect(outcomes.filter((outcome) => outcome !== 1 && !known.includes(String(outcome)))).toEqual([])
      expect([runtime.state, runtime.owner.metrics.queued, runtime.owner.metrics.active]).toEqual(['closed', 0, 0])
    }),
    { numRuns: 60 },
  )
})
