import {
  CompositionError,
  defaultGuestLimits,
  EngineError,
  FactoryBuilder,
  nativeModule,
  type OwnedRuntime,
  runtimeInitializer,
} from 'tenon/engine'

import { describe, expect, it } from 'vitest'
import type { NativeModule } from '../../src/contract/native.js'
import type { InitializerModule } from '../../src/contract/owned-runtime.js'
import { bound, initializer as hook } from './compose.js'

function native(name: string, more: Partial<NativeModule<never, object>> = {}): NativeModule<never, object> {
  return { kind: 'native', name, capabilities: ['pure'], exports: { name: () => name }, ...more }
}

function initializer(id: string, more: Partial<InitializerModule> = {}): InitializerModule {
  return { ...hook(id), ...more }
}

/** What is wrong with a builder, as code and details. */
function problemsOf(builder: FactoryBuilder): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  try {
    builder.build()
  } catch (error) {
    if (error instanceof CompositionError) return error.problems.map(({ code, details }) => [code, details])
    throw error
  }
  return []
}

describe('the builder', () => {
  it('B01 refuses two modules of one id, and names both places', () => {
    const builder = new FactoryBuilder().withModules(
      nativeModule(native('a'), { id: 'same' }),
      native('b'),
      nativeModule(native('c'), { id: ' same ' }),
    )
    expect(problemsOf(builder)).toEqual([
      ['ERR_DUPLICATE_ID', { kind: 'module', index: 2, id: 'same', first: 0, second: 2 }],
    ])
    expect(() => builder.build()).toThrow(
      /"same" is taken twice: by the module at position 0 and the module at position 2/,
    )
  })

  it('B02 refuses two initializers of one id', () => {
    const builder = new FactoryBuilder().withRuntimeInitializers(initializer('x'), initializer('y'), initializer('x'))
    expect(problemsOf(builder)).toEqual([
      ['ERR_DUPLICATE_ID', { kind: 'initializer', index: 2, id: 'x', first: 0, second: 2 }],
    ])
  })

  it('B03 runs initializers in the order in which they were given, every time', async () => {
    const order: string[] = []
    const told = (id: string) => initializer(id, { init: () => void order.push(id) })
    const slow = initializer('slow', {
      init: async ({ loop }) => {
        await new Promise<void>((resolve) => loop.setTimeout(resolve, 1))
        order.push('slow')
      },
    })
    const factory = new FactoryBuilder()
      .withRuntimeInitializers(told('z'), slow)
      .withRuntimeInitializers(told('a'), told('m'))
      .build()
    for (let turn = 0; turn < 5; turn += 1) await (await factory.newOwnedRuntime()).close()
    expect(order).toEqual(Array.from({ length: 5 }, () => ['z', 'slow', 'a', 'm']).flat())
  })

  it('B07 B08 L05 exposes nothing that was not named', async () => {
    const runtime = await new FactoryBuilder().build().newOwnedRuntime()
    const globals = '[typeof console, typeof setTimeout, typeof process, typeof Buffer, typeof URL].join()'
    expect(await runtime.runScript('main.js', globals)).toBe('undefined,undefined,undefined,undefined,undefined')
    for (const name of ['fs', 'exec', 'database', 'path', 'node:fs'])
      await expect(runtime.runScript('main.js', `require('${name}')`)).rejects.toMatchObject({
        code: 'ERR_MODULE_NOT_FOUND',
      })
    await runtime.close()
  })

  it('B09 names the position of what is missing, blank or no part at all', () => {
    const builder = new FactoryBuilder()
      .withModules(undefined, native('a'), nativeModule(native('b'), { id: '  ' }))
      .withRuntimeInitializers(initializer('x'), undefined, initializer(''), 'text' as never)
    expect(problemsOf(builder)).toEqual([
      ['ERR_SPEC_INVALID', { kind: 'module', index: 0 }],
      ['ERR_SPEC_INVALID', { kind: 'module', index: 2 }],
      ['ERR_SPEC_INVALID', { kind: 'initializer', index: 1 }],
      ['ERR_SPEC_INVALID', { kind: 'initializer', index: 2 }],
      ['ERR_SPEC_INVALID', { kind: 'initializer', index: 3 }],
    ])
  })

  it('B10 can be corrected after a build that failed, and is frozen after one that did not', () => {
    const builder = new FactoryBuilder().withRuntimeInitializers(initializer('later', { requires: ['llm'] }))
    expect(problemsOf(builder)).toHaveLength(1)
    builder.withModules(nativeModule(native('llm'), { id: 'llm' }))
    builder.build()
    const attempts = [
      () => builder.withModules(native('a')),
      () => builder.withRuntimeInitializers(initializer('x')),
      () => builder.withRequireOptions({}),
      () => builder.build(),
    ]
    for (const attempt of attempts) expect(attempt).toThrow(expect.objectContaining({ code: 'ERR_BUILDER_FROZEN' }))
  })

  it('B11 finds at build what could not be registered', () => {
    const builder = new FactoryBuilder().withModules(
      native('both', { bind: () => ({}) }),
      { kind: 'native', name: 'none', capabilities: [] },
      native('signed', {
        signatures: { missing: { about: 'Is not there.', params: [], returns: { type: 'nothing' } } },
      }),
    )
    const messages = problemsOf(builder).map(([code, { index }]) => [code, index])
    expect(messages).toEqual([
      ['ERR_REGISTER_FAILED', 0],
      ['ERR_REGISTER_FAILED', 1],
      ['ERR_REGISTER_FAILED', 2],
    ])
    expect(() => builder.build()).toThrow(/has a signature for `missing`, which it does not export/)
  })

  it('refuses a name that two parts give, whether it is a name, an alias or what an initializer registers', () => {
    const builder = new FactoryBuilder()
      .withModules(
        native('fs', { aliases: ['node:fs'] }),
        nativeModule(native('other'), { names: ['other', 'node:fs'] }),
      )
      .withRuntimeInitializers(initializer('llm', { registers: ['llm', 'other'] }))
    expect(problemsOf(builder)).toEqual([
      [
        'ERR_DUPLICATE_MODULE_NAME',
        { kind: 'module', index: 1, name: 'node:fs', first: 'native:fs', second: 'native:other' },
      ],
      [
        'ERR_DUPLICATE_MODULE_NAME',
        { kind: 'initializer', index: 0, name: 'other', first: 'native:other', second: 'llm' },
      ],
    ])
  })

  it.each(['./fs', '', '..', '/abs', 'With Space', 'Upper'])('refuses %j as a name to require', (name) => {
    const builder = new FactoryBuilder().withModules(nativeModule(native('a'), { names: [name] }))
    expect(problemsOf(builder)).toEqual([['ERR_SPEC_INVALID', { kind: 'module', index: 0, id: 'native:a', name }]])
  })

  it('checks the order that initializers ask for, and does not solve it', () => {
    const builder = new FactoryBuilder().withRuntimeInitializers(
      initializer('first', { requires: ['second', 'first', 'nobody'] }),
      initializer('second', { requires: ['first'] }),
    )
    const found = problemsOf(builder).map(([code, { id, requires }]) => [code, id, requires])
    expect(found).toEqual([
      ['ERR_REQUIRES_ORDER', 'first', 'second'],
      ['ERR_REQUIRES_ORDER', 'first', 'first'],
      ['ERR_REQUIRES_ORDER', 'first', 'nobody'],
    ])
  })

  it('refuses options that no runtime could have', () => {
    const builder = new FactoryBuilder({ queueLimit: -1, limits: { memoryMb: Number.NaN, cpuMs: 10 } })
    expect(problemsOf(builder).map(([, { option }]) => option)).toEqual(['queueLimit', 'limits.memoryMb'])
  })

  it('says everything in one error, which is an AggregateError of EngineErrors', () => {
    const builder = new FactoryBuilder({ graceMs: -1 }).withModules(undefined, native('Bad'))
    expect(() => builder.build()).toThrow(AggregateError)
    expect(() => builder.build()).toThrow(/^3 things are wrong with the composition:\n {2}ERR_SPEC_INVALID: /)
    expect(problemsOf(builder)).toHaveLength(3)
    expect(new EngineError('ERR_CODEC', 'text')).toBeInstanceOf(Error)
  })

  it('takes copies of what it is given', () => {
    const names = ['a']
    const registers = ['b']
    const factory = new FactoryBuilder()
      .withModules(nativeModule(native('a'), { names }))
      .withRuntimeInitializers(runtimeInitializer(initializer('x'), { registers }))
      .build()
    names.push('c')
    registers.push('d')
    expect(factory.explain().names.map(({ name }) => name)).toEqual(['a', 'b'])
  })
})

describe('a factory', () => {
  it('says what its runtimes are composed of', () => {
    const buffer = native('buffer', { capabilities: ['random'] })
    const factory = new FactoryBuilder({ limits: { cpuMs: 7 } })
      .withModules(
        nativeModule(native('files', { aliases: ['node:files'], capabilities: ['fs.read'], uses: [buffer] }), {
          id: 'f',
        }),
      )
      .withRuntimeInitializers(initializer('llm', { registers: ['llm'], requires: ['f'] }))
      .build()
    expect(factory.explain()).toEqual({
      modules: [{ id: 'f', names: ['files', 'node:files'], capabilities: ['fs.read'], uses: ['buffer'] }],
      initializers: [{ id: 'llm', registers: ['llm'], requires: ['f'] }],
      names: [
        { name: 'files', from: 'f' },
        { name: 'llm', from: 'llm' },
        { name: 'node:files', from: 'f' },
      ],
      capabilities: ['fs.read', 'random'],
      limits: { ...defaultGuestLimits, cpuMs: 7 },
    })
  })

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
      .withRuntimeInitializers(hook('index', ({ values }) => values.set('index', alive)))
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
