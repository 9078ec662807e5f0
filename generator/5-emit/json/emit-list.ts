import type { AppModel } from '../../artifact/app-model.js'
import type { EmittedList } from '../../artifact/emitted-list.js'
import type { EmittedFile } from '../../artifact/file-set.js'
import { jsonText } from './json-text.js'

/** What the list says beside what the model knows. */
export interface ListedInput {
  readonly inputHash: string
  readonly inputs: Readonly<Record<string, string>>
  digest(text: string): string
}

/** `tenon.json`: what was emitted, from what and how, so that a later run can tell what has changed and by whose hand. */
export function emitList(
  { app, compilerVersion, composition }: AppModel,
  files: readonly EmittedFile[],
  input: ListedInput,
): string {
  // What guests.ts holds is the code of guests, which a spec and a manifest do not say.
  const guests = composition.guests.map(({ bundle }) => [bundle.source.replace(/^(?:\.\/)+/, ''), bundle.integrity])
  const list = {
    tenon: compilerVersion,
    app: app.id,
    input: input.inputHash,
    inputs: { ...input.inputs, ...Object.fromEntries(guests) },
    options: { target: composition.target },
    files: Object.fromEntries(files.map(({ path, text }) => [path, input.digest(text)])),
  } satisfies EmittedList & { readonly app: string; readonly input: string }
  return jsonText(list)
}
