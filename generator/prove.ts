// In: both documents, and what stands behind the manifest's sources. Out: the app, checked and modelled.
// Promise: pure; all that can be wrong with the documents is found.
// Not its job: emitting, which cannot fail.

import { checkComposition } from './3-check/check-composition.js'
import { checkSpec, listPortFacts } from './3-check/check-spec.js'
import { buildModel } from './4-model/build-model.js'
import type { AppModel, ModelOptions } from './artifact/app-model.js'
import type { CheckedSpec } from './artifact/checked-app.js'
import type { CheckedComposition } from './artifact/checked-composition.js'
import type { Documents } from './artifact/documents.js'
import type { ModuleSources } from './artifact/source-set.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { conclude, type Outcome, refuse } from './diagnostic/outcome.js'

export interface Proven {
  readonly spec: CheckedSpec
  readonly composition: CheckedComposition
  readonly model: AppModel
}

export function prove(documents: Documents, modules: ModuleSources, options: ModelOptions): Outcome<Proven> {
  const spec = checkSpec(documents.spec)
  const ports = spec.ok ? spec.value.portFacts : listPortFacts(documents.spec)
  const composition = checkComposition(documents.manifest, modules, ports)
  if (!spec.ok) return refuse([...spec.diagnostics, ...composition.diagnostics.filter(isError)])
  const diagnostics = [...spec.diagnostics, ...composition.diagnostics]
  if (!composition.ok) return refuse(diagnostics)
  const model = buildModel(spec.value, composition.value, options)
  return conclude({ spec: spec.value, composition: composition.value, model }, diagnostics)
}

// What a wrong spec does not reach may still be used once it is right, so nothing is called unused.
function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}
