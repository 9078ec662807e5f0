// In: both documents, and what stands behind the manifest's sources. Out: the app, checked, modelled and emitted.
// Promise: pure; the same input gives the same files; nothing but the order of the phases is decided here.
// Not its job: reading, writing, bundling.

import { emit } from './5-emit/emit.js'
import { digest } from './6-bundle/digest.js'
import type { ModelOptions } from './artifact/app-model.js'
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
  readonly files: FileSet
}

export function compile(documents: Documents, modules: ModuleSources, options: CompileOptions): Outcome<Compiled> {
  const proven = prove(documents, modules, options)
  if (!proven.ok) return proven
  const files = emit(proven.value.model, { inputHash: options.inputHash, inputs: options.inputs, digest })
  return conclude({ ...proven.value, files }, proven.diagnostics)
}
