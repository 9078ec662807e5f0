import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { NativeModule } from '../../../src/contract/native.js'
import { buffer } from '../../../src/module/buffer/index.js'
import { database } from '../../../src/module/database/index.js'
import { exec } from '../../../src/module/exec/index.js'
import { fetch } from '../../../src/module/fetch/index.js'
import { fs } from '../../../src/module/fs/index.js'
import { process as processModule } from '../../../src/module/process/index.js'
import { bindNative } from '../../harness/gated-guest.js'
import { temporaryFolder } from '../../harness/temporary-folder.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const page = readFileSync(join(root, 'docs', 'modules-for-guests-gated.md'), 'utf8')

const natives: readonly NativeModule<never, object>[] = [database, exec, fetch, fs, processModule]

const configs: Readonly<Record<string, object>> = {
  database: { file: './none.db' },
  exec: { commands: [] },
  fetch: { origins: [] },
  fs: { mounts: [{ at: '/', files: {} }] },
  process: {},
}

function codesIn(cell: string | undefined): string[] {
  return [...(cell ?? '').matchAll(/`([\w.]+)`/g)].map(([, code]) => code ?? '')
}

describe('the host functions of gated natives', () => {
  it.each(natives)('have a signature each, in $name', (native) => {
    const { host } = bindNative(native, configs[native.name])
    expect(Object.keys(native.signatures ?? {}).sort()).toEqual(Object.keys(host).sort())
    for (const { about } of Object.values(native.signatures ?? {})) expect(about).toMatch(/^[A-Z].*\.$/)
  })
})

describe('the page on modules that touch the world', () => {
  const cells = new Map(
    page
      .split('\n')
      .filter((line) => line.startsWith('| [`'))
      .map((row) => row.split('|').slice(1, 5))
      .map((row) => [codesIn(row[0])[0], row]),
  )

  it('has a row and a section for each, and no other', () => {
    expect([...cells.keys()]).toEqual(natives.map(({ name }) => name))
    expect([...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name)).toEqual(natives.map(({ name }) => name))
  })

  it.each(natives)('tells what $name may touch and which globals it brings', ({ name, capabilities, globals = {} }) => {
    const [, may, brings] = cells.get(name) ?? []
    expect([codesIn(may), codesIn(brings)]).toEqual([capabilities, Object.keys(globals)])
  })

  it.each(natives)('names every member of the config of $name', (native) => {
    const refused = (): unknown => bindNative(native, { none: 1 })
    const members = codesIn(cells.get(native.name)?.[3]).join(', ')
    const order = (text: string): string => text.split(', ').sort().join(', ')
    let told = ''
    try {
      refused()
    } catch (error) {
      told = (error as Error).message.replace(/^.*its members are /, '')
    }
    expect(order(told)).toBe(order(members))
  })

  it('names every code of its own that a guest may meet', () => {
    const sources = ['database', 'fetch', 'fs', 'exec'].flatMap((name) => sourcesOf(name))
    const codes = new Set(
      sources.flatMap((text) => [...text.matchAll(/'(ERR_(?:FETCH|DATABASE|FS)_[A-Z_]+)'/g)].map(([, code]) => code)),
    )
    codes.delete('ERR_FETCH_')
    // The one for statements is what the list of them is about; the other is Node's.
    const silent = ['ERR_DATABASE_STATEMENT', 'ERR_FS_EISDIR']
    expect([...codes].filter((code) => !page.includes(`${code}`) && !silent.includes(`${code}`))).toEqual([])
  })
})

function sourcesOf(name: string): string[] {
  const files = spawnSync('git', ['ls-files', `src/module/${name}/*.ts`], { cwd: root, encoding: 'utf8' }).stdout
  return files
    .split('\n')
    .filter((file) => file !== '' && !file.endsWith('guest-code.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
}

const guestSource = `
import { Buffer } from 'buffer'
import database, { query } from 'database'
import { run } from 'exec'
import { fetch, Headers } from 'fetch'
import fs, { promises, readFile } from 'fs'
import process, { env } from 'process'

const bytes: Promise<Buffer> = readFile('a')
const text: string = fs.readFileSync('a', 'utf8')
fs.stat('a', (error, stats) => error ?? stats.isFile())
const made: Promise<string | undefined> = promises.mkdir('a', { recursive: true })
const names: string[] = fs.readdirSync('/')
const entry: boolean = fs.readdirSync('/', { withFileTypes: true })[0]?.isDirectory() ?? false
const rows: Promise<{ n: number }[]> = query<{ n: number }>('SELECT ? AS n', [1])
const changed: Promise<number> = database.transaction(async (tx) => (await tx.execute('x', { a: null })).changes)
const out: Promise<Buffer> = run('a', [], { encoding: 'buffer' }).then(({ stdout }) => stdout)
const answer: Promise<string> = fetch('http://a', { headers: new Headers({ a: 'b' }) }).then((response) => response.text())
const language: string | undefined = env.LANG ?? process.env.LANG
export { answer, bytes, changed, entry, language, made, names, out, rows, text }
export type Globals = [typeof import('fetch').fetch, typeof import('fetch').Headers, typeof import('fetch').Response, typeof import('process').process]

// @ts-expect-error there is no such option
fs.rmSync('a', { recusive: true })
// @ts-expect-error it cannot be changed
env.LANG = 'x'
// @ts-expect-error arguments are a list
run('git', 'log')
`

const options = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ES2022',
    moduleResolution: 'bundler',
    lib: ['ES2023'],
    types: [],
    strict: true,
    noEmit: true,
  },
}

it('S05 declarations of gated natives are right by themselves, and hold guest code to them', () => {
  const modules = [buffer, ...natives].map(({ name, declaration }) => `declare module '${name}' {\n${declaration}\n}\n`)
  const folder = temporaryFolder({
    'tsconfig.json': JSON.stringify(options),
    'natives.d.ts': modules.join('\n'),
    'guest.ts': guestSource,
  })
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
  expect(stdout).toBe('')
})
