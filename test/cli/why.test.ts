import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findChain, listReaching } from '../../generator/cli/why/find-chain.js'
import type { RequirementGraph } from '../../generator/cli/why/requirement-graph.js'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

/** A copy of a sample project, with further modules. */
function project(name: string, more = ''): string {
  const files = Object.fromEntries(
    [...readFolder(join(root, 'test/generator/samples', name))].filter(([path]) => !path.startsWith('_')),
  )
  return temporaryFolder({ ...files, 'modules.yaml': `${files['modules.yaml']}${more}` })
}

async function reasons(folder: string, name: string) {
  const { out, exitCode } = await runTenon(folder, ['why', name, '--json'])
  expect(exitCode).toBe(0)
  return JSON.parse(out).result
}

const lines = (out: string) => out.split('\n').filter((line) => !/^bundle|^ {11}/.test(line))
const spare = '  - { id: spare, kind: provider, source: "tenon:memory" }\n'

describe('why', () => {
  it('shows the chain to a module, with places, boot order and bytes', async () => {
    const { out, exitCode, error } = await runTenon(project('guests'), ['why', 'geo'])
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' })
    expect(lines(out)).toEqual([
      'module geo (./natives/geo.ts)',
      '  mutation measure            app.yaml:28',
      '  action desk.measure         app.yaml:28',
      '  port ticket.distance@2.0.0  app.yaml:22',
      '  module map-maker            modules.yaml:12',
      '  native geo                  modules.yaml:15',
      '  module geo                  modules.yaml:4',
      'needed by   mutation measure and mutation triage',
      'boot order  1 of 4, before teams',
      '',
    ])
    expect(out).toMatch(/^bundle {6}[\d,]+ of [\d,]+ bytes/m)
  })

  it('finds a native of a preset, by the guest that is granted it', async () => {
    const { reasons: found, bundleBytes } = await reasons(project('guests'), 'path')
    expect(found).toMatchObject([
      { kind: 'native', id: 'path', module: null, otherwise: 'a preset (tenon:safe)', boot: null },
    ])
    const [{ chain, bundle }] = found
    expect(chain.map(({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`).slice(-2)).toEqual([
      'module triage',
      'native path',
    ])
    expect(bundle.bytes).toBeGreaterThan(bundle.own)
    expect(bundle.bytes).toBeLessThan(bundleBytes)
  })

  it('knows a port with and without its version, and what the app as a whole needs', async () => {
    const folder = project('timeline')
    const [first] = (await reasons(folder, 'history.append')).reasons
    expect(first).toMatchObject({ kind: 'port', id: 'history.append', neededBy: ['the history of the app'] })
    expect((await reasons(folder, 'history.append@1.0.0')).reasons).toEqual([first])
  })

  it('says that nothing needs what is not used, and what it costs all the same', async () => {
    const folder = project('port', spare)
    const { out } = await runTenon(folder, ['why', 'spare'])
    expect(out).toContain(
      'module spare (tenon:memory)\n  nothing needs module spare: no query, mutation, route or flow leads to it\nboot order  3 of 3, after clock\n',
    )
    const [found] = (await reasons(folder, 'spare')).reasons
    expect(found).toMatchObject({ chain: null, neededBy: [], boot: { place: 3, order: ['mail', 'clock', 'spare'] } })
  })

  it('weighs a module as what a bundle without it would lose', async () => {
    const bytesOf = async (folder: string) => (await reasons(folder, 'mail')).bundleBytes
    const folder = project('port', spare)
    const [{ bundle }] = (await reasons(folder, 'spare')).reasons
    const lost = (await bytesOf(folder)) - (await bytesOf(project('port')))
    // The line that imports a module, and exports of others that only it uses, are no files of it.
    expect(lost - bundle.bytes).toBeGreaterThanOrEqual(0)
    expect(lost - bundle.bytes).toBeLessThan(bundle.bytes / 20)
    expect(bundle.files.reduce((sum: number, { bytes }: { bytes: number }) => sum + bytes, 0)).toBe(bundle.bytes)
  })

  it('tells modules of one source apart from what is theirs alone', async () => {
    const folder = project('port', spare.replace('tenon:memory', './providers/clock.mjs'))
    const [{ bundle }] = (await reasons(folder, 'spare')).reasons
    expect(bundle).toMatchObject({
      sharedWith: ['clock'],
      files: [{ file: 'providers/clock.mjs', bytes: bundle.own }],
      bytes: bundle.own,
    })
    expect((await runTenon(folder, ['why', 'spare'])).out).toMatch(
      /^bundle {6}\d+ of [\d,]+ bytes, shared with clock$/m,
    )
  })

  it('weighs a guest by its text', async () => {
    const [{ bundle, chain }] = (await reasons(project('guests'), 'map-maker')).reasons
    expect(chain.at(-1)).toEqual({ kind: 'module', id: 'map-maker', at: 'modules.yaml:12' })
    expect(bundle.files).toContainEqual({ file: './guests/map-maker.mjs', bytes: bundle.own })
    expect(bundle.own).toBeGreaterThan(100)
  })

  it('knows the name that was meant', async () => {
    const folder = project('port')
    expect(await runTenon(folder, ['why', 'clok'])).toMatchObject({
      exitCode: 2,
      out: '',
      error: 'tenon: there is no module, port or native "clok"; did you mean "clock"?\nTry "tenon --help".\n',
    })
    expect((await runTenon(folder, ['why', 'mial.send'])).error).toContain('did you mean "mail.send"?')
    expect((await runTenon(folder, ['why'])).error).toMatch(/missing required argument 'name'/)
  })

  it('says what is wrong with a project that does not compile', async () => {
    const { exitCode, out, error } = await runTenon(project('port', '  - { id: mail }\n'), ['why', 'mail'])
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(error).toContain('error[')
  })
})

describe('a chain', () => {
  const graph = (entries: string[], others: string[], edges: readonly string[]): RequirementGraph => ({
    nodes: new Map(),
    entries,
    others,
    requirements: edges.map((edge) => {
      const [from = '', to = ''] = edge.split('>')
      return { from, to, at: null }
    }),
  })
  const found = (of: RequirementGraph, target: string) =>
    findChain(of, target)?.map(({ from, to }) => `${from}>${to}`) ?? null

  it('is the shortest, from the first that is told', () => {
    const one = graph(['q1', 'q2'], [], ['q1>a', 'a>b', 'b>m', 'q2>c', 'c>m', 'q1>d', 'd>m'])
    expect(found(one, 'm')).toEqual(['q1>d', 'd>m'])
    expect(found(one, 'b')).toEqual(['q1>a', 'a>b'])
    expect(listReaching(one, 'm')).toEqual(['q1', 'q2'])
  })

  it('begins at the app as a whole only where no call leads there', () => {
    const one = graph(['q'], ['app'], ['app>m', 'q>a', 'a>m', 'app>n'])
    expect(found(one, 'm')).toEqual(['q>a', 'a>m'])
    expect(found(one, 'n')).toEqual(['app>n'])
    expect(listReaching(one, 'm')).toEqual(['q', 'app'])
  })

  it('does not follow a circle for ever, and is none where nothing leads', () => {
    const one = graph(['q'], [], ['q>a', 'a>b', 'b>a', 'x>m'])
    expect(found(one, 'b')).toEqual(['q>a', 'a>b'])
    expect(found(one, 'm')).toBeNull()
    expect(found(one, 'q')).toEqual([])
    expect(listReaching(one, 'm')).toEqual([])
  })
})
