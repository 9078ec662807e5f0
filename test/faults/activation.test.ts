import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bundleProject } from '../../generator/build.js'
import type { Compiled } from '../../generator/compile.js'
import { evaluateProgram } from '../../generator/evaluate/evaluate-program.js'
import { loadBuiltIn } from '../../generator/evaluate/load-built-in.js'
import { createAppRuntime, type HostPorts } from '../../src/runtime.js'
import { listVariants } from './correct/list-variants.js'
import { baseNames, layOut, openBase } from './harness/base.js'
import { checkTexts } from './harness/check-texts.js'

const unheard = () => {}

/** Nothing of this machine. A store keeps its data in this file. */
const hostPorts = (file: string): HostPorts => ({
  environment: { get: (name) => (name.endsWith('_DB') ? file : undefined) },
  logger: { debug: unheard, info: unheard, warn: unheard, error: unheard },
  capabilityDelegation: { invokeDelegated: () => ({ ok: true, output: {}, observedEffects: [] }) },
})

// What the check lets pass starts: every distinct app that comes of a correct variant, once.
describe('what is checked', () => {
  it.each(baseNames)(
    'starts, made of %s',
    async (name) => {
      const { folder } = openBase(name)
      const failed: string[] = []
      const started = new Set<string>()
      // What is only written otherwise has been found to give the same app.
      const variants = listVariants().filter(({ base, isRewritten }) => base === name && !isRewritten)
      for (const { name: variant, texts } of variants) {
        const { compiled } = await checkTexts(folder, texts)
        if (compiled === null || started.has(compiled.model.hash)) continue
        started.add(compiled.model.hash)
        const problem = await start(compiled, folder)
        if (problem !== null) failed.push(`${variant}: wanted to start; found ${problem}`)
      }
      expect(failed, failed.join('\n')).toEqual([])
      expect(started.size).toBeGreaterThan(3)
    },
    60_000,
  )

  it('starts as a bundle, with natives, initializers and guests', async () => {
    const folder = layOut('lab')
    const request = { project: { cwd: folder }, lock: null, overwrites: false, phase: () => Promise.resolve() }
    const { bundle } = await bundleProject(request)
    const app = await import(pathToFileURL(bundle?.file ?? '').href)
    const runtime = app.createRuntime(hostPorts(join(folder, 'lab.db')))
    await runtime.ready
    const input = { id: 's1', label: 'two words' }
    const taken = await runtime.invoke({ entrypointKind: 'mutation', entrypointId: 'take', input, authContext: null })
    await runtime.close()
    expect(taken.output).toEqual({ grade: 'two words', lines: 1 })
  }, 60_000)
})

/** Starts an app as it was emitted, with its own providers; what a guest is made of needs a bundle, and is idle here. */
async function start({ model, files }: Compiled, folder: string): Promise<string | null> {
  const program = evaluateProgram(model.app.id, files)
  const load = async (id: string): Promise<unknown> => {
    const module = model.composition.modules.find((one) => one.id === id)
    if (module === undefined) return undefined
    if (module.kind !== 'provider') return { kind: 'provider', activate: () => idle(module.serves) }
    if (module.source.startsWith('tenon:')) return loadBuiltIn(module.source)
    const path = module.source.startsWith('.') ? module.source : `node_modules/${module.source}/index.js`
    return (await import(pathToFileURL(join(folder, path)).href)).default
  }
  const bundle = { program, hash: program.hash, deployment: program.deployment, modules: { load }, diagnostics: [] }
  try {
    const runtime = createAppRuntime({ bundle, hostPorts: hostPorts(':memory:') })
    await runtime.ready
    await runtime.close()
    return null
  } catch (problem) {
    return String(problem)
  }
}

function idle(ports: readonly string[]): Record<string, () => Promise<object>> {
  return Object.fromEntries(ports.map((port) => [port, async () => ({})]))
}
