import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { Entry, Node } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { joinWords } from '../../diagnostic/suggest.js'

/** Finds defaults that a projection would refuse as arguments: every call that says nothing else would be refused. */
export function checkArgumentDefaults(
  defaults: readonly Entry<Node>[],
  projection: CheckedProjection,
  path: string,
): readonly Diagnostic[] {
  return defaults.flatMap(({ name, value }) => {
    const problem = value.kind === 'scalar' ? findRefusal(name.text, value.value, projection) : null
    if (problem === null) return []
    return [diagnostic('spec_contract_conflict_error', value.at, { problem }, { path: `${path}.${name.text}` })]
  })
}

type Scalar = null | boolean | number | string

function findRefusal(name: string, value: Scalar, { id, pagination, sort }: CheckedProjection): string | null {
  if (name === pagination.sizeArgument && typeof value === 'number' && value > pagination.maxSize)
    return `a page of projection "${id}" has ${pagination.maxSize} rows at most, and the default is ${value}`
  if (sort.kind !== 'chosen' || typeof value !== 'string' || value === '') return null
  const allowed = sort.allowed.map((entry) => entry.value)
  if (name === sort.byArgument && !allowed.includes(value))
    return `projection "${id}" is sorted by ${joinWords(allowed.map((one) => `"${one}"`))}, and the default is "${value}"`
  if (name === sort.orderArgument && value !== 'asc' && value !== 'desc')
    return `the direction of a sort is "asc" or "desc", and the default is "${value}"`
  return null
}
