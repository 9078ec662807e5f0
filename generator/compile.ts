// In: both documents, and what stands behind the manifest's sources. Out: the app, checked, modelled and emitted.
// Promise: pure; the same input gives the same files; nothing but the order of the phases is decided here.
// Not its job: reading, writing, bundling.

import { checkComposition } from './3-check/check-composition.js'
import { checkSpec, listPortFacts } from './3-check/check-spec.js'
import { buildModel } from './4-model/build-model.js'
import { emit } from './5-emit/emit.js'
import { digest } from './6-bundle/digest.js'
import type { AppModel, ModelOptions } from './artifact/app-model.js'
import type { CheckedSpec } from './artifact/checked-app.js'
import type { CheckedComposition } from './artifact/checked-composition.js'
import type { Documents } from './artifact/documents.js'
import type { FileSet } from './artifact/file-set.js'
import type { ModuleSources } from './artifact/source-set.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { conclude, type Outcome, refuse } from './diagnostic/outcome.js'

export interface CompileOptions extends ModelOptions {
  /** What the documents were read from: `hashInput`. */
  readonly inputHash: string
  readonly inputs: Readonly<Record<string, string>>
}

export interface Compiled {
  readonly spec: CheckedSpec
  readonly composition: CheckedComposition
  readonly model: AppModel
  readonly files: FileSet
}

export function compile(documents: Documents, modules: ModuleSources, options: CompileOptions): Outcome<Compiled> {
  const spec = checkSpec(documents.spec)
  const ports = spec.ok ? spec.value.portFacts : listPortFacts(documents.spec)
  const composition = checkComposition(documents.manifest, modules, ports)
  if (!spec.ok) return refuse([...spec.diagnostics, ...composition.diagnostics.filter(isError)])
  const diagnostics = [...spec.diagnostics, ...composition.diagnostics]
  if (!composition.ok) return refuse(diagnostics)
  const model = buildModel(spec.value, composition.value, options)
  const files = emit(model, { inputHash: options.inputHash, inputs: options.inputs, digest })
  return conclude({ spec: spec.value, composition: composition.value, model, files }, diagnostics)
}

// What a wrong spec does not reach may still be used once it is right, so nothing is called unused.
function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}
