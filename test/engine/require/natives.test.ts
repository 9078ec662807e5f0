import { describe, expect, it } from 'vitest'
import type { NativeModule } from '../../../src/contract/native.js'
import { NativeTable } from '../../../src/engine/require/native-table.js'
import { selectModules } from '../../../src/engine/require/selection/select-modules.js'
import { only, type Selection, safe } from '../../../src/engine/require/selection/selection.js'
import { type OpenedModules, openModules } from './open-modules.js'

type Native = NativeModule<never, object>

const native = (name: string, more: Partial<Native> = {}): Native => ({
  kind: 'native',
  name,
  capabilities: ['pure'],
  guestCode: `exports.name = ${JSON.stringify(name)}; exports.state = {}`,
  ...more,
})

describe('natives in the VM', () => {
  it('Q01 and Q02 are host functions, or what their guest code makes of them', async () => {
    const double = native('double', { guestCode: undefined, exports: { of: (value: number) => value * 2 } } as never)
    const wrapped = native('wrapped', {
      exports: { of: (value: number) => value * 2 },
      guestCode: 'module.exports = (value) => "twice: " + host.of(value); exports.isThis = this === exports',
    })
    const { run } = await openModules({ natives: [double, wrapped] })
    expect(run('[require("double").of(4), require("wrapped")(5)]')).toEqual([8, 'twice: 10'])
  })

  it('Q03 and Q16 are one entry under all names, with their node: twins', async () => {
    const { run } = await openModules({ natives: [native('fs', { aliases: ['files'] }), native('geo')] })
    expect(run('["node:fs", "files", "node:files"].map((name) => require(name) === require("fs"))')).toEqual([
      true,
      true,
      true,
    ])
    expect(run('require("node:geo") === require("geo")')).toBe(true)
    expect(run('try { require("node:nothing") } catch (error) { [error.code, error.message] }')).toEqual([
      'ERR_MODULE_NOT_FOUND',
      'Cannot find "node:nothing" from /app/main.js: there is no native of that name.',
    ])
  })

  it('Q03 come before packages of the same name', async () => {
    const files = { '/app/node_modules/geo/index.js': 'exports.name = "package"' }
    const { run } = await openModules({ files, natives: [native('geo')] })
    expect(run('require("geo").name')).toBe('geo')
  })

  it('Q13 that fail are not kept, and what they throw comes as it is', async () => {
    const flaky = native('flaky', {
      guestCode: `globalThis.tries = (globalThis.tries ?? 0) + 1; exports.half = true
        if (tries < 3) { globalThis.last = new TypeError('try ' + tries); throw last }
        exports.tries = tries`,
    })
    const { run } = await openModules({ natives: [flaky] })
    const attempt = 'try { require("flaky") } catch (error) { [error === last, error.message] }'
    expect([run(attempt), run(attempt), run('require("flaky")')]).toEqual([
      [true, 'try 1'],
      [true, 'try 2'],
      { half: true, tries: 3 },
    ])
  })

  it('whose code is broken say which they are', async () => {
    const { run } = await openModules({ natives: [native('odd', { guestCode: 'exports = = 1' })] })
    expect(run('try { require("odd") } catch ({ code, file, line }) { [code, file, line] }')).toEqual([
      'ERR_MODULE_LOAD',
      'native:odd',
      1,
    ])
  })

  it('require what they use, of which there is one instance, and nothing else', async () => {
    const buffer = native('buffer')
    const fs = native('fs', {
      uses: [buffer],
      guestCode: 'exports.buffer = require("buffer"); exports.other = (name) => require(name)',
    })
    const both = await openModules({ natives: [fs, buffer] })
    expect(both.run('require("fs").buffer === require("buffer")')).toBe(true)
    expect(both.run('try { require("fs").other("fs") } catch ({ code, deniedBy }) { [code, deniedBy] }')).toEqual([
      'ERR_MODULE_DENIED',
      'fs',
    ])
    const alone = await openModules({ natives: [fs] })
    expect(alone.run('require("fs").buffer.name')).toBe('buffer')
    expect(alone.run('try { require("buffer") } catch ({ code }) { code }')).toBe('ERR_MODULE_NOT_FOUND')
  })

  it('give their hooks to the host by name', async () => {
    const hooked = native('hooked', { guestCode: 'hook("add", (a, b) => a + b)' })
    const { run } = await openModules({ natives: [hooked] })
    expect(run('require("hooked"); modules.hooks["hooked#add"](2, 3)')).toBe(5)
  })

  it('are no file of the guest: their own names among ES modules mean nothing', async () => {
    const { run } = await openModules({ natives: [native('fs')] })
    expect(run('try { require("native:fs") } catch ({ code }) { code }')).toBe('ERR_MODULE_NOT_FOUND')
    expect(run('import("native:fs").catch(({ code }) => code)')).toBe('ERR_MODULE_NOT_FOUND')
  })
})

describe('the table of natives', () => {
  it('refuses a name that means two natives', () => {
    const table = new NativeTable()
    table.grant(native('a', { aliases: ['b'] }))
    expect(() => table.grant(native('b'))).toThrow(expect.objectContaining({ code: 'ERR_DUPLICATE_MODULE_NAME' }))
    expect(() => table.grant(native('c', { uses: [native('a')] }))).toThrow(
      expect.objectContaining({ code: 'ERR_DUPLICATE_MODULE_NAME', details: { name: 'a' } }),
    )
  })

  it('keeps one native under two names of its own apart, and one that is used and granted together', () => {
    const table = new NativeTable()
    const database = native('database')
    expect([table.grant(database, ['orders']), table.grant(database, ['stock', 'node:stock'])]).toEqual([
      'orders',
      'stock',
    ])
    const buffer = native('buffer')
    table.grant(native('fs', { uses: [buffer] }))
    expect(table.grant(buffer, ['bytes'])).toBe('buffer')
    expect(table.describe('fs')?.uses).toEqual({ buffer: 'buffer' })
    expect([...table.names().granted]).toEqual([
      ['orders', 'orders'],
      ['stock', 'stock'],
      ['fs', 'fs'],
      ['bytes', 'buffer'],
    ])
  })
})

describe('selected natives in the VM', () => {
  const all: readonly Native[] = [
    native('path'),
    native('time', { capabilities: ['clock'] }),
    native('fs', { capabilities: ['fs.read', 'fs.write'] }),
    native('os', { capabilities: ['env'] }),
    native('exec', { capabilities: ['process'] }),
    native('database', { aliases: ['db'], capabilities: ['db'] }),
  ]
  const names = ['path', 'time', 'fs', 'node:fs', 'os', 'node:os', 'exec', 'database', 'db']

  async function open(selection?: Selection): Promise<OpenedModules> {
    const { chosen, explanation } = selectModules(all, selection)
    const denied = explanation.flatMap(({ name, aliases, isIn, by }) =>
      isIn ? [] : [name, ...aliases].map((one) => [one, by]),
    )
    return openModules({ natives: chosen, denied: Object.fromEntries(denied) })
  }

  function requirable({ run }: OpenedModules): unknown {
    return run(`${JSON.stringify(names)}.filter((name) => {
      try { return require(name) } catch (error) { if (error.code !== 'ERR_MODULE_DENIED') throw error }
    })`)
  }

  it('M15 has what is harmless, without a selection and under safe', async () => {
    expect(requirable(await open())).toEqual(names)
    expect(requirable(await open(safe()))).toEqual(['path', 'time'])
  })

  it('M16 safe denies the rest under every name, and says so', async () => {
    const { run } = await open(safe())
    expect(
      run(
        '["fs", "node:os", "exec", "db"].map((name) => { try { require(name) } catch (error) { return error.deniedBy } })',
      ),
    ).toEqual(Array(4).fill('safe()'))
  })

  it('M17 only("fs") is fs and its twin', async () => {
    expect(requirable(await open(only('fs')))).toEqual(['fs', 'node:fs'])
  })

  it('M18 only("fs", "os") is exactly those', async () => {
    expect(requirable(await open(only('fs', 'os')))).toEqual(['fs', 'node:fs', 'os', 'node:os'])
  })
})
