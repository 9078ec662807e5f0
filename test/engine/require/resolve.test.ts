import { describe, expect, it } from 'vitest'
import { memoryLoader } from '../../../src/resolve/memory-loader.js'
import type { NamedNative } from '../../../src/resolve/native-names.js'
import { nativeNames } from '../../../src/resolve/native-names.js'
import type { Resolution, ResolveOptions } from '../../../src/resolve/resolution.js'
import { resolve } from '../../../src/resolve/resolve.js'

interface Disk {
  readonly files: Readonly<Record<string, string>>
  readonly options?: Partial<ResolveOptions>
}

function ask(specifier: string, importer: string, { files, options }: Disk): Resolution {
  const loader = memoryLoader(files)
  return resolve(specifier, importer, { loader, natives: nativeNames([]), kind: 'require', ...options })
}

function idOf(resolution: Resolution): string | null {
  return 'id' in resolution ? `${resolution.kind} ${resolution.id}` : resolution.kind
}

const fs: NamedNative = { name: 'fs', aliases: ['node:fs', 'files'] }

describe('files', () => {
  const files = {
    '/app/main.js': '',
    '/app/exact': '',
    '/app/exact.js': '',
    '/app/both.js': '',
    '/app/both.json': '{}',
    '/app/data.json': '{}',
    '/app/old.cjs': '',
    '/app/new.mjs': '',
    '/app/typed.ts': '',
    '/app/typed.module.mts': '',
    '/app/typed.old.cts': '',
    '/app/both/index.js': '',
    '/app/with-main/package.json': '{ "main": "lib/start.js" }',
    '/app/with-main/lib/start.js': '',
    '/app/short-main/package.json': '{ "main": "./lib/start" }',
    '/app/short-main/lib/start.js': '',
    '/app/folder-main/package.json': '{ "main": "lib" }',
    '/app/folder-main/lib/index.json': '{}',
    '/app/lost-main/package.json': '{ "main": "nowhere" }',
    '/app/lost-main/index.js': '',
    '/app/bad-package/package.json': '{ "main": ',
    '/app/bad-package/index.js': '',
    '/app/index-only/index.json': '{}',
    '/app/esm/package.json': '{ "type": "module" }',
    '/app/esm/a.js': '',
    '/app/esm/b.cjs': '',
    '/app/esm/deep/c.ts': '',
    '/app/sub/index.js': '',
    '/tools/tool.js': '',
  }

  it.each([
    ['Q08 an exact file', './exact', 'file /app/exact'],
    ['Q08 .js before .json and before a folder', './both', 'file /app/both.js'],
    ['Q08 a folder where its slash is written', './both/', 'file /app/both/index.js'],
    ['Q08 .json', './data', 'json /app/data.json'],
    ['Q08 .cjs', './old', 'file /app/old.cjs'],
    ['Q08 .mjs', './new', 'module /app/new.mjs'],
    ['TS05 .ts', './typed', 'file /app/typed.ts'],
    ['TS05 .mts', './typed.module', 'module /app/typed.module.mts'],
    ['TS05 .cts', './typed.old', 'file /app/typed.old.cts'],
    ['TS05 a .ts by what it becomes', './typed.js', 'file /app/typed.ts'],
    ['TS05 an .mts by what it becomes', './typed.module.mjs', 'module /app/typed.module.mts'],
    ['Q08 the main of a folder', './with-main', 'file /app/with-main/lib/start.js'],
    ['Q08 a main without ending', './short-main', 'file /app/short-main/lib/start.js'],
    ['Q08 a main that is a folder', './folder-main', 'json /app/folder-main/lib/index.json'],
    ['Q08 index where main leads nowhere', './lost-main', 'file /app/lost-main/index.js'],
    ['Q08 index where package.json cannot be read', './bad-package', 'file /app/bad-package/index.js'],
    ['Q08 index', './index-only', 'json /app/index-only/index.json'],
    ['Q08 absolute', '/tools/tool', 'file /tools/tool.js'],
    ['Q08 relative up', '../tools/tool.js', 'file /tools/tool.js'],
    ['Q08 up beyond the root', '../../../../tools/tool.js', 'file /tools/tool.js'],
    ['an ES module by its package', './esm/a', 'module /app/esm/a.js'],
    ['CommonJS in spite of its package', './esm/b.cjs', 'file /app/esm/b.cjs'],
    ['an ES module by a package further up', './esm/deep/c', 'module /app/esm/deep/c.ts'],
  ])('%s: %s is %s', (_case, specifier, expected) => {
    expect(idOf(ask(specifier, '/app/main.js', { files }))).toBe(expected)
  })

  it('Q08 means the folder itself by "." and the one above by ".."', () => {
    expect(idOf(ask('.', '/app/sub/other.js', { files }))).toBe('file /app/sub/index.js')
    expect(idOf(ask('..', '/app/sub/deep/other.js', { files }))).toBe('file /app/sub/index.js')
  })

  it('Q15 tells what was tried, in order, and what may have been meant', () => {
    const tried = ['.js', '.cjs', '.mjs', '.json', '.ts', '.mts', '.cts'].map((ending) => `/app/shot${ending}`)
    const index = tried.map((path) => path.replace('shot.', 'shot/index.'))
    expect(ask('./shot', '/app/main.js', { files: { '/app/short.js': '', '/app/snort.md': '' } })).toEqual({
      kind: 'missing',
      specifier: './shot',
      reason: null,
      tried: ['/app/shot', ...tried, ...index],
      suggestions: ['./short'],
    })
    const found = ask('./data', '/app/main.js', { files })
    expect(found).toEqual({
      kind: 'json',
      id: '/app/data.json',
      tried: ['', '.js', '.cjs', '.mjs'].map((ending) => `/app/data${ending}`),
    })
  })

  it('Q15 suggests a file beside where a bare name was written', () => {
    expect(ask('helper', '/app/main.js', { files: { '/app/helper.ts': '' } })).toMatchObject({
      kind: 'missing',
      suggestions: ['./helper'],
    })
  })
})

describe('packages', () => {
  const files = {
    '/app/src/main.js': '',
    '/app/node_modules/near/index.js': '',
    '/app/src/node_modules/near/index.js': '',
    '/app/node_modules/above/index.js': '',
    '/node_modules/top/package.json': '{ "main": "top.js" }',
    '/node_modules/top/top.js': '',
    '/node_modules/top/lib/part.js': '',
    '/app/node_modules/single.js': '',
    '/app/node_modules/@scope/name/index.js': '',
    '/app/node_modules/@scope/name/sub.js': '',
    '/app/node_modules/nested/node_modules/inner/index.js': '',
    '/app/node_modules/nested/a.js': '',
    '/global/one/both/index.js': '',
    '/global/two/both/index.js': '',
    '/global/two/late.js': '',
    '/global/one/above/index.js': '',
  }
  const options = { globalFolders: ['/global/one', '/global/two'] }

  it.each([
    ['Q08 nested node_modules', 'near', '/app/src/node_modules/near/index.js'],
    ['Q08 a parent node_modules', 'above', '/app/node_modules/above/index.js'],
    ['Q08 the node_modules of the root', 'top', '/node_modules/top/top.js'],
    ['a file of a package', 'top/lib/part', '/node_modules/top/lib/part.js'],
    ['a package that is a file', 'single', '/app/node_modules/single.js'],
    ['a package of a scope', '@scope/name', '/app/node_modules/@scope/name/index.js'],
    ['a file of a package of a scope', '@scope/name/sub', '/app/node_modules/@scope/name/sub.js'],
    ['Q08 global folders, in their order', 'both', '/global/one/both/index.js'],
    ['Q08 a later global folder', 'late', '/global/two/late.js'],
  ])('%s: %s', (_case, specifier, expected) => {
    expect(idOf(ask(specifier, '/app/src/main.js', { files, options }))).toBe(`file ${expected}`)
  })

  it('Q08 looks in global folders after every node_modules', () => {
    expect(idOf(ask('above', '/app/src/main.js', { files, options }))).toBe('file /app/node_modules/above/index.js')
    expect(idOf(ask('above', '/elsewhere/main.js', { files, options }))).toBe('file /global/one/above/index.js')
  })

  it('looks from where the importer lies, and not in node_modules of node_modules', () => {
    expect(idOf(ask('inner', '/app/node_modules/nested/a.js', { files }))).toBe(
      'file /app/node_modules/nested/node_modules/inner/index.js',
    )
    const missing = ask('nothing', '/app/node_modules/nested/a.js', { files })
    expect(missing).toMatchObject({ kind: 'missing', tried: expect.arrayContaining(['/app/node_modules/nothing']) })
    expect(JSON.stringify(missing)).not.toContain('node_modules/node_modules')
  })
})

describe('what packages export', () => {
  const manifest = {
    name: 'lib',
    main: './never.js',
    exports: {
      '.': { import: './esm.mjs', custom: './custom.js', require: './cjs.cjs', default: './default.js' },
      './feature': { default: './feature.js' },
      './either': [{ unknown: './a.js' }, './feature.js'],
      './tools/*': './src/tools/*.js',
      './tools/private/*': null,
      './outside': '../secret.js',
      './lost': './lost.js',
      './only-import': { import: './esm.mjs' },
    },
    imports: { '#inner/*': './src/*.js', '#native': 'fs', '#lib': { default: 'plain' } },
  }
  const files = {
    '/app/main.js': '',
    '/app/node_modules/lib/package.json': JSON.stringify(manifest),
    '/app/node_modules/lib/esm.mjs': '',
    '/app/node_modules/lib/cjs.cjs': '',
    '/app/node_modules/lib/custom.js': '',
    '/app/node_modules/lib/default.js': '',
    '/app/node_modules/lib/feature.js': '',
    '/app/node_modules/lib/never.js': '',
    '/app/node_modules/secret.js': '',
    '/app/node_modules/lib/src/tools/a.js': '',
    '/app/node_modules/lib/src/tools/private/b.js': '',
    '/app/node_modules/lib/src/tools/x/y.js': '',
    '/app/node_modules/plain/index.js': '',
    '/app/node_modules/text/package.json': '{ "exports": "./only.js" }',
    '/app/node_modules/text/only.js': '',
    '/node_modules/lib/lost.js': '',
  }
  const at = '/app/node_modules/lib'

  it.each([
    ['the condition of require', 'lib', 'file', `${at}/cjs.cjs`],
    ['a subpath', 'lib/feature', 'file', `${at}/feature.js`],
    ['the first of a list that means something', 'lib/either', 'file', `${at}/feature.js`],
    ['a pattern', 'lib/tools/a', 'file', `${at}/src/tools/a.js`],
    ['a pattern over folders', 'lib/tools/x/y', 'file', `${at}/src/tools/x/y.js`],
    ['one text', 'text', 'file', '/app/node_modules/text/only.js'],
  ])('%s: %s', (_case, specifier, kind, expected) => {
    expect(idOf(ask(specifier, '/app/main.js', { files }))).toBe(`${kind} ${expected}`)
  })

  it('has the condition of import, and those of the caller, in the order of the package', () => {
    expect(idOf(ask('lib', '/app/main.js', { files, options: { kind: 'import' } }))).toBe(`module ${at}/esm.mjs`)
    expect(idOf(ask('lib', '/app/main.js', { files, options: { conditions: ['custom'] } }))).toBe(
      `file ${at}/custom.js`,
    )
  })

  it.each([
    ['what is not named', 'lib/cjs.cjs', 'the package "lib" exports no "./cjs.cjs" for require'],
    ['what is null', 'lib/tools/private/b', 'the package "lib" exports no "./tools/private/b" for require'],
    ['what lies outside', 'lib/outside', 'the package "lib" exports no "./outside" for require'],
    [
      'a way out through a pattern',
      'lib/tools/../../secret',
      'the package "lib" exports no "./tools/../../secret" for require',
    ],
    ['what is there for import alone', 'lib/only-import', 'the package "lib" exports no "./only-import" for require'],
  ])('refuses %s: %s', (_case, specifier, reason) => {
    expect(ask(specifier, '/app/main.js', { files })).toMatchObject({ kind: 'missing', reason })
  })

  it('ends the search at a package that promises a file which is not there', () => {
    expect(ask('lib/lost', '/app/main.js', { files })).toMatchObject({ kind: 'missing', tried: [`${at}/lost.js`] })
  })

  it('lets a package name itself and its own inner names', () => {
    const options = { natives: nativeNames([fs]) }
    const from = `${at}/src/tools/a.js`
    expect(idOf(ask('lib/feature', from, { files }))).toBe(`file ${at}/feature.js`)
    expect(idOf(ask('#inner/tools/a', from, { files }))).toBe(`file ${at}/src/tools/a.js`)
    expect(idOf(ask('#lib', from, { files }))).toBe('file /app/node_modules/plain/index.js')
    expect(idOf(ask('#native', from, { files, options }))).toBe('native fs')
    expect(ask('#other', from, { files })).toMatchObject({
      kind: 'missing',
      reason: expect.stringContaining('imports'),
    })
  })
})

describe('natives', () => {
  const files = { '/app/main.js': '', '/app/node_modules/fs/index.js': '', '/app/node_modules/exec/index.js': '' }
  const natives = nativeNames(
    [fs, { name: 'time' }],
    [
      { name: 'exec', by: 'safe()' },
      { name: 'database', aliases: ['db', 'files'], by: 'only("fs", "time")' },
    ],
  )
  const disk: Disk = { files, options: { natives } }

  it.each(['fs', 'node:fs', 'files', 'node:files'])('Q16 has one entry for all names of a native: %s', (name) => {
    expect(ask(name, '/app/main.js', disk)).toEqual({ kind: 'native', id: 'fs', tried: [] })
  })

  it('Q03 knows the node: twin of every native, and ends the search at one that is unknown', () => {
    expect(idOf(ask('node:time', '/app/main.js', disk))).toBe('native time')
    expect(
      ask('node:tims', '/app/main.js', { ...disk, files: { '/app/node_modules/node:tims/index.js': '' } }),
    ).toEqual({
      kind: 'missing',
      specifier: 'node:tims',
      reason: 'there is no native of that name',
      tried: [],
      suggestions: ['time'],
    })
  })

  it.each([
    ['exec', 'safe()'],
    ['node:exec', 'safe()'],
    ['db', 'only("fs", "time")'],
  ])('Q14 tells denied from missing, and who denied: %s by %s', (specifier, by) => {
    expect(ask(specifier, '/app/main.js', disk)).toEqual({
      kind: 'denied',
      specifier,
      by,
      available: ['files', 'fs', 'time'],
    })
  })

  it('suggests natives that are granted, and none that is denied', () => {
    expect(ask('tiem', '/app/main.js', disk)).toMatchObject({ kind: 'missing', suggestions: ['time'] })
    expect(ask('exex', '/app/main.js', disk)).toMatchObject({ kind: 'missing', suggestions: [] })
  })

  it('Q12 lets what the loader throws through', () => {
    const broken = new Error('the disk is gone')
    const loader = {
      read: (path: string): string | null => {
        if (path === '/app/node_modules/a.mjs') throw broken
        return null
      },
    }
    const question = (): Resolution => resolve('a', '/app/main.js', { loader, natives, kind: 'require' })
    expect(question).toThrow(broken)
  })

  it('answers nothing for an empty specifier', () => {
    expect(ask('', '/app/main.js', disk)).toMatchObject({ kind: 'missing', reason: 'it is empty', suggestions: [] })
  })
})
