import type { AppModel } from '../../artifact/app-model.js'
import type { EmittedFile } from '../../artifact/file-set.js'
import { jsonText } from './json-text.js'

/** `tenon.json`: what was emitted, from what and how, so that a later run can tell what has changed and by whose hand. */
export function emitList(
  model: AppModel,
  files: readonly EmittedFile[],
  inputHash: string,
  digest: (text: string) => string,
): string {
  return jsonText({
    tenon: model.compilerVersion,
    app: model.app.id,
    input: inputHash,
    options: { target: model.composition.target },
    files: Object.fromEntries(files.map(({ path, text }) => [path, digest(text)])),
  })
}
