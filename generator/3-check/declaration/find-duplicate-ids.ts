import type { SpecSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'

interface Named {
  readonly name: Text
  readonly path: string
}

/** Finds ids that are declared twice within their section. */
export function findDuplicateIds(spec: SpecSyntax): readonly Diagnostic[] {
  const domain = (section: string, entries: readonly { readonly name: Text }[]): readonly Named[] =>
    entries.map(({ name }) => ({ name, path: `domain.${section}.${name.text}` }))
  const named = (section: string, entries: readonly { readonly name: Text }[]): readonly Named[] =>
    entries.map(({ name }) => ({ name, path: `${section}.${name.text}` }))
  const list = (section: string, entries: readonly { readonly id: Text }[]): readonly Named[] =>
    entries.map(({ id }, index) => ({ name: id, path: `${section}.${index}.id` }))
  return [
    ...findRepeated('collection', domain('collections', spec.collections)),
    ...findRepeated('signal', domain('signals.custom', spec.signals)),
    ...findRepeated('capability', domain('capabilities', spec.capabilities)),
    ...findRepeated('action', domain('actions', spec.actions)),
    ...findRepeated('projection', domain('projections', spec.projections)),
    ...findRepeated('query', list('queries', spec.queries)),
    ...findRepeated('mutation', list('mutations', spec.mutations)),
    ...findRepeated('persona', named('personas', spec.personas)),
    ...findRepeated('scenario', named('scenarios', spec.scenarios)),
    ...findRepeated(
      'role',
      spec.access.roles.map(({ name }) => ({ name, path: `access.roles.${name.text}` })),
    ),
  ]
}

function findRepeated(kind: string, things: readonly Named[]): readonly Diagnostic[] {
  const first = new Map<string, Text>()
  const found: Diagnostic[] = []
  for (const { name, path } of things) {
    const earlier = first.get(name.text)
    if (earlier === undefined) first.set(name.text, name)
    else {
      const related = [{ note: 'first declared here', at: earlier.at }]
      found.push(diagnostic('spec_duplicate_id_error', name.at, { kind, id: name.text }, { path, related }))
    }
  }
  return found
}
