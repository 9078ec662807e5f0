import { chmodSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ended, type InstalledTenon, installTenon, runProcess } from '../harness/installed-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

let tenon: InstalledTenon

beforeAll(async () => {
  tenon = await installTenon()
})

afterAll(() => tenon.remove())

function run(
  directory: string,
  args: readonly string[],
  more: { input?: string; interrupt?: string } = {},
): Promise<Ended> {
  return runProcess([process.execPath, tenon.command, ...args], { directory, ...more })
}

function project(name: string, more: Readonly<Record<string, string>> = {}): string {
  const files = [...readFolder(join(root, 'test/generator/samples', name))].filter(([path]) => !path.startsWith('_'))
  return temporaryFolder({ ...Object.fromEntries(files), ...more })
}

describe('the process', () => {
  it.each([
    [['check'], 0],
    [['check', '-c', 'gone.yaml'], 2],
    [['check', '--no-such-flag'], 2],
    [['invoke', 'query', 'nothing'], 1],
    [['explain', '--list'], 0],
  ])('tenon %j ends with %i', async (args, exitCode) => {
    expect(await run(project('notes'), args)).toMatchObject({ exitCode, signal: null })
  })

  it('can be run as a command', async () => {
    chmodSync(tenon.command, statSync(tenon.command).mode | 0o111)
    const { out } = await runProcess([tenon.command, '--version'], { directory: temporaryFolder() })
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('prints all of a large answer before it ends', async () => {
    const input = JSON.stringify({ a: 1, s: 'x'.repeat(8_000_000), yes: true, at: '2026-11-21T00:00:00Z' })
    const { exitCode, out } = await run(
      project('expressions'),
      ['invoke', 'mutation', 'all', '--input', '-', '--json'],
      { input },
    )
    expect(exitCode).toBe(0)
    expect(JSON.parse(out).result.output.first).toHaveLength(8_000_000)
  })

  it('does not mind a reader that goes away', async () => {
    const { error } = await runProcess(
      ['sh', '-c', `"$0" "$1" explain --list --json | head -c 100`, process.execPath, tenon.command],
      { directory: temporaryFolder() },
    )
    expect(error).toBe('')
  })

  it.skipIf(!existsSync('/dev/full')).each([['check'], ['run', 'say.mjs']])(
    'does not pass over a result that is lost (%s)',
    async (...args) => {
      const folder = project('notes', {
        'say.mjs': 'console.log("said")\n',
        'modules.yaml':
          'tenon: 1\npresets: [tenon:safe]\nmodules:\n  - { id: store, kind: provider, source: "tenon:memory" }\n  - { id: ids, kind: provider, source: "tenon:ids" }\n',
      })
      const command = [process.execPath, tenon.command, ...args].map((word) => `'${word}'`).join(' ')
      const { exitCode, error } = await runProcess(['sh', '-c', `${command} > /dev/full`], { directory: folder })
      expect({ exitCode, error }).toEqual({
        exitCode: 4,
        error: 'tenon: the result cannot be written: no space is left\n',
      })
    },
  )

  it('ends although a module has left something running', async () => {
    const clock =
      "setInterval(() => {}, 1000)\nexport default { kind: 'provider', activate: () => ({ 'clock.read': () => ({ at: '2026-11-21T10:00:00Z' }) }) }\n"
    const folder = project('port', { 'providers/clock.mjs': clock })
    const { exitCode, out } = await run(folder, ['invoke', 'mutation', 'notify', '--input', '{"to":"a","subject":"b"}'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out).status).toBe('ok')
  })

  it('says that a module never answers, also in JSON', async () => {
    const clock = "export default { kind: 'provider', activate: () => new Promise(() => {}) }\n"
    const folder = project('port', { 'providers/clock.mjs': clock })
    const { exitCode, out } = await run(folder, [
      'invoke',
      'mutation',
      'notify',
      '--input',
      '{"to":"a","subject":"b"}',
      '--json',
    ])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      failure: { kind: 'module', message: 'a module waits for something that never comes' },
    })
  })

  it('ends with 130 when it is interrupted', async () => {
    const clock =
      "console.error('waiting')\nsetInterval(() => {}, 1000)\nexport default { kind: 'provider', activate: () => new Promise(() => {}) }\n"
    const folder = project('port', { 'providers/clock.mjs': clock })
    const ended = await run(folder, ['invoke', 'mutation', 'notify'], { interrupt: 'waiting' })
    expect(ended).toMatchObject({ exitCode: 130, out: '' })
  })
})
