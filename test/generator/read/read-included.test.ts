import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readProject } from '../../../generator/1-read/read-project.js'
import { findIncludes } from '../../../generator/2-parse/find-includes.js'

let folder: string
let dir: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenon-include-'))
  dir = join(folder, 'project')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function put(path: string, content: string | Uint8Array = 'x-note: 1'): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), content)
}

async function readIncluded() {
  const outcome = await readProject({ cwd: dir }, { findSpecPath: () => null, findIncludes })
  const told = outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`)
  return { told, included: outcome.ok ? outcome.value.sources.included : null }
}

const paths = (files: readonly { readonly path: string }[] = []) => files.map(({ path }) => path)

describe('the included files of a project', () => {
  it('are read through all levels, by path', async () => {
    put('app.yaml', 'include: [domain/*.yaml]')
    put('domain/b.yaml', '\uFEFFinclude: [b/c.yaml, ../app.yaml]\r\n')
    put('domain/a.yaml')
    put('domain/b/c.yaml')
    put('domain/b/not-named.yaml')
    const { told, included } = await readIncluded()
    expect(told).toEqual([])
    expect(included?.files).toEqual([
      { path: 'domain/a.yaml', text: 'x-note: 1' },
      { path: 'domain/b.yaml', text: 'include: [b/c.yaml, ../app.yaml]\r\n' },
      { path: 'domain/b/c.yaml', text: 'x-note: 1' },
    ])
  })

  it('come with what lies beside them', async () => {
    put('app.yaml', 'include: [domain/a.yaml, domian/x.yaml]')
    put('domain/b.yaml')
    put('domain/deep/c.yaml')
    const { included } = await readIncluded()
    expect(included).toEqual({ files: [], nearby: ['app.yaml', 'domain/', 'domain/b.yaml', 'domain/deep/'] })
  })

  it('are looked for as deep as a pattern reaches, but neither in hidden folders nor in packages', async () => {
    put('app.yaml', 'include: ["**/*.yaml", "parts/*/x.yaml"]')
    for (const path of ['a.yaml', 'b/c/d/e.yaml', '.git/a.yaml', 'node_modules/p/a.yaml', 'parts/1/x.yaml']) put(path)
    const { included } = await readIncluded()
    expect(paths(included?.files)).toEqual(['a.yaml', 'b/c/d/e.yaml', 'parts/1/x.yaml'])
    expect(included?.nearby.filter((path) => path.startsWith('node_modules/'))).toEqual(['node_modules/'])
  })

  it('are not looked for below the levels of a pattern', async () => {
    put('app.yaml', 'include: ["*/x.yaml"]')
    put('a/x.yaml')
    put('a/b/c/x.yaml')
    const { included } = await readIncluded()
    expect(included?.nearby).toEqual(['a/', 'a/b/', 'a/x.yaml', 'app.yaml'])
  })

  it('are told where they cannot be read', async () => {
    put('app.yaml', 'include: [latin.yaml, "*/wide.yaml"]')
    put('latin.yaml', Uint8Array.of(0x61, 0xe9))
    put('a/wide.yaml', Uint8Array.of(0xff, 0xfe))
    const { told } = await readIncluded()
    expect(told).toEqual([
      'source_encoding_error: latin.yaml is not UTF-8: byte 1 begins no character',
      'source_encoding_error: a/wide.yaml is not UTF-8: byte 0 begins no character',
    ])
  })

  it.skipIf(process.getuid?.() === 0)('are told where their folder cannot be read', async () => {
    put('app.yaml', 'include: ["closed/*.yaml"]')
    put('closed/a.yaml')
    chmodSync(join(dir, 'closed'), 0)
    const { told } = await readIncluded()
    chmodSync(join(dir, 'closed'), 0o700)
    expect(told).toEqual(['source_unreadable_error: closed cannot be read: permission denied'])
  })

  it('are read through links, as long as these stay in the project', async () => {
    put('app.yaml', 'include: [linked.yaml, gone.yaml, in/a.yaml]')
    put('real/a.yaml')
    symlinkSync(join(dir, 'real/a.yaml'), join(dir, 'linked.yaml'))
    symlinkSync(join(dir, 'real'), join(dir, 'in'))
    symlinkSync(join(dir, 'nowhere.yaml'), join(dir, 'gone.yaml'))
    const { told, included } = await readIncluded()
    expect(told).toEqual([])
    expect(paths(included?.files)).toEqual(['in/a.yaml', 'linked.yaml'])
  })

  it('are not read through links that leave the project', async () => {
    put('app.yaml', 'include: [file.yaml, folder/*.yaml]')
    put('../outside/secret.yaml')
    symlinkSync(join(folder, 'outside/secret.yaml'), join(dir, 'file.yaml'))
    symlinkSync(join(folder, 'outside'), join(dir, 'folder'))
    const { told } = await readIncluded()
    expect(told).toEqual(
      ['file.yaml', 'folder/secret.yaml'].map(
        (file) => `source_unreadable_error: ${file} cannot be read: it is a link that leads out of the project`,
      ),
    )
  })

  it('do not lead in circles through links', async () => {
    put('app.yaml', 'include: ["**/a.yaml"]')
    put('deep/a.yaml')
    symlinkSync(dir, join(dir, 'deep/up'))
    const { included } = await readIncluded()
    expect(paths(included?.files)).toEqual(['deep/a.yaml'])
  })

  it('may be hundreds', async () => {
    put('app.yaml', 'include: ["many/*"]')
    const names = Array.from({ length: 300 }, (_, index) => `many/${index}.yaml`)
    for (const name of names) put(name)
    const { included } = await readIncluded()
    expect(paths(included?.files)).toEqual(names.sort())
  })
})
