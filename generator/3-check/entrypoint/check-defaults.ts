import type { CheckedDefault } from '../../artifact/checked-app.js'
import type { Entry, Node } from '../../artifact/node.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { checkLiteral, jsonOf } from '../template/check-literal.js'
import { contractOfValue } from '../template/contract.js'
import { normalizeJson } from '../type/find-json-problem.js'

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
    const contract = contractOfValue(`the default of "${name.text}"`, field.type)
    const fits = checkLiteral(value, contract, { path: place, found, code: 'spec_contract_conflict_error' })
    return fits ? [{ name: name.text, value: normalizeJson(json, field.type) }] : []
  })
}
