import { surelyFits } from '../3-check/type/compare-types.js'
import { describeType } from '../3-check/type/describe-type.js'
import { isNullable, withoutNull } from '../3-check/type/nullable.js'
import type { ObjectShape, ShapeField, ValueType } from '../artifact/value-type.js'
import { type Difference, difference, type Subject } from './difference.js'
import { pairById } from './pair.js'

/** Which way values go: callers give input, and get output. */
export type Direction = 'input' | 'output'

/** How the values of a type differ from those of another; null where they do not. */
export function changeOf(was: ValueType, is: ValueType): 'narrowed' | 'widened' | 'retyped' | null {
  const [holdsOld, heldByOld] = [surelyFits(was, is), surelyFits(is, was)]
  if (holdsOld) return heldByOld ? null : 'widened'
  return heldByOld ? 'narrowed' : 'retyped'
}

/** Compares what callers give. `filled` names the members that a default fills, on either side. */
export function compareInput(
  [was, is]: readonly [ObjectShape, ObjectShape],
  subject: Subject,
  filled: readonly [before: ReadonlySet<string>, after: ReadonlySet<string>],
): readonly Difference[] {
  return compareShapes(fill(was, filled[0]), fill(is, filled[1]), { direction: 'input', subject, path: '' })
}

/** A member that a default fills need not be given. */
function fill(shape: ObjectShape, filled: ReadonlySet<string>): ObjectShape {
  const fields = shape.fields.map((field) =>
    field.required && filled.has(field.name) ? { ...field, required: false } : field,
  )
  return { ...shape, fields }
}

/** Compares what callers get. */
export function compareOutput(was: ValueType, is: ValueType, subject: Subject): readonly Difference[] {
  return compareTypes(was, is, { direction: 'output', subject, path: '' })
}

/** The same for the members of an object. */
export function compareOutputShapes(was: ObjectShape, is: ObjectShape, subject: Subject): readonly Difference[] {
  return compareShapes(was, is, { direction: 'output', subject, path: '' })
}

interface Place {
  readonly direction: Direction
  readonly subject: Subject
  readonly path: string
}

function compareShapes(was: ObjectShape, is: ObjectShape, place: Place): readonly Difference[] {
  const { gone, fresh, kept } = pairById(was.fields, is.fields, ({ name }) => name)
  const { direction, subject } = place
  return [
    ...gone.map(({ name }) => difference(`${direction}_removed`, subject, { path: within(place, name).path })),
    ...fresh.map((field) => sayFresh(field, within(place, field.name))),
    ...kept.flatMap(([before, after]) => compareFields(before, after, within(place, after.name))),
  ]
}

function within(place: Place, name: string): Place {
  return { ...place, path: place.path === '' ? name : `${place.path}.${name}` }
}

function sayFresh({ required }: ShapeField, { direction, subject, path }: Place): Difference {
  if (direction === 'output') return difference('output_added', subject, { path })
  return difference(required ? 'input_required_added' : 'input_optional_added', subject, { path })
}

function compareFields(was: ShapeField, is: ShapeField, place: Place): readonly Difference[] {
  const inner = compareTypes(withoutNull(was.type), withoutNull(is.type), place)
  return was.required === is.required ? inner : [sayAbsence(!is.required, place), ...inner]
}

function compareTypes(was: ValueType, is: ValueType, place: Place): readonly Difference[] {
  const inner = compareWithoutNull(withoutNull(was), withoutNull(is), place)
  const isSame = isNullable(was) === isNullable(is) || isOpen(was) || isOpen(is)
  return isSame ? inner : [sayAbsence(isNullable(is), place), ...inner]
}

/** What may be left out may be null, and the other way round. */
function sayAbsence(isNowAllowed: boolean, { direction, subject, path }: Place): Difference {
  const values = { path: path === '' ? 'it' : path }
  if (direction === 'output')
    return difference(isNowAllowed ? 'output_may_be_null' : 'output_never_null', subject, values)
  return difference(isNowAllowed ? 'input_made_optional' : 'input_made_required', subject, values)
}

/** Null is one of the values anyhow. */
function isOpen({ kind }: ValueType): boolean {
  return kind === 'unknown' || kind === 'null'
}

function compareWithoutNull(was: ValueType, is: ValueType, place: Place): readonly Difference[] {
  if (was.kind === 'object' && is.kind === 'object') return compareShapes(was.shape, is.shape, place)
  if (was.kind === 'array' && is.kind === 'array')
    return compareTypes(was.item, is.item, { ...place, path: `${place.path}[]` })
  const change = changeOf(was, is)
  if (change === null) return []
  const { direction, subject, path } = place
  const values = { path: path === '' ? 'it' : path, was: describeType(was), is: describeType(is) }
  return [difference(`${direction}_${change}`, subject, values)]
}
