import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileApp, compileScenarios } from 'tenon/compile'
import { defineApp } from 'tenon/define'
import { createAppRuntime } from 'tenon/runtime'
import { runScenarios } from 'tenon/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { methodName } from '../generator/artifact/identifier.js'
import { runTenon } from './harness/run-tenon.js'

/** The code blocks of a document, by language. */
function blocksOf(document: string, language: string): readonly string[] {
  const text = readFileSync(fileURLToPath(new URL(`../${document}`, import.meta.url)), 'utf8')
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter(([, of]) => of === language)
    .map(([, , block]) => block ?? '')
}

describe('the README', () => {
  const [yaml = '', modules = ''] = blocksOf('README.md', 'yaml')

  it('begins with the two commands of a newcomer', () => {
    expect(
      blocksOf('README.md', 'sh')[0]
        ?.split('\n')
        .map((line) => line.split('#')[0]?.trim()),
    ).toEqual(['npm ci && npm run demo', 'npm ci && npm test', ''])
  })

  it('shows an app that compiles without a remark, and runs', async () => {
    const bundle = compileApp({ spec: defineApp({ yaml, modules: modules.replace('./data/notes.db', '":memory:"') }) })
    expect(bundle.diagnostics).toEqual([])
    const runtime = createAppRuntime({ bundle, hostPorts: {} })
    await runtime.ready
    const authContext = { subject: 'u1' }
    const input = { text: '  Buy oak ' }
    const request = { entrypointKind: 'mutation', entrypointId: 'write_note', input, authContext } as const
    const first = await runtime.invoke({ ...request, idempotencyKey: 'k1' })
    const again = await runtime.invoke({ ...request, idempotencyKey: 'k1' })
    expect([first.status, again.status]).toEqual(['ok', 'replayed'])
    const page = await runtime.invoke({ entrypointKind: 'query', entrypointId: 'my_notes', input: {}, authContext })
    expect(page.output).toMatchObject({
      rows: [{ owner_id: 'u1', text: 'Buy oak' }],
      meta: { pagination: { total_rows: 1 } },
    })
    await runtime.close()
  })

  it('calls methods that its app has', () => {
    const { program } = compileApp({ spec: defineApp({ yaml, modules }) })
    const methods = [...program.queries.keys(), ...program.mutations.keys()].map(methodName)
    const called = blocksOf('README.md', 'ts').flatMap((block) =>
      [...block.matchAll(/client\.\w+\.(\w+)\(/g)].map(([, name]) => name),
    )
    expect(called).toEqual(['writeNote', 'myNotes'])
    expect([...methods].sort()).toEqual([...called].sort())
  })
})

describe('the page on testing', () => {
  const [yaml = '', modules = ''] = blocksOf('README.md', 'yaml')
  const [scenarios = ''] = blocksOf('docs/testing.md', 'yaml')
  const [passing = '', failing = ''] = blocksOf('docs/testing.md', '')
  const folders: string[] = []

  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  async function playedWith(text: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'tenon-docs-'))
    folders.push(folder)
    writeFileSync(join(folder, 'app.yaml'), `${yaml}include: [scenarios.yaml]\n`)
    writeFileSync(join(folder, 'modules.yaml'), modules)
    writeFileSync(join(folder, 'scenarios.yaml'), text)
    const { out } = await runTenon(folder, ['test'])
    expect(existsSync(join(folder, 'data'))).toBe(false)
    return `$ tenon test\n${out}`
  }

  it('shows what is printed of its scenarios', async () => {
    expect(await playedWith(scenarios)).toBe(passing)
  })

  it('shows what is printed of one that fails', async () => {
    const changed = scenarios.replace('{ var: rows.length }, 1 ]', '{ var: rows.length }, 2 ]')
    expect(changed).not.toBe(scenarios)
    expect(await playedWith(changed)).toBe(failing)
  })

  it('shows how they are run without the command line', async () => {
    const spec = defineApp({ yaml: yaml + scenarios, modules })
    const request = { bundle: compileApp({ spec }), scenarios: compileScenarios({ spec }), tags: ['smoke'] }
    const { ok, selectedScenarioIds } = await runScenarios(request)
    expect({ ok, selectedScenarioIds }).toEqual({
      ok: true,
      selectedScenarioIds: ['notes_are_private', 'writes_a_note'],
    })
  })
})
