import { parse } from '../../../generator/2-parse/parse.js'
import { checkComposition } from '../../../generator/3-check/check-composition.js'
import { checkSpec } from '../../../generator/3-check/check-spec.js'
import { buildModel } from '../../../generator/4-model/build-model.js'
import type { AppModel, ModelOptions } from '../../../generator/artifact/app-model.js'
import type { CheckedSpec } from '../../../generator/artifact/checked-app.js'
import type { CheckedComposition } from '../../../generator/artifact/checked-composition.js'
import type { ModuleSources } from '../../../generator/artifact/source-set.js'
import type { Outcome } from '../../../generator/diagnostic/outcome.js'

export const options: ModelOptions = {
  compilerVersion: '0.1.0',
  generatedDir: 'generated/desk',
  declarations: new Map(),
  projectFromGenerated: '../..',
  locate: ({ file, start }) => `${file}@${start}`,
}

/** Both halves of an app, checked. What is written wrong in a test fails it with the diagnostics. */
export function checked(
  spec: string,
  manifest: string | null = null,
  modules: ModuleSources = new Map(),
): { readonly spec: CheckedSpec; readonly composition: CheckedComposition } {
  const file = manifest === null ? null : { path: 'modules.yaml', text: manifest }
  const documents = unwrapped(
    parse({ spec: { path: 'app.yaml', text: spec }, included: null, manifest: file, lockfile: null }),
  )
  const app = unwrapped(checkSpec(documents.spec))
  return {
    spec: app,
    composition: unwrapped(checkComposition(documents.manifest, { modules, installed: [] }, app.portFacts)),
  }
}

/** The model of an app. */
export function modelOf(spec: string, manifest: string | null = null, modules: ModuleSources = new Map()): AppModel {
  const app = checked(spec, manifest, modules)
  return buildModel(app.spec, app.composition, options)
}

function unwrapped<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value
  throw new Error(outcome.diagnostics.map(({ code, message, path }) => `${code} ${path ?? ''}: ${message}`).join('\n'))
}
