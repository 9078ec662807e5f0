import { describe, expect, it } from 'vitest'
import { openModules } from './open-modules.js'

const native = {
  kind: 'native',
  name: 'geo',
  capabilities: ['pure'],
  guestCode: 'exports.far = 7; exports["not-a-name"] = 1; exports.default = "own default"; exports.class = 2',
} as const

describe('ES modules', () => {
  it('import each other, by name, as a whole, and again', async () => {
    const files = {
      '/app/main.mjs': `import one, { two, three as drei } from './lib/index.mjs'
        import * as all from './lib/index.mjs'
        export { two as zwei } from './lib/index.mjs'
        export default [one, two, drei, Object.keys(all)]`,
      '/app/lib/index.mjs': `export default 1; export const two = 2; export * from './three'`,
      '/app/lib/three.js': 'export const three = 3',
      '/app/lib/package.json': '{ "type": "module" }',
    }
    const { run } = await openModules({ files })
    const result = run('import("./main.mjs").then((given) => ({ ...given }))')
    expect(result).toEqual({ default: [1, 2, 3, ['default', 'three', 'two']], zwei: 2 })
  })

  it('wait at top level, and see live bindings in a circle', async () => {
    const files = {
      '/app/slow.mjs': 'export const value = await Promise.resolve(5)',
      '/app/a.mjs': `import { early, late } from './b.mjs'
        import { value } from './slow.mjs'
        export const a = 'a'
        export default [early, late(), value]`,
      '/app/b.mjs': `import { a } from './a.mjs'
        export const late = () => a
        export let early = 'a is there'
        try { early = a } catch { early = 'a is not there yet' }`,
    }
    const { run } = await openModules({ files })
    expect(run('import("./a.mjs").then((given) => given.default)')).toEqual(['a is not there yet', 'a', 5])
  })

  it('know where they lie', async () => {
    const files = { '/app/sub dir/a.mjs': 'export default { ...import.meta }' }
    const { run } = await openModules({ files })
    expect(run('import("./sub dir/a.mjs").then((given) => given.default)')).toEqual({
      url: 'file:///app/sub%20dir/a.mjs',
      filename: '/app/sub dir/a.mjs',
      dirname: '/app/sub dir',
    })
  })

  it('import CommonJS, JSON and natives: all as the default, and members by name', async () => {
    const files = {
      '/app/main.mjs': `import cjs, { a, class as kind } from './cjs.cjs'
        import data, { list } from './data.json'
        import geo, { far } from 'geo'
        import * as whole from 'node:geo'
        export default [cjs.a === a, kind, data.list === list, geo.far === far, Object.keys(whole), whole.default === geo]`,
      '/app/cjs.cjs': 'exports.a = {}; exports.class = "kind"; exports["odd name"] = 1',
      '/app/data.json': '{ "list": [1] }',
      '/app/null.cjs': 'module.exports = null',
      '/app/fn.cjs': 'module.exports = Object.assign(() => "called", { extra: 1 })',
    }
    const { run } = await openModules({ files, natives: [native] })
    expect(run('import("./main.mjs").then((given) => given.default)')).toEqual([
      true,
      'kind',
      true,
      true,
      ['class', 'default', 'far'],
      true,
    ])
    expect(run('import("./cjs.cjs").then((given) => given.default === require("./cjs.cjs"))')).toBe(true)
    expect(run('import("geo").then((given) => given.default === require("geo"))')).toBe(true)
    expect(run('import("./null.cjs").then((given) => given.default)')).toBe(null)
    expect(run('import("./fn.cjs").then((given) => [given.default(), given.extra])')).toEqual(['called', 1])
  })

  it('have the condition of import, where require has its own', async () => {
    const files = {
      '/app/node_modules/dep/package.json': '{ "exports": { "require": "./a.cjs", "import": "./b.mjs" } }',
      '/app/node_modules/dep/a.cjs': 'exports.from = "require"',
      '/app/node_modules/dep/b.mjs': 'export const from = "import"',
    }
    const { run } = await openModules({ files })
    expect(run('import("dep").then(({ from }) => [from, require("dep").from])')).toEqual(['import', 'require'])
  })

  it('cannot be required before they have run, and can be after', async () => {
    const files = {
      '/app/a.mjs': 'export const a = 1; export default 2',
      '/app/uses.cjs': 'module.exports = () => require("./a.mjs")',
    }
    const { run } = await openModules({ files })
    expect(run('try { require("./uses.cjs")() } catch ({ code, message, file }) { [code, message, file] }')).toEqual([
      'ERR_MODULE_LOAD',
      '/app/a.mjs is an ES module that has not run yet: import it, or require it when it has been imported',
      '/app/a.mjs',
    ])
    expect(run('import("./a.mjs").then((given) => [require("./uses.cjs")() === given, require("./a.mjs").a])')).toEqual(
      [true, 1],
    )
  })

  it('that fail cannot be required after it', async () => {
    const files = { '/app/bad.mjs': 'throw new Error("bad")' }
    const { run } = await openModules({ files })
    expect(run('import("./bad.mjs").catch(({ message }) => message)')).toBe('bad')
    expect(run('try { require("./bad.mjs") } catch ({ code }) { code }')).toBe('ERR_MODULE_LOAD')
  })
})

describe('what ES modules cannot import', () => {
  const caught = '.catch(({ code, message, ...rest }) => ({ code, message, ...rest }))'

  it.each([
    [
      'a file',
      `import x, { a, b as c } from './nothing.mjs'; export { d } from './nothing.mjs'`,
      'ERR_MODULE_NOT_FOUND',
    ],
    ['a package', `import * as x from 'nothing'`, 'ERR_MODULE_NOT_FOUND'],
    ['a native that is denied', `import { readFile } from 'node:fs'`, 'ERR_MODULE_DENIED'],
  ])('is told as for require: %s', async (_case, code, expected) => {
    const { run } = await openModules({ files: { '/app/main.mjs': code }, denied: { fs: 'safe()' } })
    expect(run(`import("./main.mjs")${caught}`)).toMatchObject({ code: expected, importer: '/app/main.mjs' })
  })

  it('rejects a dynamic import with the same, and it can be tried again', async () => {
    const files: Record<string, string> = { '/app/a.mjs': 'export default 1' }
    const loader = { read: (path: string) => files[path] ?? null }
    const { run } = await openModules({ settings: { loader } })
    expect(run(`import("./b.mjs")${caught}`)).toMatchObject({ code: 'ERR_MODULE_NOT_FOUND', specifier: './b.mjs' })
    files['/app/b.mjs'] = 'export default 2'
    expect(run('import("./b.mjs").then((given) => given.default)')).toBe(2)
  })

  it('Q10 what CommonJS throws reaches those who import it, as it is, whatever names they ask for', async () => {
    const files = {
      '/app/bad.cjs': 'globalThis.thrown ??= { reason: "bad" }; throw thrown',
      '/app/named.mjs': `import { one, two as three } from './bad.cjs'; export { four } from './bad.cjs'; export default one`,
      '/app/bad.json': '{ oops',
    }
    const { run } = await openModules({ files })
    expect(run('import("./bad.cjs").catch((error) => error === thrown)')).toBe(true)
    expect(run('import("./named.mjs").catch((error) => error === thrown)')).toBe(true)
    const again = 'globalThis.thrown = 0; import("./bad.cjs").catch((error) => [error, Object.keys(require.cache)])'
    expect(run(again)).toEqual([0, []])
    expect(run(`import("./bad.json")${caught}`)).toMatchObject({ code: 'ERR_MODULE_LOAD', file: '/app/bad.json' })
  })

  it('a name that CommonJS does not export is a syntax error that tells the name', async () => {
    const files = { '/app/a.cjs': 'exports.a = 1', '/app/main.mjs': `import { b } from './a.cjs'; export default b` }
    const { run } = await openModules({ files })
    expect(run('import("./main.mjs").catch(({ name, message }) => [name, message])')).toEqual([
      'SyntaxError',
      expect.stringContaining("'b'"),
    ])
  })
})
