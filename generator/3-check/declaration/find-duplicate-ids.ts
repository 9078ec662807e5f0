import type { SpecSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'

interface Named {
  readonly name: Text
  readonly path: string
}

/** Finds ids that are declared twice within their list. What is named by a key is found twice when files are put together. */
export function findDuplicateIds(spec: SpecSyntax): readonly Diagnostic[] {
  const list = (section: string, entries: readonly { readonly id: Text }[]): readonly Named[] =>
    entries.map(({ id }, index) => ({ name: id, path: `${section}.${index}.id` }))
  return [
    ...findRepeated('query', list('queries', spec.queries)),
    ...findRepeated('mutation', list('mutations', spec.mutations)),
    ...findRepeated('route', list('routes', spec.routes)),
    ...findRepeated('node', list('views.nodes', spec.views.nodes)),
    ...findRepeated('screen', list('views.screens', spec.views.screens)),
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
