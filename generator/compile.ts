// In: both documents, and what stands behind the manifest's sources. Out: the app, checked, modelled and emitted.
// Promise: pure; the same input gives the same files; nothing but the order of the phases is decided here.
// Not its job: reading, writing, bundling.

import { buildModel } from './4-model/build-model.js'
import { emit } from './5-emit/emit.js'
import { digest } from './6-bundle/digest.js'
import type { AppModel, ModelOptions } from './artifact/app-model.js'
import type { Documents } from './artifact/documents.js'
import type { FileSet } from './artifact/file-set.js'
import type { ModuleSources } from './artifact/source-set.js'
import { conclude, type Outcome } from './diagnostic/outcome.js'
import { type Proven, prove } from './prove.js'

export interface CompileOptions extends ModelOptions {
  /** What the documents were read from: `hashInput`. */
  readonly inputHash: string
  readonly inputs: Readonly<Record<string, string>>
}

export interface Compiled extends Proven {
  readonly model: AppModel
  readonly files: FileSet
}

export function compile(documents: Documents, modules: ModuleSources, options: CompileOptions): Outcome<Compiled> {
  const proven = prove(documents)(modules)
  return proven.ok ? conclude(emitProven(proven.value, options), proven.diagnostics) : proven
}

/** Models and emits what has been proved. */
export function emitProven(proven: Proven, options: CompileOptions): Compiled {
  const model = buildModel(proven.spec, proven.composition, options)
  const { inputHash, inputs } = options
  return { ...proven, model, files: emit(model, { inputHash, inputs, digest }) }
}
