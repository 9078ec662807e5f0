import type { TemplateModel } from '../../../artifact/app-model.js'
import type { ExpressionSyntax, TemplateSyntax } from '../../../artifact/documents.js'
import { nestedShapeName, shapeName } from '../../../artifact/identifier.js'
import type { Entry, Text } from '../../../artifact/node.js'
import { operators } from '../../../artifact/operator.js'
import type { StateModel } from '../../../artifact/projection-model.js'
import type { ObjectShape, ValueType } from '../../../artifact/value-type.js'
import { diagnostic } from '../../../diagnostic/diagnostic.js'
import { suggestName } from '../../../diagnostic/suggest.js'
import type { DeclaredSignal } from '../../declaration/declarations.js'
import { checkCondition } from '../../expression/check-condition.js'
import { type Scope, typeOfShape, withNames } from '../../expression/scope.js'
import { checkTemplate } from '../../template/check-template.js'
import { nameShapes, shapeOfMembers, templateOfMembers, typeOfJson } from '../../template/template-type.js'
import { canFit } from '../../type/compare-types.js'
import { describeType } from '../../type/describe-type.js'
import { joinTypes } from '../../type/join-types.js'
import { unknownType, withNull, withoutNull } from '../../type/nullable.js'
import type { Place } from '../check-fields.js'
import { checkGroups, type GroupMember } from './check-groups.js'
import { findWrongBeginnings, type WrongBeginning } from './find-wrong-beginnings.js'
import { emptyList, inferAccumulator, type MemberChange, shapeOf } from './infer-accumulator.js'
import { placeIn, scopeOfRecord, type TimelineContext } from './timeline-scope.js'

/** The rows of a timeline that accumulates, and which members name their groups. */
export interface CheckedState {
  readonly rows: StateModel
  readonly shape: ObjectShape
  readonly group: readonly GroupMember[]
}

/** Checks what groups begin with, and what records make of them. */
export function checkState(context: TimelineContext): CheckedState {
  const group = checkGroups(context)
  const handlers = listHandlers(context)
  const written = readStart(context, group)
  const changes = changesOf(handlers, group)
  const wrong = findWrongBeginnings(written, inferAccumulator(written, changes), changes)
  const start = withoutNamed(written, wrong)
  const types = inferAccumulator(start, changes)
  reportBeginnings(wrong, context)
  const accumulator = shapeOf(withGroups(types, group))
  const when = handlers.map((handler) => checkHandler(handler, { context, group, start, types, accumulator }))
  const removeWhen = listRemovals(context).map(({ signal, condition, path }) => {
    const scope = scopeOfStep('"remove_when"', signal, accumulator)
    return { signal: signal.id, condition: checkCondition(condition, { scope, path, found: context.place.found }) }
  })
  return {
    rows: {
      mode: 'state',
      start: (context.syntax.start ?? []).map(({ name, value }) => ({ name: name.text, value: value.value })),
      group: group.map(({ name, value }) => ({ name, value })),
      when,
      removeWhen,
    },
    shape: shapeOfRow(context, types, group),
    group,
  }
}

/** A handler of one of the timeline's signals. */
interface Handler {
  readonly signal: DeclaredSignal
  readonly fields: readonly Entry<TemplateSyntax>[]
  readonly name: Text
}

function listHandlers(context: TimelineContext): readonly Handler[] {
  return (context.syntax.when ?? []).flatMap(({ name, value }) => {
    const signal = findListed(name, 'when', context)
    return signal === null ? [] : [{ signal, fields: value, name }]
  })
}

function listRemovals(context: TimelineContext) {
  return context.syntax.removeWhen.flatMap(({ name, value }: Entry<ExpressionSyntax>) => {
    const signal = findListed(name, 'remove_when', context)
    return signal === null
      ? []
      : [{ signal, condition: value, path: placeIn(context, `remove_when.${name.text}`).path }]
  })
}

/** The signal of a handler, which must be one that the timeline reads. */
function findListed(name: Text, key: string, context: TimelineContext): DeclaredSignal | null {
  const signal = context.signals.find(({ id }) => id === name.text)
  if (signal !== undefined) return signal
  // One that is listed and does not exist has been told, and may be meant for this one.
  if (context.payloadType === unknownType) return null
  const listed = context.syntax.signals.map(({ text }) => text)
  const { path, found } = placeIn(context, `${key}.${name.text}`)
  const problem = `the timeline does not list the signal "${name.text}"`
  const extras = { path, ...suggestName(name, listed) }
  found.push(diagnostic('projection_plan_invalid_error', name.at, { problem }, extras))
  return null
}

/** What a handler sees. */
function scopeOfStep(place: string, signal: DeclaredSignal, accumulator: ObjectShape): Scope {
  const record = scopeOfRecord(`${place} of a timeline`, typeOfShape(signal.payload))
  return withNames(record, [['acc', typeOfShape(accumulator)]])
}

/** What a member that names a group begins with is seen by its first record alone. */
function readStart(context: TimelineContext, group: readonly GroupMember[]): ReadonlyMap<string, ValueType> {
  const types = new Map<string, ValueType>()
  for (const { name, value } of context.syntax.start ?? []) {
    const type = Array.isArray(value.value) && value.value.length === 0 ? emptyList : typeOfJson(value.value)
    types.set(name.text, type)
    const member = group.find((one) => one.name === name.text)
    if (member === undefined || canFit(type, withNull(member.value.type))) continue
    const { path, found } = placeIn(context, `start.${name.text}`)
    const wanted = describeType(withoutNull(member.value.type))
    const problem = `"${name.text}" names the group, so it must be ${wanted} or null`
    found.push(diagnostic('projection_plan_invalid_error', value.at, { problem }, { path }))
  }
  return types
}

/** Tells of the value that a member begins with, and not of every record that cannot go on from it. */
function reportBeginnings(wrong: readonly WrongBeginning[], context: TimelineContext): void {
  for (const { name, problem, at } of wrong) {
    const entry = context.syntax.start?.find((one) => one.name.text === name)
    if (entry === undefined) continue
    const { path, found } = placeIn(context, `start.${name}`)
    const related = [{ note: 'it goes on here', at }]
    const text = `"${name}" cannot begin so, because no record can go on from it: ${problem}`
    found.push(diagnostic('projection_plan_invalid_error', entry.value.at, { problem: text }, { path, related }))
  }
}

function withoutNamed(start: ReadonlyMap<string, ValueType>, wrong: readonly WrongBeginning[]) {
  return new Map([...start].map(([name, type]) => [name, wrong.some((one) => one.name === name) ? unknownType : type]))
}

function changesOf(handlers: readonly Handler[], group: readonly GroupMember[]): readonly MemberChange[] {
  return handlers.flatMap(({ signal, fields }) =>
    fields.map(({ name, value }) => ({
      name: name.text,
      template: value,
      scopeFor: (accumulator) => {
        const types = new Map(accumulator.fields.map((field) => [field.name, field.type]))
        return scopeOfStep('"when"', signal, shapeOf(withGroups(types, group)))
      },
    })),
  )
}

/** The accumulator with the members that name its group: null before the first record. */
function withGroups(types: ReadonlyMap<string, ValueType>, group: readonly GroupMember[]): Map<string, ValueType> {
  const all = new Map(types)
  for (const { name, value } of group) {
    const known = all.get(name)
    all.set(name, withNull(known === undefined ? value.type : joinTypes(known, value.type)))
  }
  return all
}

interface Accumulated {
  readonly context: TimelineContext
  readonly group: readonly GroupMember[]
  readonly start: ReadonlyMap<string, ValueType>
  readonly types: ReadonlyMap<string, ValueType>
  readonly accumulator: ObjectShape
}

function checkHandler({ signal, fields }: Handler, { context, group, start, types, accumulator }: Accumulated) {
  const scope = scopeOfStep('"when"', signal, accumulator)
  const entries = fields.map(({ name, value }) => {
    const { path, found } = placeIn(context, `when.${signal.id}.${name.text}`)
    const problem = group.some((member) => member.name === name.text)
      ? `"${name.text}" names the group, which no record changes`
      : types.has(name.text)
        ? null
        : `"${name.text}" is not among the members of "start"`
    if (problem !== null) {
      const extras = { path, ...suggestName(name, types.keys()) }
      found.push(diagnostic('projection_plan_invalid_error', name.at, { problem }, extras))
    }
    const made = checkTemplate(value, null, { scope, path, found })
    reportBareOperator({ name: name.text, template: value }, start.get(name.text), { path, found })
    return { name: name.text, value: made }
  })
  const change: TemplateModel = templateOfMembers(entries)
  return { signal: signal.id, change }
}

interface Change {
  readonly name: string
  readonly template: TemplateSyntax
}

/** An operator that stands in a template without `$expr` is data, which no member that begins otherwise can become. */
function reportBareOperator({ name, template }: Change, start: ValueType | undefined, { path, found }: Place): void {
  const [entry, ...others] = template.kind === 'object' ? template.entries : []
  if (entry === undefined || others.length > 0 || !isOperator(entry.name.text)) return
  if (start === undefined || ['unknown', 'null', 'object'].includes(start.kind)) return
  const problem = `"${name}" begins with ${describeType(start)}, and this makes it an object`
  const hint = `an expression in a template stands under "$expr": { $expr: { ${entry.name.text}: … } }`
  found.push(diagnostic('projection_plan_invalid_error', template.at, { problem }, { path, hint }))
}

function isOperator(name: string): boolean {
  return name === 'var' || Object.hasOwn(operators, name)
}

/** In an answer every group has its name. */
function shapeOfRow(
  { id, syntax }: TimelineContext,
  types: ReadonlyMap<string, ValueType>,
  group: readonly GroupMember[],
): ObjectShape {
  const name = shapeName('row', id)
  const all = new Map(types)
  for (const member of group) all.set(member.name, withoutNull(member.value.type))
  const shape = shapeOfMembers(
    [...all].map(([member, type]) => ({
      name: member,
      value: { type: nameShapes(type, nestedShapeName(name, member)) },
    })),
  )
  return group.length === syntax.groupBy?.length ? { ...shape, name } : { ...shape, name, open: true }
}
