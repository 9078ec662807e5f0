import type { FieldMap, ScalarWord, TypeSyntax } from '../../artifact/documents.js'
import type { Node } from '../../artifact/node.js'
import { bug } from '../../diagnostic/bug.js'
import { isScalarWord } from '../../language/scalar-word.js'
import { buildEntries, find, itemsOf, need, scalarOf, textOf } from './members.js'

/** Builds the fields of an object. */
export function buildFields(node: Node): FieldMap {
  return buildEntries(node, buildType)
}

export function buildType(node: Node): TypeSyntax {
  const { at } = node
  if (node.kind !== 'map') {
    const word = textOf(node).text
    return { kind: 'scalar', at, scalar: scalarWord(word.replace(/!$/, '')), required: word.endsWith('!') }
  }
  const flag = find(node, 'required')
  const required = flag !== null && scalarOf(flag) === true
  const object = find(node, 'object')
  if (object !== null) return { kind: 'object', at, fields: buildFields(object), required }
  const array = find(node, 'array')
  if (array !== null) return { kind: 'array', at, item: buildType(array), required }
  const values = find(node, 'enum')
  if (values !== null) return { kind: 'enum', at, values: itemsOf(values).map(enumValue), required }
  return { kind: 'scalar', at, scalar: scalarWord(textOf(need(node, 'type')).text), required }
}

function scalarWord(word: string): ScalarWord {
  if (isScalarWord(word)) return word
  throw bug(`"${word}" was promised to be a type`)
}

function enumValue(node: Node): string | number | boolean {
  const value = scalarOf(node)
  if (value === null) throw bug('an enum was promised to hold no null')
  return value
}
