import type { CheckedAction, CheckedMutation, CheckedProjection, CheckedQuery } from '../../artifact/checked-app.js'
import type { CheckedRoute } from '../../artifact/checked-views.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { unknownShape, unknownType } from '../type/nullable.js'
import { queryOutputType } from './call-types.js'

/** What a scenario needs to know of something that it calls. */
export interface EntrypointContract {
  readonly input: ObjectShape
  /** Inputs that need not be given, because a default fills them. */
  readonly filled: ReadonlySet<string>
  /** Inputs that choose among rows, which nothing made up could do. */
  readonly choosing: ReadonlySet<string>
  readonly output: ValueType
  /** The shape of its rows; null for what has none. */
  readonly row: ObjectShape | null
  /** What a query shows; null for what shows none, and where it does not exist. */
  readonly projection: CheckedProjection | null
}

/** Everything that a scenario can call, by kind and id. */
export type EntrypointContracts = {
  readonly [Kind in 'mutation' | 'query' | 'route']: ReadonlyMap<string, EntrypointContract>
}

interface Entrypoints {
  readonly actions: readonly CheckedAction[]
  readonly projections: ReadonlyMap<string, { readonly checked: CheckedProjection }>
  readonly queries: readonly CheckedQuery[]
  readonly mutations: readonly CheckedMutation[]
  readonly routes: readonly CheckedRoute[]
}

const none: ReadonlySet<string> = new Set()

/** Gathers what can be called. Of two with one id, the first counts. */
export function gatherContracts({
  actions,
  projections,
  queries,
  mutations,
  routes,
}: Entrypoints): EntrypointContracts {
  const outputs = new Map(actions.map(({ id, output }) => [id, output]))
  return {
    mutation: firstById(mutations, ({ input, action }) => ({
      input,
      filled: none,
      choosing: none,
      output: outputs.get(action) ?? unknownType,
      row: null,
      projection: null,
    })),
    query: firstById(queries, ({ input, defaults, projection }) => {
      const checked = projections.get(projection)?.checked
      return {
        input,
        filled: new Set(defaults.map(({ name }) => name)),
        choosing: checked === undefined ? none : new Set(listArguments(checked).map(({ name }) => name)),
        output: queryOutputType(checked ?? null),
        row: checked?.row ?? unknownShape,
        projection: checked ?? null,
      }
    }),
    // What a screen shows is decided by its nodes, and read as it comes.
    route: firstById(routes, ({ input, defaults }) => ({
      input,
      filled: new Set(defaults.map(({ name }) => name)),
      choosing: none,
      output: unknownType,
      row: null,
      projection: null,
    })),
  }
}

function firstById<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  contractOf: (thing: Thing) => EntrypointContract,
): ReadonlyMap<string, EntrypointContract> {
  return new Map([...things].reverse().map((thing) => [thing.id, contractOf(thing)]))
}

/** The names by which a projection takes its arguments, with what each must be. */
export function listArguments({
  pagination,
  search,
  sort,
}: CheckedProjection): readonly { readonly name: string; readonly scalar: 'int' | 'text' }[] {
  const chosen = sort.kind === 'chosen' ? [sort.byArgument, sort.orderArgument] : []
  const texts = [search?.argument ?? null, ...chosen].filter((name) => name !== null)
  return [
    ...[pagination.pageArgument, pagination.sizeArgument].map((name) => ({ name, scalar: 'int' as const })),
    ...texts.map((name) => ({ name, scalar: 'text' as const })),
  ]
}
