import { columnTypeOf } from '../../artifact/column-type.js'
import type { ValueType } from '../../artifact/value-type.js'

/** Scalars that may be compared with each other; `null` fits to each of them. */
export type ScalarFamily = 'text' | 'number' | 'bool' | 'null'

const families = {
  text: 'text',
  timestamp: 'text',
  int: 'number',
  number: 'number',
  bool: 'bool',
  json: null,
} as const

/** The family of a type, null aside; null for what is no scalar, or not known to be one. */
export function scalarFamilyOf(type: ValueType): ScalarFamily | null {
  return type.kind === 'null' ? 'null' : families[columnTypeOf(type)]
}

/** The one family of both sides of a comparison; null where they have none. */
export function commonFamily(left: ValueType, right: ValueType): ScalarFamily | null {
  const [one, other] = [scalarFamilyOf(left), scalarFamilyOf(right)]
  if (one === other || other === 'null') return one
  return one === 'null' ? other : null
}
