import type { SpecSyntax } from '../../artifact/documents.js'
import { type DeclarationKind, declarationIdentifier, methodName } from '../../artifact/identifier.js'
import type { Entry, Text } from '../../artifact/node.js'
import type { Span } from '../../artifact/span.js'
import { semanticJudge, standardPorts } from '../../artifact/standard-ports.js'

/** A thing for which names are generated. `at` is null for what no text declares. */
export interface Owner {
  readonly kind: DeclarationKind
  readonly id: string
  readonly at: Span | null
  readonly path: string
}

/** A generated name. Names of one space must differ: values of the program, types of the contracts, methods of the client. */
export interface Claim {
  readonly owner: Owner
  readonly space: string
  readonly identifier: string
}

/** Every thing of a spec that gives generated names, in authored order behind the standard ports. */
export function listOwners(spec: SpecSyntax): readonly Owner[] {
  const isLocal = ({ value }: SpecSyntax['capabilities'][number]): boolean => value.kind === 'local'
  const ports = spec.capabilities.filter((entry) => !isLocal(entry))
  return [
    ...[...standardPorts.keys(), semanticJudge.id].map((id) => ({ kind: 'port' as const, id, at: null, path: '$' })),
    ...ownersOf('collection', 'domain.collections', spec.collections),
    ...ownersOf('signal', 'domain.signals.custom', spec.signals),
    ...ownersOf('capability', 'domain.capabilities', spec.capabilities.filter(isLocal)),
    ...ownersOf('port', 'domain.capabilities', ports),
    ...ownersOf('action', 'domain.actions', spec.actions),
    ...ownersOf('flow', 'domain.flows', spec.flows),
    ...ownersOf('projection', 'domain.projections', spec.projections),
    ...entrypointsOf('query', 'queries', spec.queries),
    ...entrypointsOf('mutation', 'mutations', spec.mutations),
    ...entrypointsOf('route', 'routes', spec.routes),
    ...entrypointsOf('node', 'views.nodes', spec.views.nodes),
    ...entrypointsOf('screen', 'views.screens', spec.views.screens),
    ...ownersOf('role', 'access.roles', spec.access.roles),
    ...ownersOf('persona', 'personas', spec.personas),
    ...ownersOf('scenario', 'scenarios', spec.scenarios),
    { kind: 'session', id: 'session', at: spec.session?.at ?? null, path: 'session' },
  ]
}

function ownersOf(kind: DeclarationKind, section: string, entries: readonly Entry<unknown>[]): readonly Owner[] {
  return entries.map(({ name: { text, at } }) => ({ kind, id: text, at, path: `${section}.${text}` }))
}

function entrypointsOf(
  kind: DeclarationKind,
  section: string,
  list: readonly { readonly id: Text }[],
): readonly Owner[] {
  return list.map(({ id: { text, at } }, index) => ({ kind, id: text, at, path: `${section}.${index}.id` }))
}

/** The names of values and methods that an owner gives. */
export function claimsOf(owner: Owner): readonly Claim[] {
  // What the session is called in the program, no id can give.
  if (owner.kind === 'session') return []
  const value = { owner, space: 'value', identifier: declarationIdentifier(owner.kind, owner.id) }
  const isEntrypoint = owner.kind === 'query' || owner.kind === 'mutation' || owner.kind === 'route'
  return isEntrypoint ? [{ owner, space: owner.kind, identifier: methodName(owner.id) }, value] : [value]
}
