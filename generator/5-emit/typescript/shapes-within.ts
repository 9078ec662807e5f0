import type { ObjectShape, ValueType } from '../../artifact/value-type.js'

/** The shapes that a shape's members hold. */
export function shapesWithin(shape: ObjectShape): ObjectShape[] {
  return shape.fields.flatMap(({ type }) => shapesOf(type))
}

/** The shape that a type is, or is a list of. */
export function shapesOf(type: ValueType): ObjectShape[] {
  if (type.kind === 'array') return shapesOf(type.item)
  return type.kind === 'object' ? [type.shape] : []
}
