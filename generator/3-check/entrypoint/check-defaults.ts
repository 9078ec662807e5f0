import type { Json } from '../../../src/contract/json.js'
import type { CheckedDefault } from '../../artifact/checked-app.js'
import type { Entry, Node } from '../../artifact/node.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { findJsonProblem, normalizeJson } from '../type/find-json-problem.js'

interface Place {
  readonly path: string
  readonly found: Diagnostic[]
}

/** Holds defaults against the inputs that they stand in for. */
export function checkDefaults(
  defaults: readonly Entry<Node>[],
  input: ObjectShape,
  { path, found }: Place,
): readonly CheckedDefault[] {
  return defaults.flatMap(({ name, value }) => {
    const place = `${path}.${name.text}`
    const field = input.fields.find((one) => one.name === name.text)
    if (field === undefined) {
      const problem = `the default "${name.text}" stands in for no declared input`
      const names = input.fields.map((one) => one.name)
      const extras = { path: place, ...suggestName(name, names) }
      found.push(diagnostic('spec_contract_conflict_error', name.at, { problem }, extras))
      return []
    }
    const json = jsonOf(value)
    const wrong = findJsonProblem(json, field.type)
    if (wrong === null) return [{ name: name.text, value: normalizeJson(json, field.type) }]
    const problem = `the default of "${name.text}" ${wrong}`
    found.push(diagnostic('spec_contract_conflict_error', value.at, { problem }, { path: place }))
    return []
  })
}

/** The value of a literal without its places. */
export function jsonOf(node: Node): Json {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(jsonOf)
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, jsonOf(value)]))
  }
}
