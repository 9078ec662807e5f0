import type { AppModel } from '../../artifact/app-model.js'
import { specGrammar } from '../../language/spec-grammar.js'
import { editorDefinitions } from './editor-definitions.js'
import { EditorSchema } from './editor-schema.js'
import { jsonText } from './json-text.js'
import { namesByReference } from './reference.js'

/**
 * `app.schema.json`: the JSON Schema, draft-07, by which editors check and complete the files of this app's spec: the
 * grammar of the language, with the app's own names where a name is to be written.
 */
export function emitAppSchema(model: AppModel): string {
  const schemas = new EditorSchema(namesByReference(model))
  const named = Object.entries(specGrammar.named).map(([name, shape]) => [name, schemas.of(shape)] as const)
  return jsonText({
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `The app spec of ${model.app.name}`,
    ...schemas.sections(specGrammar.root),
    definitions: { ...editorDefinitions, ...Object.fromEntries(named) },
  })
}
