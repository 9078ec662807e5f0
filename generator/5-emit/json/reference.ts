import type { AppModel } from '../../artifact/app-model.js'
import { standardPorts } from '../../artifact/standard-ports.js'

/** What the text at some place of a spec is the name of. */
export type Reference =
  | 'action'
  | 'callable'
  | 'collection'
  | 'mutation'
  | 'persona'
  | 'projection'
  | 'query'
  | 'role'
  | 'signal'

/** The places that name something: the mapping and its key, as the grammar calls them. */
export const references: ReadonlyMap<string, Reference> = new Map<string, Reference>([
  ['a call step: call', 'callable'],
  ['an entry of "emits": signal', 'signal'],
  ['a projection of one collection: collection', 'collection'],
  ['the primary collection: collection', 'collection'],
  ['a join edge: collection', 'collection'],
  ['what a query returns: projection', 'projection'],
  ['what a mutation runs: actionId', 'action'],
  ['the access of an entrypoint: roles', 'role'],
  ['a role: extends', 'role'],
  ['the context of a scenario: persona', 'persona'],
  ['a trigger: mutation', 'mutation'],
  ['a trigger: query', 'query'],
  ['an expectation: query', 'query'],
  ['an expectation: projection', 'projection'],
])

/** The names that an app has to offer at each kind of place, in code-unit order. */
export function namesByReference(model: AppModel): Readonly<Record<Reference, readonly string[]>> {
  const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)
  const callable = [...ids(model.capabilities), ...ids(model.ports), ...ids(model.actions), ...standardPorts.keys()]
  return {
    action: ids(model.actions),
    callable: [...new Set(callable)].sort(),
    collection: ids(model.collections),
    mutation: ids(model.mutations),
    persona: ids(model.suite.personas),
    projection: ids(model.projections),
    query: ids(model.queries),
    role: ids(model.access.roles).sort(),
    signal: ids(model.signals),
  }
}
