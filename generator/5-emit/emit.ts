// In: the model, in which everything is decided. Out: every file of the app's folder as text.
// Promise: the same model and options give the same bytes, and the TypeScript compiles under the strictest flags.
// Not its job: deciding anything, reading or writing files, formatting by a formatter.

import type { AppModel } from '../artifact/app-model.js'
import { emittedListFile } from '../artifact/emitted-list.js'
import type { EmittedFile, FileSet } from '../artifact/file-set.js'
import { emitAppSchema } from './json/emit-app-schema.js'
import { emitGraph } from './json/emit-graph.js'
import { emitList } from './json/emit-list.js'
import { emitOpenapi } from './json/emit-openapi.js'
import { emitProgram } from './program/emit-program.js'
import { emitScenarios } from './scenario/emit-scenarios.js'
import { emitClient } from './typescript/emit-client.js'
import { emitContracts } from './typescript/emit-contracts.js'
import { emitFactory } from './typescript/emit-factory.js'
import { emitGuestTypes } from './typescript/emit-guest-types.js'
import { emitGuests } from './typescript/emit-guests.js'
import { emitHttpClient } from './typescript/emit-http-client.js'
import { emitIndex } from './typescript/emit-index.js'
import { header, releaseOf } from './typescript/module-text.js'

export interface EmitOptions {
  /** What the files were made from: `sha256-…`. */
  readonly inputHash: string
  /** The hash of each file of it, by path relative to the project. */
  readonly inputs: Readonly<Record<string, string>>
  /** The hash of a text as `tenon.json` holds it: `sha256-<base64>`. */
  digest(text: string): string
}

export function emit(model: AppModel, options: EmitOptions): FileSet {
  const { inputHash } = options
  const head = header(releaseOf(model.compilerVersion), inputHash)
  const files: EmittedFile[] = [
    ...emitProgram(model, head),
    ...emitScenarios(model, head),
    { path: 'client.ts', text: emitClient(model, head) },
    ...textFile('http-client.ts', emitHttpClient(model, head)),
    { path: 'contracts.ts', text: emitContracts(model, head) },
    { path: 'factory.ts', text: emitFactory(model, head) },
    ...textFile('guests.ts', emitGuests(model, head)),
    ...textFile('guest.d.ts', emitGuestTypes(model, head)),
    { path: 'index.ts', text: emitIndex(model, head) },
    { path: 'app.schema.json', text: emitAppSchema(model) },
    { path: 'graph.json', text: emitGraph(model) },
    { path: 'openapi.json', text: emitOpenapi(model) },
  ]
  files.push({ path: emittedListFile, text: emitList(model, files, options) })
  return { files: files.sort((left, right) => (left.path < right.path ? -1 : 1)) }
}

// A file that only some apps have.
function textFile(path: string, text: string | null): readonly EmittedFile[] {
  return text === null ? [] : [{ path, text }]
}
