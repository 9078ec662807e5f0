import type { Json } from '../../../src/contract/json.js'
import type { ScalarWord } from '../../artifact/documents.js'
import type { ValueType } from '../../artifact/value-type.js'

const scalarWords = {
  text: 'text',
  id: 'an id',
  timestamp: 'a timestamp',
  int: 'an int',
  number: 'a number',
  bool: 'true or false',
} as const satisfies Record<ScalarWord, string>

/** A type in the words of a message: `text`, `one of open, waiting, closed`, `a list of text`. */
export function describeType(type: ValueType): string {
  switch (type.kind) {
    case 'scalar':
      return scalarWords[type.scalar]
    case 'enum':
      return type.values.length === 1 ? JSON.stringify(type.values[0]) : `one of ${type.values.join(', ')}`
    case 'array':
      return type.item.kind === 'unknown' ? 'a list' : `a list of ${describeItem(type.item)}`
    case 'object':
      return 'an object'
    case 'null':
      return 'null'
    case 'unknown':
      return 'any value'
  }
}

function describeItem(item: ValueType): string {
  return item.kind === 'object' ? 'objects' : item.kind === 'array' ? 'lists' : describeType(item)
}

/** What a JSON value is, in the words of a message. */
export function describeJson(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : JSON.stringify(value)
}
