import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileApp, compileScenarios } from 'tenon/compile'
import { defineApp } from 'tenon/define'
import { runScenarios } from 'tenon/testing'
import { describe, expect, it } from 'vitest'
import { root } from './harness/source-files.js'

const folder = join(root, 'docs/language')
const modules = `tenon: 1
modules:
  - { id: store, kind: provider, source: "tenon:memory" }
  - { id: ids, kind: provider, source: "tenon:ids" }
  - { id: mail, kind: provider, source: ./mail.ts, provides: [mail.send@1.0.0] }
`
const mail = { kind: 'provider', activate: () => ({ 'mail.send': () => ({ message_id: 'm-1' }) }) }

/** The blocks of YAML that make up the guide's app, by the name of a file that the spec can include. */
function readGuide(): { readonly yaml: string; readonly files: Readonly<Record<string, string>> } {
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))
  const blocks = pages.flatMap((page) => blocksOf(page).map((text, index) => [`${page}-${index}.yaml`, text] as const))
  const first = blocks.find(([, text]) => text.startsWith('app:'))
  const others = blocks.filter((block) => block !== first)
  const yaml = `include: [${others.map(([name]) => JSON.stringify(name)).join(', ')}]\n${first?.[1]}`
  return { yaml, files: Object.fromEntries(others) }
}

function blocksOf(page: string): readonly string[] {
  const text = readFileSync(join(folder, page), 'utf8')
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '')
}

describe('the guide to the language', () => {
  const spec = defineApp({ ...readGuide(), modules })
  const bundle = compileApp({ spec })

  it('shows an app that builds without a remark', () => {
    expect(bundle.diagnostics).toEqual([])
  })

  it('shows scenarios that pass', async () => {
    const hostPorts = { moduleLoader: { load: (id: string) => (id === 'mail' ? mail : undefined) } }
    const report = await runScenarios({ bundle, scenarios: compileScenarios({ spec }), hostPorts })
    expect(report.runs.map(({ scenarioId, ok, error }) => [scenarioId, ok, error])).toEqual([
      ['lend_and_return', true, undefined],
      ['too_long', true, undefined],
    ])
  })

  it('links to pages that are there', () => {
    const pages = readdirSync(folder)
    const links = pages.flatMap((page) =>
      [...readFileSync(join(folder, page), 'utf8').matchAll(/\]\(([\w.-]+)\)/g)].map(([, to]) => to),
    )
    expect(links.filter((link) => link !== undefined && !pages.includes(link))).toEqual([])
  })
})
