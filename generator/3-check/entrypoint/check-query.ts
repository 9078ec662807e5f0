import type { CheckedProjection, CheckedQuery } from '../../artifact/checked-app.js'
import type { FieldMap, QuerySyntax, TypeSyntax } from '../../artifact/documents.js'
import { shapeName } from '../../artifact/identifier.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { checkCondition } from '../expression/check-condition.js'
import { typeOfShape } from '../expression/scope.js'
import { type KnownProjection, scopeOfFilter } from '../projection/known-projection.js'
import { unknownType } from '../type/nullable.js'
import { shapeOf } from '../type/shape-of.js'
import { checkArgumentDefaults, checkArgumentValues } from './check-argument-defaults.js'
import { checkAsOf } from './check-as-of.js'
import { checkDefaults } from './check-defaults.js'
import { checkRoles, rolesOf } from './check-roles.js'

export interface QuerySurroundings {
  readonly projections: ReadonlyMap<string, KnownProjection>
  readonly roles: ReadonlySet<string>
  readonly found: Diagnostic[]
}

/** Checks one query: its projection, its own row filter, and the inputs that the projection takes its arguments from. */
export function checkQuery(syntax: QuerySyntax, path: string, around: QuerySurroundings): CheckedQuery {
  const { projections, roles, found } = around
  const input = shapeOf(syntax.in, shapeName('query-input', syntax.id.text))
  const projection = projections.get(syntax.projection.text)
  if (projection === undefined) reportUnknown(syntax, path, around)
  else reportArguments(syntax.in, projection.checked, { path: `${path}.in`, found })
  if (projection !== undefined) {
    found.push(...checkArgumentDefaults(syntax, projection.checked, `${path}.defaults`))
    found.push(...checkArgumentValues(syntax.in, projection.checked, `${path}.in`))
  }
  const seen = projection ?? { row: unknownType, aliases: [] }
  const scope = scopeOfFilter('the "where" of a query', { ...seen, input: typeOfShape(input) })
  // Without the projection nobody knows the aliases, so nothing is said about the filter.
  const reported = projection === undefined ? [] : found
  const where = syntax.where && checkCondition(syntax.where, { scope, path: `${path}.where`, found: reported })
  checkRoles(syntax.access?.roles ?? [], roles, { path: `${path}.access.roles`, found })
  return {
    id: syntax.id.text,
    at: syntax.id.at,
    input,
    roles: rolesOf(syntax.access),
    defaults: checkDefaults(syntax.defaults, input, { path: `${path}.defaults`, found }),
    projection: syntax.projection.text,
    where,
    asOf: checkAsOf(syntax, projection?.checked ?? null, { input, path, found }),
  }
}

interface Place {
  readonly path: string
  readonly found: Diagnostic[]
}

function reportUnknown({ projection: { text, at } }: QuerySyntax, path: string, around: QuerySurroundings): void {
  const values = { kind: 'projection', id: text }
  const extras = { path: `${path}.returns.projection`, ...suggestName({ text, at }, around.projections.keys()) }
  around.found.push(diagnostic('spec_reference_not_found_error', at, values, extras))
}

/** Inputs that the projection reads as its arguments must be of the types that it reads. */
function reportArguments(input: FieldMap, projection: CheckedProjection, { path, found }: Place): void {
  for (const { argument, name, wanted } of listArguments(projection)) {
    const declared = input.find((entry) => entry.name.text === name)
    if (declared === undefined || isOf(declared.value, wanted)) continue
    const problem = `projection "${projection.id}" takes its ${argument} from "${name}", so that input must be ${wanted}`
    found.push(diagnostic('spec_contract_conflict_error', declared.value.at, { problem }, { path: `${path}.${name}` }))
  }
}

interface Argument {
  readonly argument: string
  readonly name: string | null
  readonly wanted: 'int' | 'text'
}

function listArguments({ pagination, search, sort }: CheckedProjection): readonly Argument[] {
  const chosen = sort.kind === 'chosen' ? sort : { byArgument: null, orderArgument: null }
  return [
    { argument: 'page', name: pagination.pageArgument, wanted: 'int' },
    { argument: 'page size', name: pagination.sizeArgument, wanted: 'int' },
    { argument: 'search', name: search?.argument ?? null, wanted: 'text' },
    { argument: 'sort field', name: chosen.byArgument, wanted: 'text' },
    { argument: 'sort direction', name: chosen.orderArgument, wanted: 'text' },
  ]
}

function isOf(type: TypeSyntax, wanted: 'int' | 'text'): boolean {
  if (type.kind === 'scalar') return type.scalar === wanted || (wanted === 'text' && type.scalar === 'id')
  if (type.kind !== 'enum') return false
  return type.values.every((value) => (wanted === 'int' ? Number.isSafeInteger(value) : typeof value === 'string'))
}
