import {
  add,
  type CompositionError,
  exclude,
  FactoryBuilder,
  memoryLoader,
  moduleRoots,
  type OwnedRuntime,
  only,
  safe,
} from 'tenon/engine'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fileLoader } from '../../../src/host/node/require/file-loader.js'
import { stripTypes } from '../../../src/host/node/require/strip-types.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const count = {
  kind: 'native',
  name: 'count',
  aliases: ['counter'],
  capabilities: ['pure'],
  exports: { up: (value: number) => value + 1 },
  guestCode: 'exports.up = host.up; exports.state = {}',
} as const

const files = {
  '/scripts/a.js': 'exports.b = require("./lib/b"); exports.same = require("count") === require("node:counter")',
  '/scripts/lib/b.js': 'module.exports = require("count").up(1)',
  '/scripts/esm.mjs':
    'import { up, state } from "count"; import b from "./lib/b.js"; export const all = await [up(b), state]',
  '/scripts/c.js': 'exports.d = require("./d")',
  '/scripts/d.js': 'exports.c = require("./c").d',
  '/scripts/broken.js': 'const = 1',
  '/node_modules/dep/index.js': 'module.exports = "dep"',
}

async function open(builder: FactoryBuilder): Promise<OwnedRuntime> {
  const runtime = await builder.build().newOwnedRuntime()
  onTestFinished(() => runtime.close())
  return runtime
}

describe('modules of owned runtimes', () => {
  it('are found from where a script lies', async () => {
    const runtime = await open(new FactoryBuilder({ require: { loader: memoryLoader(files) } }).withModules(count))
    expect(await runtime.runScript('scripts/main.js', 'require("./a")')).toEqual({ b: 2, same: true })
    expect(await runtime.runScript('/scripts/lib/main.js', '[require("../a").b, require("dep")]')).toEqual([2, 'dep'])
    expect(runtime.require('/scripts/a')).toEqual({ b: 2, same: true })
  })

  it('may be ES modules, which share the natives and files of require', async () => {
    const runtime = await open(new FactoryBuilder({ require: { loader: memoryLoader(files) } }).withModules(count))
    const script = `import('./esm.mjs').then(({ all }) => [all[0], all[1] === require('count').state])`
    expect(await runtime.runScript('/scripts/main.js', script)).toEqual([3, true])
  })

  it('Q14 and Q15 that cannot be had are told to the guest and to the host', async () => {
    const settings = { loader: memoryLoader(files), denied: { fs: 'safe()' } }
    const runtime = await open(new FactoryBuilder({ require: settings }).withModules(count))
    await expect(runtime.runScript('/scripts/main.js', 'require("./lib/bb")')).rejects.toMatchObject({
      code: 'ERR_MODULE_NOT_FOUND',
      properties: { specifier: './lib/bb', importer: '/scripts/main.js', suggestions: ['./lib/b'] },
    })
    await expect(runtime.runScript('/scripts/main.js', 'require("node:fs")')).rejects.toMatchObject({
      code: 'ERR_MODULE_DENIED',
      properties: { deniedBy: 'safe()', available: ['count', 'counter'] },
    })
    await expect(runtime.runScript('/scripts/main.js', 'require("./broken")')).rejects.toMatchObject({
      code: 'ERR_MODULE_LOAD',
      properties: { file: '/scripts/broken.js', line: 1, column: 7 },
    })
    expect(await runtime.runScript('main.js', 'import("fs").catch(({ code }) => code)')).toBe('ERR_MODULE_DENIED')
  })

  it('Q09 that stand in a circle are told: to whoever listens, else to the log', async () => {
    const chains: unknown[] = []
    const warned: unknown[] = []
    const logger = { debug() {}, info() {}, error() {}, warn: (message: string) => void warned.push(message) }
    const loader = memoryLoader(files)
    const listening = await open(
      new FactoryBuilder({ logger, require: { loader, onCycle: (chain) => chains.push(chain) } }),
    )
    const logging = await open(new FactoryBuilder({ logger, require: { loader } }))
    for (const runtime of [listening, logging]) await runtime.runScript('/scripts/main.js', 'require("./c"); 0')
    expect(chains).toEqual([['/scripts/c.js', '/scripts/d.js', '/scripts/c.js']])
    expect(warned).toEqual(['Modules require each other in a circle: /scripts/c.js > /scripts/d.js > /scripts/c.js'])
  })

  it('may be more than a call may ask of the host', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`/many/m${n}.js`, `module.exports = ${n}`]))
    const settings = { require: { loader: memoryLoader(many) }, limits: { hostCalls: 5, cpuMs: 1000 } }
    const runtime = await open(new FactoryBuilder(settings))
    const script = 'let sum = 0; for (let n = 0; n < 40; n++) sum += require("./m" + n); sum'
    expect(await runtime.runScript('/many/main.js', script)).toBe(780)
  })

  it('cost a guest no computing time while the host looks for them, and all that they compute themselves', async () => {
    const busy = (): void => {
      const until = performance.now() + 30
      while (performance.now() < until);
    }
    const texts = new Map([
      ['/a.js', 'exports.a = 1'],
      ['/b.js', 'exports.b = 2'],
      ['/c.mjs', 'export const c = 3'],
      ['/loop.cjs', 'for (;;);'],
      ['/loop.mjs', 'import "./loop.cjs"'],
    ])
    const read = (path: string): string | null => {
      if (texts.has(path)) busy()
      return texts.get(path) ?? null
    }
    const settings = { require: { loader: { read, has: (path: string) => texts.has(path) } }, limits: { cpuMs: 100 } }
    const script = `const given = ['./a', './b'].map((name) => require(name)); import('./c.mjs').then(({ c }) => [...given, c])`
    const runtime = await open(new FactoryBuilder(settings))
    expect(await runtime.runScript('/main.js', script)).toEqual([{ a: 1 }, { b: 2 }, 3])
    await expect(runtime.runScript('/main.js', 'require("./loop.cjs")')).rejects.toMatchObject({
      code: 'ERR_LIMIT_CPU',
    })
    const again = `require('./loop.cjs')`
    await expect(runtime.runScript('/main.js', again)).rejects.toMatchObject({ code: 'ERR_LIMIT_CPU' })
    await expect(runtime.runScript('/main.js', 'import("./loop.mjs")')).rejects.toMatchObject({ code: 'ERR_LIMIT_CPU' })
  })

  it('do not share what they hold between runtimes', async () => {
    const loader = memoryLoader({ '/tally.js': 'let n = 0; exports.next = () => ++n' })
    const factory = new FactoryBuilder({ require: { loader } }).build()
    const [first, second] = await Promise.all([factory.newOwnedRuntime(), factory.newOwnedRuntime()])
    onTestFinished(async () => void (await Promise.all([first.close(), second.close()])))
    expect(await first.runScript('/a.js', 'require("./tally").next(); require("./tally").next()')).toBe(2)
    expect(await second.runScript('/a.js', 'require("./tally").next()')).toBe(1)
  })

  it('TS02 and P04 come from the disk, in TypeScript, through the roots of a script', async () => {
    const folder = temporaryFolder({
      'app/scripts/main.ts': '',
      'app/tool.ts': `import dep from 'dep'; export const tool: string = 'tool with ' + dep`,
      'app/node_modules/dep/index.js': 'module.exports = "dep"',
    })
    const globalFolders = moduleRoots('app/scripts/main.ts', { root: folder })
    const settings = { loader: fileLoader({ roots: [folder] }), transform: stripTypes, root: folder, globalFolders }
    const runtime = await open(new FactoryBuilder({ require: settings }))
    expect(await runtime.runScript('app/scripts/main.ts', 'require("tool").tool')).toBe('tool with dep')
  })

  it('are refused altogether where there is no loader', async () => {
    const runtime = await open(new FactoryBuilder().withModules(count))
    await expect(runtime.runScript('main.js', 'require("./a")')).rejects.toMatchObject({ code: 'ERR_MODULE_NOT_FOUND' })
    expect(await runtime.runScript('main.js', 'import("count").then(({ up }) => up(1))')).toBe(2)
  })
})

describe('natives that a factory chooses', () => {
  const files = { kind: 'native', name: 'files', aliases: ['fs'], capabilities: ['fs.read'], exports: {} } as const
  const path = { kind: 'native', name: 'path', capabilities: ['pure'], exports: {} } as const
  const compose = (): FactoryBuilder => new FactoryBuilder().withModules(path, files, count)

  it('M12 are requirable, and the others are denied by who took them out', async () => {
    const runtime = await open(compose().withModuleSelection(exclude('path'), safe()))
    expect(await runtime.runScript('main.js', 'Object.keys(require("count"))')).toEqual(['up', 'state'])
    const script =
      '["path", "node:fs"].map((name) => { try { require(name) } catch ({ code, deniedBy }) { return [code, deniedBy] } })'
    expect(await runtime.runScript('main.js', script)).toEqual([
      ['ERR_MODULE_DENIED', 'exclude("path")'],
      ['ERR_MODULE_DENIED', 'safe()'],
    ])
  })

  it('are told one by one', () => {
    const factory = compose().withModuleSelection(add('fs'), only('path')).build()
    expect(factory.explainSelection().map(({ name, isIn, by }) => [name, isIn, by])).toEqual([
      ['count', false, 'only("path")'],
      ['files', true, 'add("fs")'],
      ['path', true, 'only("path")'],
    ])
    expect(factory.explain().names.map(({ name }) => name)).toEqual(['files', 'fs', 'path'])
  })

  it('M06 must exist: all names that mean nothing are told when the factory is built', () => {
    const build = (): unknown => {
      try {
        return compose().withModuleSelection(add('pth'), exclude('cuont')).build()
      } catch (error) {
        return (error as CompositionError).errors.map(({ code, details }) => [code, details.name, details.suggestions])
      }
    }
    expect(build()).toEqual([
      ['ERR_UNKNOWN_MODULE_NAME', 'cuont', ['count']],
      ['ERR_UNKNOWN_MODULE_NAME', 'pth', ['path']],
    ])
  })
})
