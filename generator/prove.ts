// In: both documents, and what stands behind the manifest's sources. Out: the app, checked.
// Promise: pure; all that can be wrong with the documents is found.
// Not its job: modelling and emitting, which cannot fail.

import { checkComposition } from './3-check/check-composition.js'
import { checkSpec, listPortFacts } from './3-check/check-spec.js'
import type { CheckedSpec } from './artifact/checked-app.js'
import type { CheckedComposition } from './artifact/checked-composition.js'
import type { Documents } from './artifact/documents.js'
import type { InstalledModule, ModuleSources } from './artifact/source-set.js'
import type { Diagnostic } from './diagnostic/diagnostic.js'
import { conclude, type Outcome, refuse } from './diagnostic/outcome.js'

export interface Proven {
  readonly spec: CheckedSpec
  readonly composition: CheckedComposition
}

/** Proves the composition too, as soon as the modules have been read; what is installed is offered for ports that lack one. */
export type ProveComposition = (modules: ModuleSources, installed?: readonly InstalledModule[]) => Outcome<Proven>

/** Proves the spec. */
export function prove({ spec: syntax, manifest }: Documents): ProveComposition {
  const spec = checkSpec(syntax)
  const ports = spec.ok ? spec.value.portFacts : listPortFacts(syntax)
  return (modules, installed = []) => {
    const composition = checkComposition(manifest, { modules, installed }, ports)
    if (!spec.ok) return refuse([...spec.diagnostics, ...composition.diagnostics.filter(isError)])
    const diagnostics = [...spec.diagnostics, ...composition.diagnostics]
    if (!composition.ok) return refuse(diagnostics)
    return conclude({ spec: spec.value, composition: composition.value }, diagnostics)
  }
}

// What a wrong spec does not reach may still be used once it is right, so nothing is called unused.
function isError({ severity }: Diagnostic): boolean {
  return severity === 'error'
}
