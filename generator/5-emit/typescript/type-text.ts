import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import { flat } from '../text/code.js'
import { literal } from '../text/literal.js'

/** How the name of a shape is written where the type stands: as it is, or `T.Name` beside the contracts. */
export type NameShape = (shape: ObjectShape) => string

/** A static type as a TypeScript type. */
export function typeText(type: ValueType, nameShape: NameShape): string {
  if (type.kind === 'scalar') return type.nullable ? `${scalarText[type.scalar]} | null` : scalarText[type.scalar]
  return alternativesOf(type, nameShape).join(' | ')
}

/** The alternatives of a type, for where a union is too wide for one line. */
export function alternativesOf(type: ValueType, nameShape: NameShape): string[] {
  switch (type.kind) {
    case 'unknown':
      return ['unknown']
    case 'null':
      return ['null']
    case 'scalar':
      return orNull([scalarText[type.scalar]], type.nullable)
    case 'enum':
      return orNull(
        type.values.map((value) => flat(literal(value))),
        type.nullable,
      )
    case 'array':
      return orNull([arrayText(type.item, nameShape)], type.nullable)
    case 'object':
      return orNull([nameShape(type.shape)], type.nullable)
  }
}

const scalarText = {
  text: 'string',
  id: 'string',
  timestamp: 'string',
  int: 'number',
  number: 'number',
  bool: 'boolean',
} as const

function arrayText(item: ValueType, nameShape: NameShape): string {
  const alternatives = alternativesOf(item, nameShape)
  const text = alternatives.join(' | ')
  return alternatives.length > 1 || item.kind === 'array' ? `readonly (${text})[]` : `readonly ${text}[]`
}

function orNull(alternatives: string[], nullable: boolean): string[] {
  return nullable ? [...alternatives, 'null'] : alternatives
}

/** The same type without null: what a member holds when it is there. */
export function withoutNull(type: ValueType): ValueType {
  return 'nullable' in type && type.nullable ? { ...type, nullable: false } : type
}

/** The type with null. */
export function withNull(type: ValueType): ValueType {
  return 'nullable' in type && !type.nullable ? { ...type, nullable: true } : type
}

/** Whether a member of that shape may be left out altogether. */
export function allOptional(fields: readonly ShapeField[]): boolean {
  return fields.every((field) => !field.required)
}
