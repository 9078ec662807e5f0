import { describe, expect, it } from 'vitest'
import { memoryLoader } from '../../../src/resolve/memory-loader.js'
import { openModules } from './open-modules.js'

/** Gives what a call throws, as data. */
const caught = `(act) => {
  try { return act() } catch (error) {
    const { name, message, code } = error
    return { name, message, code, ...error, cause: error.cause && error.cause.message }
  }
}`

describe('files in the VM', () => {
  it('Q04 run once, with exports, module, require and where they lie', async () => {
    const files = {
      '/app/sum.js': 'exports.of = (a, b) => a + b; exports.isThis = this === exports && this === module.exports',
      '/app/lib/where.js':
        'module.exports = [__filename, __dirname, module.id, module.filename, module.path, module.loaded]',
      '/app/count.js': 'globalThis.ran = (globalThis.ran ?? 0) + 1; module.exports = globalThis.ran',
      '/app/hashbang.js': '#!/usr/bin/env node\nmodule.exports = "ran"',
      '/app/marked.js': '\ufeffmodule.exports = "marked"',
      '/app/last-line.js': 'module.exports = "last" // no line after this',
    }
    const { run } = await openModules({ files })
    expect(run('[require("./sum").of(1, 2), require("./sum.js").isThis]')).toEqual([3, true])
    expect(run('require("./lib/where")')).toEqual([
      '/app/lib/where.js',
      '/app/lib',
      '/app/lib/where.js',
      '/app/lib/where.js',
      '/app/lib',
      false,
    ])
    expect(run('[require("./count"), require("../app/count.js"), require("/app/count")]')).toEqual([1, 1, 1])
    expect(run('["./hashbang", "./marked", "./last-line"].map((name) => require(name))')).toEqual([
      'ran',
      'marked',
      'last',
    ])
  })

  it('Q05 come from the loader that is given', async () => {
    const asked: string[] = []
    const loader = {
      read: (path: string): string | null => {
        asked.push(path)
        return path === '/virtual/tool.js' ? 'module.exports = "made up"' : null
      },
    }
    const { run } = await openModules({ settings: { loader } })
    expect(run('require("/virtual/tool")')).toBe('made up')
    expect(asked.slice(0, 2)).toEqual(['/virtual/tool', '/virtual/tool.js'])
    const without = await openModules({ settings: { loader: undefined } })
    expect(without.run(`(${caught})(() => require("/virtual/tool")).code`)).toBe('ERR_MODULE_NOT_FOUND')
  })

  it('Q06 are strict where they say so, and only there', async () => {
    const source = 'module.exports = (function () { return this === undefined })()'
    const files = { '/app/strict.js': `'use strict'\n${source}`, '/app/sloppy.js': source }
    const { run } = await openModules({ files })
    expect(run('[require("./strict"), require("./sloppy")]')).toEqual([true, false])
  })

  it('Q08 JSON is parsed, and where it is broken the error names the file', async () => {
    const { run } = await openModules({ files: { '/app/a.json': '{ "a": [1] }', '/app/b.json': '{\n  "b": oops }' } })
    expect(run('require("./a")')).toEqual({ a: [1] })
    expect(run('require("./a") === require("./a.json")')).toBe(true)
    expect(run(`(${caught})(() => require("./b"))`)).toMatchObject({
      code: 'ERR_MODULE_LOAD',
      file: '/app/b.json',
      line: 2,
      message: expect.stringMatching(/^\/app\/b\.json: ./),
    })
  })

  it('Q08 a required module requires from where it lies, whoever calls it later', async () => {
    const files = {
      '/app/a/index.js': 'exports.late = () => require("./b").name',
      '/app/a/b.js': 'exports.name = "b of a"',
      '/app/b.js': 'exports.name = "b of app"',
    }
    const { run } = await openModules({ files })
    expect(run('[require("./a").late(), require("./b").name]')).toEqual(['b of a', 'b of app'])
  })

  it('P04 and Q08 packages and global folders serve nested requires', async () => {
    const files = {
      '/app/node_modules/dep/package.json': '{ "exports": { ".": { "require": "./cjs.js", "import": "./esm.mjs" } } }',
      '/app/node_modules/dep/cjs.js': 'module.exports = "dep with " + require("inner")',
      '/app/node_modules/dep/node_modules/inner/index.js': 'module.exports = require("late")',
      '/global/late.js': 'module.exports = "global"',
    }
    const { run } = await openModules({ files, settings: { globalFolders: ['/global'] } })
    expect(run('require("dep")')).toBe('dep with global')
  })

  it('Q09 circles see what there is so far, and are told once, with their chain', async () => {
    const files = {
      '/app/a.js': 'exports.early = 1; exports.b = require("./b").seen; exports.late = 2',
      '/app/b.js': 'exports.seen = { ...require("./a") }; require("./a"); exports.c = require("./c")',
      '/app/c.js': 'module.exports = Object.keys(require("./b"))',
      '/app/self.js': 'exports.same = require("./self") === exports',
    }
    const { run, cycles } = await openModules({ files })
    expect(run('require("./a")')).toEqual({ early: 1, b: { early: 1 }, late: 2 })
    expect(run('[require("./c"), require("./self").same]')).toEqual([['seen'], true])
    expect(cycles).toEqual([
      ['/app/a.js', '/app/b.js', '/app/a.js'],
      ['/app/b.js', '/app/c.js', '/app/b.js'],
      ['/app/self.js', '/app/self.js'],
    ])
  })

  it('Q10 whatever a module throws reaches those who required it, as it is', async () => {
    const files = {
      '/app/outer.js': 'require("./inner")',
      '/app/inner.js': 'throw globalThis.thrown',
      '/app/error.js': 'const error = new TypeError("not so"); error.extra = 7; globalThis.made = error; throw error',
    }
    const { run } = await openModules({ files })
    const same = (value: string): unknown =>
      run(`globalThis.thrown = ${value}; try { require("./outer"); "nothing" } catch (error) { error === thrown }`)
    expect(['{ a: 1 }', '"text"', 'undefined', 'null', 'Symbol("s")', 'new Error("e")'].map(same)).toEqual(
      Array(6).fill(true),
    )
    expect(run(`try { require("./error") } catch (error) { [error === made, error.message, error.extra] }`)).toEqual([
      true,
      'not so',
      7,
    ])
  })

  it('Q10 a module that failed is run again, and leaves no trace among those who required it', async () => {
    const files = {
      '/app/flaky.js':
        'globalThis.runs = (globalThis.runs ?? 0) + 1; if (runs < 3) throw new Error("run " + runs); exports.runs = runs',
      '/app/user.js':
        'const tries = []; for (let n = 0; n < 3; n++) try { tries.push(require("./flaky").runs) } catch (e) { tries.push(e.message) }; module.exports = [tries, module.children.map((child) => child.id)]',
    }
    const { run } = await openModules({ files })
    expect(run('require("./user")')).toEqual([['run 1', 'run 2', 3], ['/app/flaky.js']])
    expect(run('Object.keys(require.cache)')).toEqual(['/app/user.js', '/app/flaky.js'])
  })

  it('Q11 a source map that is not there is no error', async () => {
    const { run } = await openModules({ files: { '/app/a.js': 'exports.a = 1\n//# sourceMappingURL=nowhere.js.map' } })
    expect(run('require("./a").a')).toBe(1)
  })

  it('Q12 what the loader throws ends the search, and names the cause', async () => {
    const loader = {
      read: (path: string): string | null => {
        if (path.endsWith('/node_modules/a.cjs')) throw new Error('the disk is gone')
        return path === '/node_modules/a/index.js' ? 'exports.found = true' : null
      },
    }
    const { run } = await openModules({ settings: { loader } })
    expect(run(`(${caught})(() => require("a"))`)).toMatchObject({
      code: 'ERR_MODULE_LOAD',
      message: 'Looking for "a" from /app/main.js failed: the disk is gone',
      cause: 'the disk is gone',
    })
  })

  it('Q14 and Q15 denied and missing are told apart, with all that helps', async () => {
    const path = { kind: 'native', name: 'path', capabilities: ['pure'], exports: {} } as const
    const { run } = await openModules({
      files: { '/app/helper.js': '' },
      natives: [path],
      denied: { fs: 'safe()' },
    })
    expect(run(`["fs", "node:fs"].map((name) => (${caught})(() => require(name)))`)).toEqual(
      ['fs', 'node:fs'].map((specifier) => ({
        name: 'Error',
        message: `"${specifier}" may not be required by /app/main.js: denied by safe(). What may be: "path".`,
        code: 'ERR_MODULE_DENIED',
        specifier,
        importer: '/app/main.js',
        deniedBy: 'safe()',
        available: ['path'],
      })),
    )
    const missing = run(`(${caught})(() => require("./helpr"))`)
    expect(missing).toMatchObject({
      code: 'ERR_MODULE_NOT_FOUND',
      specifier: './helpr',
      importer: '/app/main.js',
      suggestions: ['./helper'],
      tried: expect.arrayContaining(['/app/helpr', '/app/helpr.js', '/app/helpr/index.js']),
    })
    expect((missing as { readonly message: string }).message).toMatch(
      /^Cannot find "\.\/helpr" from \/app\/main\.js\. Did you mean "\.\/helper"\?\nLooked for:\n {2}\/app\/helpr\n(?: {2}.*\n){7} {2}and \d+ more$/,
    )
    expect(run(`(${caught})(() => require("pth"))`)).toMatchObject({ suggestions: ['path'] })
  })

  it('a broken source names its file, line and column, and is not kept', async () => {
    const files = {
      '/app/broken.js': 'const a = 1\nconst b = = 2\n',
      '/app/first.js': 'const = 1',
      '/app/esm.js': 'import a from "./a.js"\nexport default a',
      '/app/user.js': 'require("./broken")',
    }
    const { run } = await openModules({ files })
    const broken = run(`(${caught})(() => require("./user"))`)
    expect(broken).toMatchObject({
      code: 'ERR_MODULE_LOAD',
      file: '/app/broken.js',
      line: 2,
      column: 11,
      message: expect.stringMatching(/^\/app\/broken\.js:2:11: ./),
      cause: expect.stringMatching(/./),
    })
    expect(run(`(${caught})(() => require("./first"))`)).toMatchObject({ line: 1, column: 7 })
    expect(run(`(${caught})(() => require("./esm"))`)).toMatchObject({ message: expect.stringContaining('".mjs"') })
    expect(run('Object.keys(require.cache)')).toEqual([])
  })

  it('stacks name the files of modules and their lines', async () => {
    const files = { '/app/deep.js': '\n\nexports.fail = () => { throw new Error("deep") }' }
    const { run } = await openModules({ files })
    expect(run('try { require("./deep").fail() } catch (error) { error.stack }')).toMatch(/\/app\/deep\.js:3\b/)
  })
})

describe('what require carries', () => {
  const files = {
    '/app/a.js': 'exports.a = 1',
    '/app/b/index.js': 'require("../a"); exports.require = require; exports.module = module',
    '/app/main.js': 'throw new Error("the main module runs as it was given")',
  }

  it('resolve finds without running', async () => {
    const { run } = await openModules({
      files: { ...files, '/app/never.js': 'globalThis.hasRun = true' },
      natives: [{ kind: 'native', name: 'fs', capabilities: [], exports: {} }],
    })
    expect(run('["./a", "./b", "./never", "fs", "node:fs"].map((name) => require.resolve(name))')).toEqual([
      '/app/a.js',
      '/app/b/index.js',
      '/app/never.js',
      'fs',
      'fs',
    ])
    expect(run('typeof hasRun')).toBe('undefined')
    expect(run(`(${caught})(() => require.resolve("./c")).code`)).toBe('ERR_MODULE_NOT_FOUND')
  })

  it('cache shows the modules and lets nobody change them', async () => {
    const { run } = await openModules({ files })
    expect(run('require("./b"); Object.keys(require.cache)')).toEqual(['/app/b/index.js', '/app/a.js'])
    expect(run('require.cache["/app/a.js"].exports === require("./a")')).toBe(true)
    expect(run('delete require.cache["/app/a.js"]')).toBe(false)
    const strict = `(() => { 'use strict'; require.cache['/app/a.js'] = { exports: 2 } })`
    expect(run(`(${caught})(${strict}).name`)).toBe('TypeError')
    expect(
      run(
        'Object.setPrototypeOf.name && [Reflect.defineProperty(require.cache, "x", { value: 1 }), Reflect.setPrototypeOf(require.cache, {}), Reflect.preventExtensions(require.cache)]',
      ),
    ).toEqual([false, false, false])
    expect(run('require("./a").a')).toBe(1)
  })

  it('main is the module that runs first, its children and paths are told', async () => {
    const opened = await openModules({ files })
    expect(opened.run('require.main === undefined')).toBe(true)
    const code = `const b = require('./b')
      module.exports = [require.main === module, b.require.main === module, module.id, module.filename, __dirname,
        module.children.map(({ id }) => id), b.module.children.map(({ id }) => id), module.paths]`
    expect(opened.main('/app/main.js', code)).toEqual([
      true,
      true,
      '.',
      '/app/main.js',
      '/app',
      ['/app/b/index.js'],
      ['/app/a.js'],
      ['/app/node_modules', '/node_modules'],
    ])
    expect(opened.run('[require.main.loaded, require("./main") === require.main.exports]')).toEqual([true, true])
  })

  it('a main module in a circle is the one that runs', async () => {
    const opened = await openModules({
      files: { ...files, '/app/back.js': 'module.exports = require("./main").early' },
    })
    expect(opened.main('/app/main.js', 'exports.early = 1; exports.back = require("./back")')).toEqual({
      early: 1,
      back: 1,
    })
    expect(opened.cycles).toEqual([['/app/main.js', '/app/back.js', '/app/main.js']])
  })

  it('a relative name of a script is seen from the root', async () => {
    const { run } = await openModules({ settings: { loader: memoryLoader(files), root: '/app' } })
    expect(run('require("./a").a', 'main.js')).toBe(1)
    expect(run('require("../a").a', 'sub/main.js')).toBe(1)
  })

  it('takes what can be a text, and refuses what cannot', async () => {
    const { run } = await openModules({ files })
    expect(run('require({ toString: () => "./a" }).a')).toBe(1)
    expect(run(`(${caught})(() => require(Symbol("a"))).name`)).toBe('TypeError')
    expect(run(`[undefined, null, 7, {}, ""].map((value) => (${caught})(() => require(value)).specifier)`)).toEqual([
      'undefined',
      'null',
      '7',
      '[object Object]',
      '',
    ])
  })

  it('shows natives that others use to no code that changes what built-in methods do', async () => {
    const secret = { kind: 'native', name: 'secret', capabilities: [], exports: { read: () => 'read' } } as const
    const user = {
      kind: 'native',
      name: 'user',
      capabilities: [],
      uses: [secret],
      guestCode: 'const secret = require("secret"); exports.length = () => secret.read().length',
    } as const
    const { run } = await openModules({ files, natives: [user] })
    const hostile = `const seen = new WeakSet(), has = WeakSet.prototype.has.bind(seen), add = WeakSet.prototype.add.bind(seen)
      const keep = (value) => { if (Object(value) === value) add(value); return value }
      for (const of of [Array.prototype, Map.prototype, Function.prototype, RegExp.prototype, String.prototype])
        for (const name of ['push', 'map', 'flatMap', 'get', 'set', 'call', 'apply', 'bind', 'exec', 'replace', 'concat']) {
          const method = of[name]
          if (typeof method === 'function')
            of[name] = function (...args) { keep(this); args.forEach(keep); return keep(Reflect.apply(method, this, args)) }
        }
      for (const key of ['secret', 'user', 'exports', '0', '1', 'native:secret'])
        Object.defineProperty(Object.prototype, key, { configurable: true, get() {}, set(value) { keep(value) } })
      const length = require('user').length()
      const leaked = has(modules.native('secret'))
      for (const key of ['secret', 'user', 'exports', '0', '1', 'native:secret']) delete Object.prototype[key]
      ;[length, leaked]`
    expect(run(hostile)).toEqual([4, false])
    expect(run(`(${caught})(() => require("secret")).code`)).toBe('ERR_MODULE_NOT_FOUND')
  })

  it('a chain of many modules fits the small stack of a VM', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [
        `/app/m${n}.js`,
        n === 39 ? 'module.exports = 0' : `module.exports = 1 + require("./m${n + 1}")`,
      ]),
    )
    const { run } = await openModules({ files: chain })
    expect(run('require("./m0")')).toBe(39)
  })
})
