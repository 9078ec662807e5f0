import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { typeOfShape } from '../expression/scope.js'

/** What a template must give. */
export interface Contract {
  readonly type: ValueType
  /** Whose contract it is, in the words of a message: `the input of action "desk.add_comment"`. */
  readonly owner: string
  /** Where within it: `contact.email`; empty for the whole. */
  readonly member: string
  /** Required members that need not be given, because a default fills them. */
  readonly filled: ReadonlySet<string>
}

const none: ReadonlySet<string> = new Set()

/** The contract of a whole object. */
export function contractOf(owner: string, shape: ObjectShape, filled: ReadonlySet<string> = none): Contract {
  return { type: typeOfShape(shape), owner, member: '', filled }
}

/** The contract of a whole value, of whatever type. */
export function contractOfValue(owner: string, type: ValueType): Contract {
  return { type, owner, member: '', filled: none }
}

/** The contract of what stands in a member or an index. */
export function memberContract(contract: Contract, member: string | number, type: ValueType): Contract {
  const inner = contract.member === '' ? String(member) : `${contract.member}.${member}`
  return { type, owner: contract.owner, member: inner, filled: none }
}

/** The contract in the words of a message. */
export function nameContract({ owner, member }: Contract): string {
  return member === '' ? owner : `"${member}" of ${owner}`
}
