import type { TemplateSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { collectionsRead } from '../../artifact/standard-ports.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredCollection } from '../declaration/declarations.js'
import { type Context, typeOfShape, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import type { CheckedCall } from './checked-call.js'

export type Collections = ReadonlyMap<string, DeclaredCollection>

/** Checks a call of `collections.read`. Where the collection is named literally, the record's type is known. */
export function checkRead(given: TemplateSyntax, context: Context, collections: Collections): CheckedCall {
  const contract = contractOf('the input of port "collections.read"', collectionsRead.input)
  const input = checkTemplate(given, contract, context)
  const named = nameOfCollection(given)
  const collection = named && findCollection(named, within(context, 'collection'), collections)
  const output = typeOfShape(collection === null ? collectionsRead.output : collection.read)
  const target = {
    kind: 'read',
    id: 'collections.read',
    collection: named?.text ?? null,
    inputIsProven: false,
    rollback: 'transaction',
  } as const
  return { target, input, output }
}

/** The collection that a read or a patch names literally. */
export function nameOfCollection(given: TemplateSyntax): Text | null {
  if (given.kind !== 'object') return null
  const value = given.entries.find(({ name }) => name.text === 'collection')?.value
  return value?.kind === 'literal' && typeof value.value === 'string' ? { text: value.value, at: value.at } : null
}

/** The collection of a name, or a report that there is none. */
export function findCollection(
  name: Text,
  { path, found }: Pick<Context, 'path' | 'found'>,
  collections: Collections,
): DeclaredCollection | null {
  const collection = collections.get(name.text)
  if (collection !== undefined) return collection
  const values = { kind: 'collection', id: name.text }
  const extras = { path, ...suggestName(name, collections.keys()) }
  found.push(diagnostic('spec_reference_not_found_error', name.at, values, extras))
  return null
}
