import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import type { ViewScopeModel } from '../../artifact/views-model.js'
import { callRoots, type Scope, scopeOf, typeOfShape } from '../expression/scope.js'
import { joinTypes } from '../type/join-types.js'
import { unknownType } from '../type/nullable.js'

/** What an event gives to an interaction: the renderer decides what is in it. */
export const eventRoots: readonly (readonly [string, ValueType])[] = [
  ['row', unknownType],
  ['event', unknownType],
]

/** What the expressions at one place of the views see. */
export interface View extends ViewScopeModel {
  /** In the words of a message: `screen "desk"`. */
  readonly place: string
  readonly session: ObjectShape
  /** True for a node that no screen shows: of what it would see, only the session is known. */
  readonly isNowhere?: boolean
  /** True where a route renders a screen that does not exist: it may be this one that is meant. */
  readonly isInputOpen?: boolean
}

export function scopeOfView(
  { place, slots, input, session, isNowhere = false, isInputOpen = false }: View,
  more: readonly (readonly [string, ValueType])[] = [],
): Scope {
  const known = (type: ValueType): ValueType => (isNowhere ? unknownType : type)
  const roots = [
    ['data', known(membersOf(slots.map(({ name, rows }) => [name, rows])))],
    ['data_meta', known(membersOf(slots.map(({ name, meta }) => [name, typeOfShape(meta)])))],
    ['session', typeOfShape(session)],
    ['input', isInputOpen ? unknownType : known(typeOfShape({ name: '', fields: input }))],
    ...callRoots,
    ...more,
  ] as const
  return { ...scopeOf(place, roots), code: 'view_expression_reference_error' }
}

/** An object in which every member is there. */
function membersOf(members: readonly (readonly [string, ValueType])[]): ValueType {
  const fields = members.map(([name, type]) => ({ name, required: true, type }))
  return typeOfShape({ name: '', complete: true, fields })
}

/** What all of several scopes have, each with a type that holds in all of them. */
export function joinScopes(scopes: readonly ViewScopeModel[]): ViewScopeModel {
  const [first, ...others] = scopes
  if (first === undefined) return { slots: [], input: [] }
  return others.reduce(joinTwo, first)
}

function joinTwo(left: ViewScopeModel, right: ViewScopeModel): ViewScopeModel {
  return {
    slots: left.slots.flatMap((slot) => {
      const other = right.slots.find(({ name }) => name === slot.name)
      if (other === undefined) return []
      return [{ ...slot, rows: joinTypes(slot.rows, other.rows), meta: joinMeta(slot.meta, other.meta) }]
    }),
    input: joinFields(left.input, right.input),
  }
}

/** Of two that are not the same, the one with fewer members is what both have. */
function joinMeta(left: ObjectShape, right: ObjectShape): ObjectShape {
  return left.fields.length <= right.fields.length ? left : right
}

/** The fields that both have; one that either leaves out may be absent. */
export function joinFields(left: readonly ShapeField[], right: readonly ShapeField[]): readonly ShapeField[] {
  return left.flatMap((field) => {
    const other = right.find(({ name }) => name === field.name)
    if (other === undefined) return []
    const required = field.required && other.required
    return [{ name: field.name, required, type: joinTypes(field.type, other.type) }]
  })
}
