import { describe, expect, it } from 'vitest'
import { Sources } from '../../../src/engine/require/sources.js'
import { fileLoader } from '../../../src/host/node/require/file-loader.js'
import { stripTypes } from '../../../src/host/node/require/strip-types.js'
import { memoryLoader } from '../../../src/resolve/memory-loader.js'
import type { SourceTransform } from '../../../src/resolve/source-transform.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'
import { type OpenedModules, openModules } from './open-modules.js'

function open(files: Readonly<Record<string, string>>): Promise<OpenedModules> {
  return openModules({
    files,
    settings: { transform: stripTypes },
    natives: [{ kind: 'native', name: 'geo', capabilities: [], guestCode: 'exports.far = 7' }],
  })
}

const project = {
  '/app/index.ts': `import { far } from 'geo'
    import type { Shape } from './shapes.js'
    import { area, type Kind } from './shapes.js'
    import settings from './settings.json'
    const kind: Kind = 'square'
    const shape: Shape = { kind, size: settings.size as number }
    export const result: readonly unknown[] = [area(shape), far]`,
  '/app/shapes.ts': `export type Kind = 'square'
    export interface Shape { readonly kind: Kind; readonly size: number }
    export function area<T extends Shape>(shape: T): number { return shape.size! ** 2 }`,
  '/app/settings.json': '{ "size": 3 }',
}

describe('TypeScript', () => {
  it('TS01 loses its types and runs', async () => {
    const { run } = await open({ '/app/a.ts': 'enum Kind { A = 4 }\nexport const a: number = Kind.A satisfies number' })
    expect(run('require("./a").a')).toBe(4)
  })

  it('TS02 follows imports in memory', async () => {
    const { run } = await open(project)
    expect(run('require("./index").result')).toEqual([9, 7])
  })

  it('TS02 follows imports on the disk', async () => {
    const folder = temporaryFolder(project)
    const settings = { loader: fileLoader({ roots: [folder] }), transform: stripTypes }
    const geo = { kind: 'native', name: 'geo', capabilities: [], guestCode: 'exports.far = 8' } as const
    const { run } = await openModules({ settings, natives: [geo] })
    expect(run('require("./index").result', `${folder}/app/main.js`)).toEqual([9, 8])
  })

  it('TS02 follows imports among ES modules', async () => {
    const files = {
      '/app/main.mts': `import { b } from './b.mjs'; const c: number = b; export default c satisfies number`,
      '/app/b.mts': 'export const b: number = await Promise.resolve(6)',
    }
    const { run } = await open(files)
    expect(run('import("./main.mts").then((given) => given.default)')).toBe(6)
  })

  it('TS03 requires natives from the VM, the same as everybody else', async () => {
    const { run } = await open({ '/app/a.ts': `import * as geo from 'geo'; export default geo` })
    expect(run('require("./a").default.far')).toBe(7)
    expect(run('require("./a").default.default === require("geo")')).toBe(true)
  })

  it('TS04 that cannot be read names the file and the place', async () => {
    const { run } = await open({ '/app/a.ts': 'const a: number = 1\nconst b: = 2\n' })
    expect(
      run(
        'try { require("./a") } catch ({ code, file, line, column, message }) { [code, file, line, column, message] }',
      ),
    ).toEqual(['ERR_MODULE_LOAD', '/app/a.ts', 2, 10, '/app/a.ts:2:10: Unexpected "="'])
  })

  it('TS05 is what its ending says, and JSX is none', async () => {
    const files = {
      '/app/a.ts': 'export default 1',
      '/app/b.cts': 'export = 2',
      '/app/c.mts': 'export default 3',
      '/app/d.tsx': 'export default 4',
      '/app/e.js': 'module.exports = (a: number) => a',
    }
    const { run } = await open(files)
    expect(run('import("./c.mts").then((c) => [require("./a").default, require("./b"), c.default])')).toEqual([1, 2, 3])
    const failing = (path: string): unknown =>
      run(`try { require(${JSON.stringify(path)}) } catch ({ message }) { message }`)
    expect(failing('./d.tsx')).toBe('/app/d.tsx: JSX is not supported')
    expect(failing('./e')).toMatch(/^\/app\/e\.js:1:\d+: /)
  })

  it('TS06 tells of an import that leads nowhere, and of who wanted it', async () => {
    const files = { '/app/a.ts': `import { b } from './shaped.js'\nexport const a = b`, '/app/shapes.ts': '' }
    const { run } = await open(files)
    expect(
      run(
        'try { require("./a") } catch ({ code, importer, specifier, tried }) { [code, importer, specifier, tried.slice(0, 2)] }',
      ),
    ).toEqual(['ERR_MODULE_NOT_FOUND', '/app/a.ts', './shaped.js', ['/app/shaped.js', '/app/shaped.ts']])
  })

  it('is refused where nobody transforms it', async () => {
    const { run } = await openModules({ files: { '/app/a.ts': '' } })
    expect(run('try { require("./a") } catch ({ code, message }) { [code, message] }')).toEqual([
      'ERR_MODULE_LOAD',
      '/app/a.ts: it is TypeScript, and "transform" is not set',
    ])
  })
})

describe('the sources of a factory', () => {
  it('are transformed once for each text and use, and tried again when that failed', async () => {
    const files: Record<string, string> = { '/app/a.ts': 'export const a: number = 1' }
    const seen: string[] = []
    const transform: SourceTransform = (source, path, format) => {
      seen.push(`${path} ${format}`)
      if (source === '') throw new Error('there is nothing in it')
      return stripTypes(source, path, format)
    }
    const sources = new Sources({ loader: { read: (path) => files[path] ?? null }, transform })
    for (let runtime = 0; runtime < 3; runtime++) {
      const { run } = await openModules({ sources })
      expect(run('require("./a").a')).toBe(1)
    }
    expect(seen).toEqual(['/app/a.ts commonjs'])
    expect(sources.code('/app/a.ts', 'module').code).toContain('export')
    files['/app/a.ts'] = ''
    for (const _ of [1, 2]) expect(() => sources.code('/app/a.ts', 'module')).toThrow('there is nothing in it')
    files['/app/a.ts'] = 'export const a: number = 2'
    expect((await openModules({ sources })).run('require("./a").a')).toBe(2)
    expect(seen.slice(1)).toEqual(['/app/a.ts module', '/app/a.ts module', '/app/a.ts module', '/app/a.ts commonjs'])
  })

  it('carry maps to where their code comes from', () => {
    const loader = memoryLoader({ '/app/a.ts': 'interface A {}\n\nexport const a = 1', '/app/b.js': '' })
    const sources = new Sources({ loader, transform: stripTypes })
    expect(JSON.parse(sources.code('/app/a.ts', 'commonjs').map ?? '')).toMatchObject({
      sources: ['/app/a.ts'],
      version: 3,
    })
    expect(sources.code('/app/b.js', 'commonjs').map).toBe(null)
  })
})
