import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bundle, compileApp, compileScenarios } from '../../generator/compile-app.js'
import { type AppSpec, defineApp } from '../../generator/define.js'
import type { ScenarioSuite } from '../../src/testing.js'
import { root } from '../harness/source-files.js'

/** A sample of scenarios, compiled in memory. */
export interface InMemory {
  readonly bundle: Bundle
  readonly scenarios: ScenarioSuite
}

/** Compiles a spec and its manifest in memory, with its scenarios. */
export function compileTexts(yaml: string, modules?: string): InMemory {
  const spec: AppSpec = defineApp({ yaml, modules })
  return { bundle: compileApp({ spec }), scenarios: compileScenarios({ spec }) }
}

/** The texts of one of the samples. */
export function readSample(name: string): { readonly yaml: string; readonly modules: string } {
  const read = (file: string): string => readFileSync(join(root, 'test/scenario/samples', name, file), 'utf8')
  return { yaml: read('app.yaml'), modules: read('modules.yaml') }
}

/** A sample, compiled in memory. */
export function compileSample(name: string): InMemory {
  const { yaml, modules } = readSample(name)
  return compileTexts(yaml, modules)
}
