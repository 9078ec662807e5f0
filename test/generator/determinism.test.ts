import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cli = join(root, 'dist/generator/cli/main.js')
const versions = join(root, 'test/node-versions')

/** Other Node versions, as binaries from the registry; the first is the oldest that is supported. */
const nodes = ['node20', 'node22', 'node24'].map((name) => `${name}-${process.platform}-${process.arch}`)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenon-same-'))
  // Windows starts npm by a script, which needs a shell.
  if (!existsSync(join(versions, 'node_modules')))
    execFileSync('npm', ['ci', '--prefix', versions], { stdio: 'pipe', shell: process.platform === 'win32' })
}, 300_000)
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

interface Surroundings {
  readonly place: string
  readonly node?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Copies the example to another place, generates it there, and gives every emitted file. */
function generate({ place, node = process.execPath, env = {} }: Surroundings): ReadonlyMap<string, string> {
  const project = join(folder, place, 'examples/helpdesk')
  mkdirSync(project, { recursive: true })
  for (const part of ['app.yaml', 'modules.yaml', 'guests', 'providers', 'spec'])
    cpSync(join(root, 'examples/helpdesk', part), join(project, part), { recursive: true })
  const run = spawnSync(node, [cli, 'generate', '-C', project], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  expect(`${run.stdout}${run.stderr}`).toContain('written')
  return filesIn(join(folder, place, 'generated/helpdesk'))
}

function filesIn(dir: string): ReadonlyMap<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    names
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(dir.length + 1), readFileSync(path, 'utf8')]),
  )
}

describe('the same project gives the same bytes', () => {
  const committed = filesIn(join(root, 'generated/helpdesk'))

  it('in another folder, time zone and locale', () => {
    const env = { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
    expect(generate({ place: 'a/ü b/c', env })).toEqual(committed)
  })

  for (const name of nodes) {
    const node = join(versions, 'node_modules', name, 'bin/node')
    it(`under ${name}`, ({ skip }) => {
      // The registry has no such binary for this machine.
      if (!existsSync(node)) skip()
      expect(generate({ place: name, node })).toEqual(committed)
    })
  }
})
