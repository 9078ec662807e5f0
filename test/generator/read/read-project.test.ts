import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInvalidByte } from '../../../generator/1-read/find-invalid-byte.js'
import { readModules } from '../../../generator/1-read/read-modules.js'
import { readProject } from '../../../generator/1-read/read-project.js'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenon-read-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), content)
}

const nothing = { findSpecPath: () => null, findIncludes: () => [] }

async function codesOf(request: { configPath?: string; manifestPath?: string } = {}): Promise<readonly string[]> {
  const outcome = await readProject({ cwd: dir, ...request }, nothing)
  return outcome.diagnostics.map(({ code, at }) => `${at.file} ${code}`)
}

describe('readProject', () => {
  it('reads the spec, the manifest and the lockfile of the folder', async () => {
    put('app.yaml', '\uFEFFapp: {}\r\n')
    put('modules.yaml', 'tenon: 1\n')
    put('tenon.lock', '{}')
    const outcome = await readProject({ cwd: dir }, nothing)
    expect(outcome).toEqual({
      ok: true,
      value: {
        dir,
        sources: {
          spec: { path: 'app.yaml', text: 'app: {}\r\n' },
          included: { files: [], nearby: [] },
          manifest: { path: 'modules.yaml', text: 'tenon: 1\n' },
          lockfile: { path: 'tenon.lock', text: '{}' },
        },
      },
      diagnostics: [],
    })
  })

  it('finds the project upwards, but not beyond the package', async () => {
    put('app.yaml', '')
    put('deep/er/x', '')
    const found = await readProject({ cwd: join(dir, 'deep/er') }, nothing)
    expect(found.ok && found.value.dir).toBe(dir)
    put('deep/package.json', '{}')
    const stopped = await readProject({ cwd: join(dir, 'deep/er') }, nothing)
    expect(stopped.diagnostics.map(({ code }) => code)).toEqual(['source_not_found_error'])
  })

  it('reads the spec that the manifest names, unless the caller names another', async () => {
    put('modules.yaml', '')
    put('spec/main.yaml', 'main')
    put('other.yaml', 'other')
    const named = await readProject({ cwd: dir }, { ...nothing, findSpecPath: () => './spec/main.yaml' })
    expect(named.ok && named.value.sources.spec).toEqual({ path: 'spec/main.yaml', text: 'main' })
    const given = await readProject(
      { cwd: dir, configPath: 'other.yaml' },
      { ...nothing, findSpecPath: () => './spec/main.yaml' },
    )
    expect(given.ok && given.value.sources.spec).toEqual({ path: 'other.yaml', text: 'other' })
  })

  it('accepts .yml, and refuses to choose between two', async () => {
    put('app.yml', '')
    expect(await codesOf()).toEqual([])
    put('app.yaml', '')
    expect(await codesOf()).toEqual(['app.yaml source_ambiguous_error'])
  })

  it.each([
    ['no spec', () => undefined, 'app.yaml source_not_found_error'],
    ['a folder', () => put('app.yaml/x', ''), 'app.yaml source_unreadable_error'],
    [
      'a link to nowhere',
      () => symlinkSync(join(dir, 'gone'), join(dir, 'app.yaml')),
      'app.yaml source_not_found_error',
    ],
    ['Latin-1', () => put('app.yaml', Uint8Array.of(0x61, 0xe9, 0x61)), 'app.yaml source_encoding_error'],
    ['UTF-16', () => put('app.yaml', Uint8Array.of(0xff, 0xfe, 0x61, 0)), 'app.yaml source_encoding_error'],
    ['50 MB', () => put('app.yaml', Buffer.alloc(50 * 1024 * 1024, 0x20)), 'app.yaml source_too_large_error'],
  ])('refuses %s', async (_, arrange, expected) => {
    arrange()
    expect(await codesOf()).toEqual([expected])
  })

  it('reports what is wrong with every file at once', async () => {
    put('app.yaml', Uint8Array.of(0xff))
    put('modules.yaml/x', '')
    put('tenon.lock/x', '')
    const files = ['app.yaml', 'modules.yaml', 'tenon.lock']
    const outcome = await readProject({ cwd: dir }, nothing)
    expect(outcome.diagnostics.map(({ at }) => at.file).sort()).toEqual(files)
  })
})

describe('findInvalidByte', () => {
  it.each([
    [[0xff], 0],
    [[0x61, 0xc3], 1],
    [[0x61, 0xc3, 0xa9, 0xe2, 0x82], 3],
    [[0xf0, 0x9f, 0x98, 0x80, 0x80], 4],
    [[0xed, 0xa0, 0x80], 0],
  ])('%j', (bytes, expected) => {
    expect(findInvalidByte(Uint8Array.from(bytes))).toBe(expected)
  })

  it.each([65_534, 65_535, 65_536, 65_537, 200_001])('finds byte %d behind characters of two bytes', (before) => {
    const even = before - (before % 2)
    const bytes = new Uint8Array(even + 10).fill(0x61)
    for (let at = 0; at < even; at += 2) bytes.set([0xc3, 0xa9], at)
    bytes[even] = 0xff
    expect(findInvalidByte(bytes)).toBe(even)
  })
})

describe('readModules', () => {
  const read = async (source: string) => {
    const at = { file: 'modules.yaml', start: 0, end: 0 }
    return (await readModules([{ source, isGuest: false, at }], { projectDir: dir, natives: new Set() })).get(source)
  }

  it('reads a file with its imports into its integrity', async () => {
    put('providers/mail.ts', "import { to } from './to.js'\nexport default { kind: 'provider' as const, to }\n")
    put('providers/to.ts', 'export const to: string = "desk"\n')
    const first = await read('./providers/mail.ts')
    expect(first).toMatchObject({
      kind: 'found',
      specifier: 'providers/mail.ts',
      version: null,
      hasDefaultExport: true,
    })
    put('providers/to.ts', 'export const to: string = "sales"\n')
    const second = await read('./providers/mail.ts')
    expect(second).not.toEqual(first)
  })

  it.each([
    ['no default export', 'export const x = 1', { kind: 'found', hasDefaultExport: false }],
    ['a syntax error', 'export default {\n  a: ][\n}', { kind: 'unreadable', file: 'm.ts', line: 2, column: 6 }],
    ['a missing import', "import './gone.js'", { kind: 'unreadable', file: 'm.ts', line: 1, column: 8 }],
  ])('tells %s', async (_, text, expected) => {
    put('m.ts', text)
    expect(await read('./m.ts')).toMatchObject(expected)
  })

  it('tells what is no file', async () => {
    put('folder/x', '')
    expect(await read('./folder')).toMatchObject({ kind: 'unreadable', problem: 'it is a folder, not a file' })
    expect(await read('./gone.ts')).toEqual({ kind: 'missing', tried: ['gone.ts'] })
    expect(await read('tenon:sqlite')).toEqual({ kind: 'built-in' })
  })

  it('resolves a package by its exports, with its version', async () => {
    put(
      'node_modules/@acme/mail/package.json',
      '{"name":"@acme/mail","version":"2.1.0","exports":{"import":"./lib/main.js"}}',
    )
    put('node_modules/@acme/mail/lib/main.js', 'export default {}')
    expect(await read('@acme/mail')).toMatchObject({
      kind: 'found',
      specifier: '@acme/mail',
      version: '2.1.0',
      hasDefaultExport: true,
    })
    put('node_modules/@acme/mail/lib/main.js', 'export const no = 1')
    expect(await read('@acme/mail')).toMatchObject({ kind: 'found', hasDefaultExport: false })
    expect(await read('@acme/gone')).toMatchObject({ kind: 'missing' })
  })
})
