// In: both documents, and what stands behind the manifest's sources. Out: the app, checked, modelled and emitted.
// Promise: pure; the same input gives the same files; nothing but the order of the phases is decided here.
// Not its job: reading, writing, bundling.

import { checkComposition } from './3-check/check-composition.js'
import { checkSpec } from './3-check/check-spec.js'
import { buildModel } from './4-model/build-model.js'
import { emit } from './5-emit/emit.js'
import { digest } from './6-bundle/digest.js'
import type { AppModel, ModelOptions } from './artifact/app-model.js'
import type { CheckedSpec } from './artifact/checked-app.js'
import type { CheckedComposition } from './artifact/checked-composition.js'
import type { Documents } from './artifact/documents.js'
import type { FileSet } from './artifact/file-set.js'
import type { ModuleSources } from './artifact/source-set.js'
import { conclude, type Outcome } from './diagnostic/outcome.js'

export interface CompileOptions extends ModelOptions {
  /** What the documents were read from: `hashInput`. */
  readonly inputHash: string
}

export interface Compiled {
  readonly spec: CheckedSpec
  readonly composition: CheckedComposition
  readonly model: AppModel
  readonly files: FileSet
}

export function compile(documents: Documents, modules: ModuleSources, options: CompileOptions): Outcome<Compiled> {
  const spec = checkSpec(documents.spec)
  if (!spec.ok) return spec
  const composition = checkComposition(documents.manifest, modules, spec.value.portFacts)
  const diagnostics = [...spec.diagnostics, ...composition.diagnostics]
  if (!composition.ok) return { ok: false, diagnostics }
  const model = buildModel(spec.value, composition.value, options)
  const files = emit(model, { inputHash: options.inputHash, digest })
  return conclude({ spec: spec.value, composition: composition.value, model, files }, diagnostics)
}
