import type { Issues } from '../contract/issues.js'
import { normalTimestamp } from './timestamp.js'

// Each reader gives the valid value, or reports to `issues` and gives some value of its type: what was read counts only
// while there are no issues. `required…` refuses absence and null, `optional…` hands both through as they are.

type Member = string | number
type Optional<Value> = Value | null | undefined

/** A JSON object, or an issue and an empty object. Class instances, arrays and null are no JSON objects. */
export function objectAt(raw: unknown, issues: Issues): Readonly<Record<string, unknown>> {
  if (isPlainObject(raw)) return raw
  issues.add(null, raw === undefined ? 'is required' : 'must be an object')
  return {}
}

/** Whether the value is an object as `JSON.parse` makes them, in whatever realm it was made. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null
}

// Absence and a wrong type are different mistakes to whoever has to mend them.
function report(value: unknown, member: Member, issues: Issues, problem: string): void {
  issues.add(member, value === undefined ? 'is required' : problem)
}

export function requiredText(value: unknown, member: Member, issues: Issues): string {
  if (typeof value === 'string' && value.isWellFormed()) return value
  report(value, member, issues, typeof value === 'string' ? 'must be well-formed Unicode' : 'must be text')
  return ''
}

export function optionalText(value: unknown, member: Member, issues: Issues): Optional<string> {
  return value === undefined || value === null ? value : requiredText(value, member, issues)
}

export function requiredId(value: unknown, member: Member, issues: Issues): string {
  const id = requiredText(value, member, issues)
  if (value === '') issues.add(member, 'must not be empty')
  return id
}

export function optionalId(value: unknown, member: Member, issues: Issues): Optional<string> {
  return value === undefined || value === null ? value : requiredId(value, member, issues)
}

export function requiredInt(value: unknown, member: Member, issues: Issues): number {
  // Adding zero makes zero of minus zero, which JSON text does not keep.
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value + 0
  report(value, member, issues, 'must be a whole number')
  return 0
}

export function optionalInt(value: unknown, member: Member, issues: Issues): Optional<number> {
  return value === undefined || value === null ? value : requiredInt(value, member, issues)
}

export function requiredNumber(value: unknown, member: Member, issues: Issues): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value + 0
  report(value, member, issues, 'must be a number')
  return 0
}

export function optionalNumber(value: unknown, member: Member, issues: Issues): Optional<number> {
  return value === undefined || value === null ? value : requiredNumber(value, member, issues)
}

export function requiredBool(value: unknown, member: Member, issues: Issues): boolean {
  if (typeof value === 'boolean') return value
  report(value, member, issues, 'must be true or false')
  return false
}

export function optionalBool(value: unknown, member: Member, issues: Issues): Optional<boolean> {
  return value === undefined || value === null ? value : requiredBool(value, member, issues)
}

/** Gives the instant in its normal form: UTC, three fraction digits, `Z`. */
export function requiredTimestamp(value: unknown, member: Member, issues: Issues): string {
  const normal = typeof value === 'string' ? normalTimestamp(value) : null
  if (normal !== null) return normal
  report(value, member, issues, 'must be a timestamp such as 2026-01-31T09:30:00Z')
  return ''
}

export function optionalTimestamp(value: unknown, member: Member, issues: Issues): Optional<string> {
  return value === undefined || value === null ? value : requiredTimestamp(value, member, issues)
}

type Literal = string | number | boolean

export function requiredEnum<const Value extends Literal>(
  value: unknown,
  member: Member,
  issues: Issues,
  values: readonly Value[],
): Value {
  const index = (values as readonly unknown[]).indexOf(value)
  if (index === -1) report(value, member, issues, `must be one of ${values.join(', ')}`)
  return values[Math.max(index, 0)] as Value
}

export function optionalEnum<const Value extends Literal>(
  value: unknown,
  member: Member,
  issues: Issues,
  values: readonly Value[],
): Optional<Value> {
  return value === undefined || value === null ? value : requiredEnum(value, member, issues, values)
}

type ElementReader<Element> = (value: unknown, member: Member, issues: Issues) => Element

export function requiredArray<Element>(
  value: unknown,
  member: Member,
  issues: Issues,
  readElement: ElementReader<Element>,
): readonly Element[] {
  if (!Array.isArray(value)) {
    report(value, member, issues, 'must be a list')
    return []
  }
  const elements: Element[] = []
  issues.enter(member)
  for (let index = 0; index < value.length; index++) {
    elements.push(readElement(value[index], index, issues))
    // A sparse array may claim four billion elements without holding one.
    if (issues.found !== undefined && issues.found.length >= 1000) break
  }
  issues.leave()
  return elements
}

export function optionalArray<Element>(
  value: unknown,
  member: Member,
  issues: Issues,
  readElement: ElementReader<Element>,
): Optional<readonly Element[]> {
  return value === undefined || value === null ? value : requiredArray(value, member, issues, readElement)
}

type ShapeReader<Shape> = (raw: unknown, issues: Issues) => Shape

export function requiredObject<Shape>(
  value: unknown,
  member: Member,
  issues: Issues,
  readShape: ShapeReader<Shape>,
): Shape {
  issues.enter(member)
  const shape = readShape(value, issues)
  issues.leave()
  return shape
}

export function optionalObject<Shape>(
  value: unknown,
  member: Member,
  issues: Issues,
  readShape: ShapeReader<Shape>,
): Optional<Shape> {
  return value === undefined || value === null ? value : requiredObject(value, member, issues, readShape)
}
