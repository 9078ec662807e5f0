import type { PathModel, PathStep } from '../../artifact/app-model.js'
import type { ValueType } from '../../artifact/value-type.js'
import { familyOf } from '../type/family.js'
import { intType, isNullable, unknownType, withNull } from '../type/nullable.js'
import type { Root } from './scope.js'

/** A path that was followed through static types, or where it could not be. */
export type Resolution =
  | { readonly ok: true; readonly path: PathModel }
  | { readonly ok: false; readonly problem: string; readonly word: string; readonly names: readonly string[] }

/** One step that was taken: what it gives, and whether that may be absent. */
interface Taken {
  readonly step: PathStep
  readonly type: ValueType
  readonly isAbsent: boolean
}

type Refused = { readonly problem: string; readonly names: readonly string[] }

/** Follows segments from a root. From a value of which nothing is known, the rest is read at run time. */
export function resolvePath(root: Root, named: readonly string[]): Resolution {
  const segments = root.member === undefined ? named : [root.member, ...named]
  const [list, index = ''] = segments
  if (root.ids !== undefined && list === 'ids' && /^\d+$/.test(index) && Number(index) >= root.ids)
    return { ok: false, problem: sayCount(root.ids), word: index, names: [] }
  const steps: PathStep[] = []
  let current: ValueType = root.type
  let mayBeNull = isNullable(current)
  let mayBeAbsent = false
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index] ?? ''
    if (current.kind === 'unknown' || current.kind === 'null') {
      const type = current.kind === 'null' ? current : unknownType
      return done({ root: root.identifier, steps, dynamic: segments.slice(index), type, absentIsNull: false })
    }
    const taken = takeStep(current, segment, isNullable(current))
    if ('problem' in taken) return { ok: false, word: segment, ...taken }
    steps.push(taken.step)
    mayBeAbsent = taken.isAbsent || mayBeAbsent || taken.step.optional
    mayBeNull = mayBeNull || taken.isAbsent || isNullable(taken.type)
    current = taken.type
  }
  const type = mayBeNull ? withNull(current) : current
  return done({ root: root.identifier, steps, dynamic: [], type, absentIsNull: mayBeAbsent })
}

function sayCount(ids: number): string {
  if (ids === 0) return 'no ids are asked for'
  return ids === 1 ? 'one id is asked for, and it is at 0' : `${ids} ids are asked for, at 0 to ${ids - 1}`
}

function done(path: Omit<PathModel, 'kind'>): Resolution {
  return { ok: true, path: { kind: 'path', ...path } }
}

function takeStep(type: ValueType, segment: string, optional: boolean): Taken | Refused {
  if (type.kind === 'object') return takeMember(type, segment, optional)
  const family = familyOf(type)
  if (segment === 'length' && (family === 'list' || family === 'text')) {
    return { step: { kind: 'length', optional, of: family }, type: intType, isAbsent: false }
  }
  if (type.kind === 'array' && /^(0|[1-9]\d{0,8})$/.test(segment)) {
    return { step: { kind: 'index', index: Number(segment), optional }, type: withNull(type.item), isAbsent: true }
  }
  if (family === 'list') return { problem: `a list has no "${segment}"; it has "length" and its indexes`, names: [] }
  return { problem: `what stands before "${segment}" is no object`, names: [] }
}

function takeMember(
  type: ValueType & { readonly kind: 'object' },
  segment: string,
  optional: boolean,
): Taken | Refused {
  const { shape } = type
  const field = shape.fields.find(({ name }) => name === segment)
  if (field === undefined && shape.open === true)
    return { step: { kind: 'member', name: segment, optional }, type: unknownType, isAbsent: true }
  if (field === undefined) {
    return { problem: `there is no "${segment}" in it`, names: shape.fields.map(({ name }) => name) }
  }
  const isAbsent = !field.required && shape.complete !== true
  return { step: { kind: 'member', name: segment, optional }, type: field.type, isAbsent }
}
