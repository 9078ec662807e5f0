import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const files = [...readFolder(join(root, 'test/generator/samples/include'))].filter(([path]) => !path.startsWith('_'))

function project(more: Readonly<Record<string, string>> = {}): string {
  return temporaryFolder({ ...Object.fromEntries(files), ...more })
}

describe('a spec in several files', () => {
  it('is named with all of them', async () => {
    const folder = project()
    const { out } = await runTenon(folder, ['check'])
    expect(out).toBe('split: fine (2 queries, 1 mutation, 2 modules, 5 files)\n')
    const { result } = JSON.parse((await runTenon(folder, ['check', '--json'])).out)
    expect(result).toMatchObject({
      spec: 'app.yaml',
      included: ['domain/agents.yaml', 'domain/tickets.yaml', 'domain/tickets/list.yaml', 'access.yaml'],
    })
  })

  it('makes generated files stale with every one of them', async () => {
    const folder = project()
    await runTenon(folder, ['generate'])
    expect((await runTenon(folder, ['generate', '--check'])).exitCode).toBe(0)
    appendFileSync(join(folder, 'domain/tickets/list.yaml'), '# a comment\n')
    const { exitCode, out } = await runTenon(folder, ['generate', '--check'])
    expect(exitCode).toBe(1)
    expect(out).toContain('generated_stale_error')
  })

  it('prints the path of each, so that an editor finds it from anywhere', async () => {
    const folder = project({ 'domain/tickets/list.yaml': 'queries: 1\n' })
    const { out, exitCode } = await runTenon(folder, ['check', '--format', 'line'])
    expect(exitCode).toBe(1)
    expect(out).toBe(
      'domain/tickets/list.yaml:1:10: error authoring_spec_invalid: "queries" must be a list of queries, not the number 1\n',
    )
  })

  it('is locked as a whole', async () => {
    const folder = project()
    await runTenon(folder, ['build', '--no-frozen'])
    const locked = readFolder(folder).get('tenon.lock')
    expect(JSON.parse(locked ?? '').specHash).toMatch(/^[0-9a-f]{64}$/)
    expect((await runTenon(folder, ['check', '--frozen'])).exitCode).toBe(0)
  })
})
