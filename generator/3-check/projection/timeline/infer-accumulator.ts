import type { TemplateSyntax } from '../../../artifact/documents.js'
import type { ObjectShape, ValueType } from '../../../artifact/value-type.js'
import type { Diagnostic } from '../../../diagnostic/diagnostic.js'
import type { Scope } from '../../expression/scope.js'
import { checkTemplate } from '../../template/check-template.js'
import { shapeOfMembers } from '../../template/template-type.js'
import { joinTypes } from '../../type/join-types.js'
import { isNullable, unknownType, withNull } from '../../type/nullable.js'

/** What one handler makes of one member. */
export interface MemberChange {
  readonly name: string
  readonly template: TemplateSyntax
  /** What the handler sees where the accumulator has that shape. */
  scopeFor(accumulator: ObjectShape): Scope
}

// A type that still grows then is one that holds itself, which no type says.
const mostRounds = 8

/**
 * The types of an accumulator's members: those of what they begin with, and of everything that a record may make of them,
 * which may rest on the types of the members again.
 */
export function inferAccumulator(
  start: ReadonlyMap<string, ValueType>,
  changes: readonly MemberChange[],
): ReadonlyMap<string, ValueType> {
  let types = start
  for (let round = 0; round < mostRounds; round++) {
    const next = joined(types, changes)
    if ([...next].every(([name, type]) => isSame(type, types.get(name)))) return next
    types = next
  }
  const last = joined(types, changes)
  return new Map([...last].map(([name, type]) => [name, isSame(type, types.get(name)) ? type : unknownType]))
}

function joined(types: ReadonlyMap<string, ValueType>, changes: readonly MemberChange[]): Map<string, ValueType> {
  const accumulator = shapeOf(types)
  const next = new Map(types)
  for (const { name, template, scopeFor } of changes) {
    const known = next.get(name)
    if (known === undefined) continue
    const made = isEmpty(template) ? emptyList : typeMade(template, scopeFor(accumulator))
    if (made !== null) next.set(name, joinChanges(known, made))
  }
  return next
}

/** What a template gives; null where it can never be worked out with what the members are known to be by now. */
function typeMade(template: TemplateSyntax, scope: Scope): ValueType | null {
  // What is wrong is told once, when the types are known.
  const found: Diagnostic[] = []
  const { type } = checkTemplate(template, null, { scope, path: '', found })
  return found.some(({ code }) => code === 'expression_type_mismatch_error') ? null : type
}

// An object of its own, because a list of anything says something of its items, and an empty one does not.
const emptyItem: ValueType = { kind: 'unknown' }

/** The type of a list that a timeline begins or goes on with, and of whose items nothing is known. */
export const emptyList: ValueType = { kind: 'array', item: emptyItem, nullable: false }

function isEmpty(template: TemplateSyntax): boolean {
  return template.kind === 'list' && template.items.length === 0
}

function joinChanges(left: ValueType, right: ValueType): ValueType {
  if (left.kind !== 'array' || right.kind !== 'array') return joinTypes(left, right)
  const known = left.item === emptyItem ? right : right.item === emptyItem ? left : null
  if (known === null) return joinTypes(left, right)
  return isNullable(left) || isNullable(right) ? withNull(known) : known
}

/** An accumulator with members of these types. */
export function shapeOf(types: ReadonlyMap<string, ValueType>): ObjectShape {
  return shapeOfMembers([...types].map(([name, type]) => ({ name, value: { type } })))
}

function isSame(left: ValueType, right: ValueType | undefined): boolean {
  return right !== undefined && JSON.stringify(left) === JSON.stringify(right)
}
