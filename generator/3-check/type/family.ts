import type { ScalarWord } from '../../artifact/documents.js'
import type { ValueType } from '../../artifact/value-type.js'

/** Types whose values may meet: text, id and timestamp are all texts, int and number are numbers. */
export type Family = 'text' | 'number' | 'bool' | 'list' | 'object' | 'null' | 'unknown' | 'mixed'

const families = {
  text: 'text',
  id: 'text',
  timestamp: 'text',
  int: 'number',
  number: 'number',
  bool: 'bool',
} as const satisfies Record<ScalarWord, Family>

/** The family of a type, null aside; `mixed` for an enum of several. */
export function familyOf(type: ValueType): Family {
  switch (type.kind) {
    case 'scalar':
      return families[type.scalar]
    case 'enum':
      return familyOfValues(type.values)
    case 'array':
      return 'list'
    case 'object':
      return 'object'
    case 'null':
    case 'unknown':
      return type.kind
  }
}

function familyOfValues(values: readonly (string | number | boolean)[]): Family {
  const [first, ...others] = new Set(values.map((value) => familyOfValue(value)))
  return first === undefined || others.length > 0 ? 'mixed' : first
}

/** The family of one scalar. */
export function familyOfValue(value: string | number | boolean): 'text' | 'number' | 'bool' {
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'bool'
}

/** Whether a value of the type, null aside, may belong to one of the families. */
export function mayBe(type: ValueType, wanted: readonly Family[]): boolean {
  const family = familyOf(type)
  if (family === 'unknown') return true
  if (type.kind === 'enum') return type.values.some((value) => wanted.includes(familyOfValue(value)))
  return wanted.includes(family)
}
