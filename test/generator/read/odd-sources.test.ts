import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInvalidByte } from '../../../generator/1-read/find-invalid-byte.js'
import { readModules } from '../../../generator/1-read/read-modules.js'
import { readSource } from '../../../generator/1-read/read-source.js'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenon-odd-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

const at = { file: 'modules.yaml', start: 0, end: 0 }

async function read(source: string, from = dir) {
  return (await readModules([{ source, isGuest: false, at }], { projectDir: from, natives: new Set() })).get(source)
}

describe('a source of a module', () => {
  it.each([
    ['fs', 'it is a part of Node itself, and has no default export for Tenon'],
    ['node:fs', 'it is an address, and a source is a path or a package'],
    ['https://example.test/m.js', 'it is an address, and a source is a path or a package'],
    ['data:text/javascript,1', 'it is an address, and a source is a path or a package'],
    ['.', 'it is a folder, not a file'],
    ['..', 'it is a folder, not a file'],
    ['', 'it is a folder, not a file'],
    ['./notes.txt', 'it is neither TypeScript nor JavaScript'],
    ['./package.json', 'it is neither TypeScript nor JavaScript'],
    ['./m\0.ts', 'it failed (ERR_INVALID_ARG_VALUE)'],
  ])('%j cannot be read, and says why', async (source, problem) => {
    writeFileSync(join(dir, 'notes.txt'), 'text')
    writeFileSync(join(dir, 'package.json'), '{}')
    expect(await read(source)).toEqual({ kind: 'unreadable', problem, file: null, line: 0, column: 0 })
  })

  it.each(['a b', '#inner', '@scope', '@scope/gone', 'gone/sub'])('%j is no package that is there', async (source) => {
    expect(await read(source)).toMatchObject({ kind: 'missing' })
  })

  it('has its mistakes counted in characters', async () => {
    writeFileSync(join(dir, 'm.ts'), 'export default "ü😀" ][\n')
    expect(await read('./m.ts')).toMatchObject({ kind: 'unreadable', file: 'm.ts', line: 1, column: 22 })
  })

  it('has the same integrity wherever the project lies, also behind a link', async () => {
    const places = ['one', 'two/deep'].map((name) => join(dir, name))
    for (const place of places) {
      mkdirSync(join(place, 'lib'), { recursive: true })
      writeFileSync(join(place, 'm.ts'), "import { x } from './lib/x.js'\nexport default { x }\n")
      writeFileSync(join(place, 'lib/x.ts'), 'export const x: number = 1\n')
    }
    symlinkSync(join(dir, 'one'), join(dir, 'link'))
    const found = await Promise.all([...places, join(dir, 'link')].map((place) => read('./m.ts', place)))
    expect(found[0]).toMatchObject({ kind: 'found', hasDefaultExport: true })
    // Where it was read from is where the project lies, and no part of what was found.
    const facts = found.map((each) => JSON.stringify({ ...each, reads: null }))
    expect(new Set(facts).size).toBe(1)
  })

  it('is read once for all that name it', async () => {
    const modules = await readModules(
      ['tenon:memory', './a.ts', './a.ts'].map((source) => ({ source, isGuest: false, at })),
      { projectDir: dir, natives: new Set() },
    )
    expect([...modules.keys()]).toEqual(['tenon:memory', './a.ts'])
  })
})

describe('a text that is not UTF-8', () => {
  it.each([
    ['in its third line', Uint8Array.of(0x61, 0x0a, 0x62, 0x0a, 0x63, 0xff), 5, 'it is in line 3'],
    ['from UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), 0, 'the file begins with the mark of UTF-16: save it as UTF-8'],
    [
      'from the other UTF-16',
      Uint8Array.of(0xfe, 0xff, 0, 0x61),
      0,
      'the file begins with the mark of UTF-16: save it as UTF-8',
    ],
  ])('%s', async (_, bytes, byte, hint) => {
    writeFileSync(join(dir, 'app.yaml'), bytes)
    const source = await readSource(join(dir, 'app.yaml'), 'app.yaml')
    expect(source.kind === 'refused' && source.diagnostic).toMatchObject({
      code: 'source_encoding_error',
      message: `app.yaml is not UTF-8: byte ${byte} begins no character`,
      hint,
    })
  })

  it('may break off a character at the end of a chunk', () => {
    const bytes = new Uint8Array(70_000).fill(0x61)
    bytes[65_535] = 0xc3
    expect(findInvalidByte(bytes)).toBe(65_535)
  })
})
