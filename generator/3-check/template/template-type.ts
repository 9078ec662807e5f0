import type { Json } from '../../../src/contract/json.js'
import type { TemplateModel } from '../../artifact/app-model.js'
import { nestedShapeName } from '../../artifact/identifier.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { typeOfList, typeOfLiteral } from '../expression/operator-result.js'
import { isNullable } from '../type/nullable.js'

/** The shape of an object that is built in place: every member is there. */
export function shapeOfMembers(
  members: readonly { readonly name: string; readonly value: { readonly type: ValueType } }[],
): ObjectShape {
  const fields = members.map(({ name, value }) => ({ name, required: !isNullable(value.type), type: value.type }))
  fields.sort((left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0))
  return { name: '', complete: true, fields }
}

/** The static type of literal data: exactly itself. */
export function typeOfJson(value: Json): ValueType {
  if (value === null || typeof value !== 'object') return typeOfLiteral(value)
  if (isList(value)) return typeOfList(value.map(typeOfJson))
  const members = Object.entries(value).map(([name, member]) => ({ name, value: { type: typeOfJson(member) } }))
  return { kind: 'object', shape: shapeOfMembers(members), nullable: false }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** An inferred type whose shapes have the names under which `contracts.ts` declares them. */
export function nameShapes(type: ValueType, name: string): ValueType {
  if (type.kind === 'array') return { ...type, item: nameShapes(type.item, name) }
  if (type.kind !== 'object' || type.shape.name !== '') return type
  const fields = type.shape.fields.map((field) => ({
    ...field,
    type: nameShapes(field.type, nestedShapeName(name, field.name)),
  }))
  return { ...type, shape: { ...type.shape, name, fields } }
}

/** What a missing template gives. */
export const nothing: TemplateModel = { kind: 'literal', type: { kind: 'null' }, value: null }

/** The template of an object whose members have been checked. */
export function templateOfMembers(
  entries: readonly { readonly name: string; readonly value: TemplateModel }[],
): TemplateModel {
  return { kind: 'object', type: { kind: 'object', shape: shapeOfMembers(entries), nullable: false }, entries }
}

/** The template of a list whose items have been checked. */
export function templateOfItems(items: readonly TemplateModel[]): TemplateModel {
  return { kind: 'list', type: typeOfList(items.map(({ type }) => type)), items }
}
