import type { ExpressionModel, PathModel } from '../../artifact/app-model.js'

/** What JavaScript's own comparisons work on. */
export type Family = 'text' | 'number'

/** The family of a value whose type is one scalar; null for enums too, of which TypeScript knows every value. */
export function familyOf(expression: ExpressionModel): Family | null {
  if (expression.kind === 'literal') return familyOfLiteral(expression.value)
  const { type } = expression
  if (type.kind !== 'scalar' || type.scalar === 'bool') return null
  return type.scalar === 'int' || type.scalar === 'number' ? 'number' : 'text'
}

function familyOfLiteral(value: null | boolean | number | string): Family | null {
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' ? 'number' : null
}

/** Whether a value is never null. */
export function isPresent({ type }: ExpressionModel): boolean {
  return 'nullable' in type && !type.nullable
}

/** Whether a path is nothing but member accesses to what is never undefined. */
export function isPlainPath(expression: ExpressionModel): expression is PathModel {
  return expression.kind === 'path' && !expression.absentIsNull && expression.dynamic.length === 0
}

/** A path of which nothing but null can come: it is not read at all, for its variable may be declared wider. */
export function isAlwaysNull({ type }: PathModel): boolean {
  return type.kind === 'null'
}

/**
 * Whether `===` says the same as the operator `==`. With a literal or an enum TypeScript would know more than the spec
 * says, and refuse a second comparison of the same value in the same condition.
 */
export function areIdentical(left: ExpressionModel, right: ExpressionModel): boolean {
  const family = familyOf(left)
  return family !== null && family === familyOf(right) && isPlainPath(left) && isPlainPath(right)
}

/** Whether JavaScript's own `<` says the same as the operator: it has no order for null. */
export function areOrdered(left: ExpressionModel, right: ExpressionModel): boolean {
  const family = familyOf(left)
  if (family === null || family !== familyOf(right)) return false
  if (left.kind === 'literal' && right.kind === 'literal') return false
  return [left, right].every((side) => isPresent(side) && (side.kind === 'literal' || isPlainPath(side)))
}

/** Whether a text is looked for in the caller's roles: the one list that every app looks into. */
export function isRoleTest(value: ExpressionModel, list: ExpressionModel): boolean {
  if (!isPlainPath(list) || !isPresent(value) || familyOf(value) !== 'text') return false
  const [step, ...more] = list.steps
  return list.root === 'principal' && more.length === 0 && step?.kind === 'member' && step.name === 'roles'
}
