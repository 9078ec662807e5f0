import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { FieldMap, QuerySyntax } from '../../artifact/documents.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { findRefusal } from '../projection/find-refusal.js'

/** Finds defaults that a projection would refuse as arguments: every call that says nothing else would be refused. */
export function checkArgumentDefaults(
  { in: input, defaults }: QuerySyntax,
  projection: CheckedProjection,
  path: string,
): readonly Diagnostic[] {
  return defaults.flatMap(({ name, value }) => {
    // Of an input with values of its own it is told where these are listed.
    if (input.some((one) => one.name.text === name.text && one.value.kind === 'enum')) return []
    const refusal = value.kind === 'scalar' ? findRefusal(name.text, value.value, projection) : null
    if (refusal === null) return []
    const problem = `${refusal}, and the default is ${JSON.stringify(value.kind === 'scalar' ? value.value : null)}`
    return [diagnostic('spec_contract_conflict_error', value.at, { problem }, { path: `${path}.${name.text}` })]
  })
}

/** Finds inputs among whose values are some that a projection would refuse as arguments, whoever gives them. */
export function checkArgumentValues(
  input: FieldMap,
  projection: CheckedProjection,
  path: string,
): readonly Diagnostic[] {
  return input.flatMap(({ name, value }) => {
    if (value.kind !== 'enum') return []
    const refused = value.values.find((one) => findRefusal(name.text, one, projection) !== null)
    if (refused === undefined) return []
    const problem = `${findRefusal(name.text, refused, projection)}, and this input may be ${JSON.stringify(refused)}`
    return [diagnostic('spec_contract_conflict_error', value.at, { problem }, { path: `${path}.${name.text}` })]
  })
}
