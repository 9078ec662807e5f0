import { FactoryBuilder, type NativeContext } from 'tenon/engine'
import { describe, expect, it } from 'vitest'
import { bound, failureOf, initializer } from './compose.js'

describe('start-up', () => {
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

  it('R09 is not made within a lifetime that is over, or ends while it is made', async () => {
    const factory = new FactoryBuilder()
      .withRuntimeInitializers(initializer('slow', () => new Promise(() => {})))
      .build()
    const parent = new AbortController()
    const making = failureOf(factory.newOwnedRuntime({ lifetime: parent.signal }))
    await new Promise((resolve) => setTimeout(resolve, 1))
    parent.abort('parent gone')
    const late = failureOf(factory.newOwnedRuntime({ lifetime: parent.signal }))
    expect((await Promise.all([making, late])).map(({ code, cause }) => [code, cause])).toEqual([
      ['ERR_STARTUP_ABORTED', 'parent gone'],
      ['ERR_STARTUP_ABORTED', 'parent gone'],
    ])
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

  it('lets initializers add natives that they declared, use what stands earlier, and prepare the guest', async () => {
    const seen: unknown[] = []
    const runtime = await new FactoryBuilder()
      .withModules(bound('sum', () => ({ of: (a: number, b: number) => a + b })))
      .withRuntimeInitializers({
        ...initializer('llm', ({ registry, prepare, vm }) => {
          registry.register('llm', { capabilities: ['pure'], exports: { model: () => 'small' } })
          prepare('globalThis.prepared = require("llm").model() + require("sum").of(1, 2)', 'prepare.js')
          seen.push(registry.names, vm.getGlobal('prepared'))
        }),
        registers: ['llm'],
      })
      .build()
      .newOwnedRuntime()
    expect(seen).toEqual([['llm', 'sum'], 'small3'])
    expect(await runtime.runScript('main.js', 'require("llm").model() + prepared')).toBe('smallsmall3')
    await runtime.close()
  })

  it('refuses what an initializer registers beyond what it declared, a taken name and a module that is none', async () => {
    const attempts: readonly (readonly [string, object])[] = [
      ['undeclared', { capabilities: [], exports: {} }],
      ['sum', { capabilities: [], exports: {} }],
      ['empty', { capabilities: [] }],
    ]
    for (const [name, module] of attempts) {
      const hook = initializer('i', ({ registry }) => registry.register(name, module as never))
      const declared = { ...hook, registers: name === 'empty' ? [name] : [] }
      const factory = new FactoryBuilder()
        .withModules(bound('sum', () => ({})))
        .withRuntimeInitializers(declared)
        .build()
      const failure = await failureOf(factory.newOwnedRuntime())
      expect([failure.code, failure.cause]).toEqual([
        'ERR_INIT_FAILED',
        expect.objectContaining({ code: 'ERR_REGISTER_FAILED' }),
      ])
    }
  })
})
