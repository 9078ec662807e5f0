import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

/** A copy of a sample project that has been built once: its files are some minutes old. */
function project(name: string, more: Readonly<Record<string, string>> = {}): string {
  const files = [...readFolder(join(root, 'test/generator/samples', name))].filter(([path]) => !path.startsWith('_'))
  const folder = temporaryFolder({ ...Object.fromEntries(files), ...more })
  for (const path of readFolder(folder).keys()) age(folder, path)
  mkdirSync(join(folder, '.tenon'))
  return folder
}

// What was written in this very moment may be written again unseen, so nothing is kept of it.
function age(folder: string, path: string): void {
  utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000)
}

function write(folder: string, path: string, text: string): void {
  writeFileSync(join(folder, path), text)
  age(folder, path)
}

/** What the kept answer is made to say, so that it can be told from a new one. */
const mark = 'kept: '

/** Checks, and marks the answer that was kept. */
async function checkAndMark(folder: string, ...flags: readonly string[]): Promise<string> {
  const { out, exitCode } = await runTenon(folder, ['check', ...flags])
  expect(exitCode).toBe(0)
  const cache = join(folder, '.tenon', 'cache')
  expect(existsSync(cache)).toBe(true)
  for (const name of readdirSync(cache)) {
    const kept = JSON.parse(readFileSync(join(cache, name), 'utf8'))
    if (!kept.answer.text.startsWith(mark)) kept.answer.text = mark + kept.answer.text
    writeFileSync(join(cache, name), JSON.stringify(kept))
  }
  return out
}

async function isKept(folder: string, ...flags: readonly string[]): Promise<boolean> {
  return (await runTenon(folder, ['check', ...flags])).out.includes(mark)
}

const spare = '  - { id: spare, kind: provider, source: "tenon:memory" }\n'

describe('the answer of check', () => {
  it('is kept while nothing changes, and given in every format', async () => {
    const folder = project('notes', { 'modules.yaml': `${manifestOf('notes')}${spare.replace('memory', 'ids')}` })
    write(folder, 'modules.yaml', `${manifestOf('notes')}  - { id: unused, kind: native, source: "tenon:path" }\n`)
    const formats = [[], ['--json'], ['--format', 'line'], ['--quiet'], ['--fail-on', 'warning']]
    const ask = () => Promise.all(formats.map((flags) => runTenon(folder, ['check', '--no-types', ...flags])))
    rmSync(join(folder, '.tenon'), { recursive: true })
    const first = await ask()
    expect(first[0]?.out).toContain('warning[module_unused_warning]')
    mkdirSync(join(folder, '.tenon'))
    await runTenon(folder, ['check', '--no-types'])
    expect(await ask()).toEqual(first)
    await checkAndMark(folder, '--no-types')
    expect(await isKept(folder, '--no-types')).toBe(true)
  })

  it('is kept nowhere but in a folder that is there, and not where that is not wanted', async () => {
    const folder = project('notes')
    await runTenon(folder, ['check', '--no-cache'])
    expect(readdirSync(join(folder, '.tenon'))).toEqual([])
    await checkAndMark(folder)
    expect([await isKept(folder), await isKept(folder, '--no-cache')]).toEqual([true, false])
    rmSync(join(folder, '.tenon'), { recursive: true })
    await runTenon(folder, ['check'])
    expect(existsSync(join(folder, '.tenon'))).toBe(false)
  })

  it('is another one for another question', async () => {
    const folder = project('notes')
    await runTenon(folder, ['lock'])
    age(folder, 'tenon.lock')
    await checkAndMark(folder)
    expect([await isKept(folder, '--no-types'), await isKept(folder, '--frozen')]).toEqual([false, false])
    await checkAndMark(folder, '--frozen')
    write(folder, 'tenon.lock', '{}\n')
    expect((await runTenon(folder, ['check', '--frozen'])).exitCode).toBe(1)
  })

  const edits: readonly (readonly [name: string, sample: string, edit: (folder: string) => void])[] = [
    ['the spec', 'notes', (folder) => append(folder, 'app.yaml', '# more\n')],
    ['the manifest', 'notes', (folder) => append(folder, 'modules.yaml', '# more\n')],
    ['an included file', 'include', (folder) => append(folder, 'domain/agents.yaml', '# more\n')],
    ['a file that an include now means', 'include', (folder) => write(folder, 'domain/more.yaml', 'x-more: 1\n')],
    ['a lockfile that was not there', 'notes', (folder) => write(folder, 'tenon.lock', '{}\n')],
    ['a second spec', 'notes', (folder) => write(folder, 'app.yml', 'app: {}\n')],
    ['the code of a provider', 'port', (folder) => append(folder, 'providers/clock.mjs', '// more\n')],
    ['a file beside the code', 'port', (folder) => write(folder, 'providers/new.ts', '')],
    ['how code is read', 'port', (folder) => write(folder, 'tsconfig.json', '{}')],
    ['the code of a guest', 'guests', (folder) => append(folder, 'guests/triage.ts', '// more\n')],
    ['a file that is gone', 'port', (folder) => rmSync(join(folder, 'providers/mail.ts'))],
    ['a broken cache', 'notes', (folder) => breakCache(folder)],
  ]
  it.each(edits)('is made anew after an edit: %s', async (_, sample, edit) => {
    const folder = project(sample)
    await checkAndMark(folder, '--no-types')
    expect(await isKept(folder, '--no-types')).toBe(true)
    edit(folder)
    expect(await isKept(folder, '--no-types')).toBe(false)
  })

  it('is made anew where a package that code imports is gone', async () => {
    const files = { 'node_modules/tick/package.json': '{ "name": "tick" }', 'node_modules/tick/index.js': '' }
    const folder = project('port', files)
    append(folder, 'providers/clock.mjs', "import 'tick'\n")
    await checkAndMark(folder, '--no-types')
    expect(await isKept(folder, '--no-types')).toBe(true)
    rmSync(join(folder, 'node_modules'), { recursive: true })
    const { out, exitCode } = await runTenon(folder, ['check', '--no-types'])
    expect([exitCode, out.includes('"tick"')]).toEqual([1, true])
  })

  it('is made anew where a text is the same again that was edited meanwhile', async () => {
    const folder = project('notes')
    await checkAndMark(folder)
    const before = readFileSync(join(folder, 'app.yaml'), 'utf8')
    append(folder, 'app.yaml', '# more\n')
    expect(await isKept(folder)).toBe(false)
    write(folder, 'app.yaml', before)
    expect((await runTenon(folder, ['check'])).out).toContain('fine')
  })

  it('is kept with types once they were found right, and not after an edit', async () => {
    const folder = project('guests')
    await checkAndMark(folder)
    expect(await isKept(folder)).toBe(true)
    append(folder, 'guests/triage.ts', 'const wrong: number = "text"\n')
    expect((await runTenon(folder, ['check'])).exitCode).toBe(1)
    expect((await runTenon(folder, ['check'])).exitCode).toBe(1)
  })

  it('is not kept where something is wrong', async () => {
    const wrong = project('notes', { 'modules.yaml': 'tenon: 1\nmodules: []\n' })
    expect((await runTenon(wrong, ['check'])).exitCode).toBe(1)
    expect(existsSync(join(wrong, '.tenon', 'cache'))).toBe(false)
  })

  it.each([
    ['"./strict.json"', 'strict.json'],
    ['"./strict"', 'strict.json'],
    ['[ "@acme/settings" ]', 'node_modules/@acme/settings/tsconfig.json'],
  ])('is made anew where a file changes that a setting extends: %s', async (named, path) => {
    const folder = project('port', {
      'tsconfig.json': `{ "extends": ${named} /* more */ }`,
      [path]: '{ "extends": "./x" }',
    })
    await checkAndMark(folder, '--no-types')
    expect(await isKept(folder, '--no-types')).toBe(true)
    append(folder, path, ' ')
    expect(await isKept(folder, '--no-types')).toBe(false)
  })

  it('is not kept of what was written while it was made', async () => {
    const folder = project('notes')
    const later = new Date(Date.now() + 60_000)
    utimesSync(join(folder, 'app.yaml'), later, later)
    await runTenon(folder, ['check'])
    expect(existsSync(join(folder, '.tenon', 'cache'))).toBe(false)
  })
})

function manifestOf(name: string): string {
  return readFileSync(join(root, 'test/generator/samples', name, 'modules.yaml'), 'utf8')
}

function append(folder: string, path: string, text: string): void {
  write(folder, path, readFileSync(join(folder, path), 'utf8') + text)
}

function breakCache(folder: string): void {
  const cache = join(folder, '.tenon', 'cache')
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), '{')
}
