import { bug } from '../../src/semantics/bug.js'
import type { ModelOptions, MutationModel, QueryModel, RouteModel } from '../artifact/app-model.js'
import type { CheckedAction, CheckedMutation, CheckedProjection, CheckedQuery } from '../artifact/checked-app.js'
import type { CheckedRoute } from '../artifact/checked-views.js'
import { declarationIdentifier, methodName } from '../artifact/identifier.js'
import { compareTexts } from './in-order.js'
import { planPush } from './push/plan-push.js'

/** A query with what its store may decide by itself. */
export function modelQuery(
  query: CheckedQuery,
  projections: ReadonlyMap<string, CheckedProjection>,
  locate: ModelOptions['locate'],
): QueryModel {
  const { where, input, asOf } = query
  const projection = named(projections, query.projection)
  return {
    ...entrypoint('query', query, locate),
    defaults: [...query.defaults].sort((left, right) => compareTexts(left.name, right.name)),
    projection: query.projection,
    where,
    asOf,
    arguments: argumentsOf(projection, new Set(input.fields.map(({ name }) => name))),
    push: planPush(projection, where),
  }
}

/** A mutation with what its action may do and gives. */
export function modelMutation(
  mutation: CheckedMutation,
  actions: ReadonlyMap<string, CheckedAction>,
  locate: ModelOptions['locate'],
): MutationModel {
  const { action, actionInput, inputIsProven } = mutation
  const { effects, output, rollback } = named(actions, action)
  return {
    ...entrypoint('mutation', mutation, locate),
    action,
    actionInput,
    inputIsProven,
    effects: [...effects].sort(),
    output,
    rollback,
  }
}

/** A route with the screen that it renders. */
export function modelRoute(route: CheckedRoute, locate: ModelOptions['locate']): RouteModel {
  return {
    ...entrypoint('route', route, locate),
    defaults: [...route.defaults].sort((left, right) => compareTexts(left.name, right.name)),
    screen: route.screen,
    overlay: [...route.overlay].sort(),
  }
}

function entrypoint(
  kind: 'query' | 'mutation' | 'route',
  { id, at, input, roles }: CheckedQuery | CheckedMutation | CheckedRoute,
  locate: ModelOptions['locate'],
): Pick<MutationModel, 'id' | 'identifier' | 'origin' | 'method' | 'input' | 'roles'> {
  return {
    id,
    identifier: declarationIdentifier(kind, id),
    origin: locate(at),
    method: methodName(id),
    input,
    roles: roles === null ? null : [...roles].sort(),
  }
}

/** An argument that the query does not declare always takes its default. */
function argumentsOf(
  { pagination, search, sort }: CheckedProjection,
  inputs: ReadonlySet<string>,
): QueryModel['arguments'] {
  const all = [
    { argument: 'page', input: pagination.pageArgument },
    { argument: 'pageSize', input: pagination.sizeArgument },
    { argument: 'search', input: search?.argument ?? null },
    { argument: 'sortBy', input: sort.kind === 'chosen' ? sort.byArgument : null },
    { argument: 'sortOrder', input: sort.kind === 'chosen' ? sort.orderArgument : null },
  ] as const
  return all.flatMap(({ argument, input }) => (input !== null && inputs.has(input) ? [{ argument, input }] : []))
}

function named<Declared>(declared: ReadonlyMap<string, Declared>, id: string): Declared {
  const found = declared.get(id)
  if (found === undefined) throw bug(`the checked app names "${id}" and does not declare it`)
  return found
}
