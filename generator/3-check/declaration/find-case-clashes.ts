import type { SpecSyntax } from '../../artifact/documents.js'
import { declarationIdentifier } from '../../artifact/identifier.js'
import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'

/** Finds collections, and fields of one, that differ in upper case alone: as tables and columns a database takes them for one. */
export function findCaseClashes({ collections }: SpecSyntax): readonly Diagnostic[] {
  const path = 'domain.collections'
  // Two that give one generated name as well are told by that.
  const differ = ([one, other]: Pair): boolean => identifierOf(one) !== identifierOf(other)
  return [
    ...clashing(collections.map(({ name }) => name))
      .filter(differ)
      .map((pair) => clash('collections', pair, path)),
    ...collections.flatMap(({ name, value }) =>
      clashing(value.fields.map((field) => field.name)).map((pair) =>
        clash(`fields of "${name.text}"`, pair, `${path}.${name.text}.fields`),
      ),
    ),
  ]
}

function identifierOf({ text }: Text): string {
  return declarationIdentifier('collection', text)
}

type Pair = readonly [earlier: Text, later: Text]

function clashing(names: readonly Text[]): readonly Pair[] {
  const first = new Map<string, Text>()
  return names.flatMap((name): Pair[] => {
    const folded = name.text.toLowerCase()
    const earlier = first.get(folded)
    first.set(folded, earlier ?? name)
    return earlier === undefined || earlier.text === name.text ? [] : [[earlier, name]]
  })
}

function clash(what: string, [earlier, later]: Pair, path: string): Diagnostic {
  const problem = `the ${what} "${earlier.text}" and "${later.text}" differ in upper case alone, and a database takes them for one`
  const related = [{ note: 'the other one is here', at: earlier.at }]
  return diagnostic('spec_contract_conflict_error', later.at, { problem }, { path: `${path}.${later.text}`, related })
}
