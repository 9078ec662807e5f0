import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compileApp } from 'tenon/compile'
import { defineApp } from 'tenon/define'
import { createAppRuntime } from 'tenon/runtime'
import { describe, expect, it } from 'vitest'
import { methodName } from '../generator/artifact/identifier.js'

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
