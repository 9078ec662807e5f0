import type { Json } from '../../../src/contract/json.js'
import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { TemplateSyntax } from '../../artifact/documents.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { joinWords } from '../../diagnostic/suggest.js'
import { type Context, within } from '../expression/scope.js'
import { findJsonProblem } from '../type/find-json-problem.js'

/** Why a projection would refuse an argument, as the beginning of a sentence; null where it would not. */
export function findRefusal(name: string, value: Json, { id, pagination, sort }: CheckedProjection): string | null {
  if (name === pagination.sizeArgument && typeof value === 'number' && value > pagination.maxSize)
    return `a page of projection "${id}" has ${pagination.maxSize} rows at most`
  if (sort.kind !== 'chosen' || typeof value !== 'string' || value === '') return null
  const allowed = sort.allowed.map((entry) => entry.value)
  if (name === sort.byArgument && !allowed.includes(value))
    return `projection "${id}" is sorted by ${joinWords(allowed.map((one) => `"${one}"`))}`
  if (name === sort.orderArgument && value !== 'asc' && value !== 'desc')
    return 'the direction of a sort is "asc" or "desc"'
  return null
}

/** Reports arguments that are written out and that the projection of a query would refuse in every call. */
export function reportRefusedArguments(
  args: TemplateSyntax,
  { projection, input }: { readonly projection: CheckedProjection; readonly input: ObjectShape | null },
  context: Context,
): void {
  if (args.kind !== 'object') return
  for (const { name, value } of args.entries) {
    if (value.kind !== 'literal') continue
    const field = input?.fields.find((one) => one.name === name.text)
    const refusal = findRefusal(name.text, value.value, projection)
    // What the input itself does not take has been told.
    if (refusal === null || (field !== undefined && findJsonProblem(value.value, field.type) !== null)) continue
    const problem = `${refusal}, and this is ${JSON.stringify(value.value)}`
    const { path, found } = within(context, name.text)
    found.push(diagnostic('spec_contract_conflict_error', value.at, { problem }, { path }))
  }
}
