import type { ExpressionModel, JoinModel } from '../../artifact/app-model.js'
import { columnTypeOf } from '../../artifact/column-type.js'
import type { JoinEdgeSyntax, JoinProjectionSyntax } from '../../artifact/documents.js'
import { localIdentifier } from '../../artifact/identifier.js'
import type { Text } from '../../artifact/node.js'
import type { ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { type Collections, findCollection } from '../action/check-read.js'
import { checkExpression } from '../expression/check-expression.js'
import { type Root, scopeOf, typeOfShape, withNames } from '../expression/scope.js'
import { unknownType, withNull } from '../type/nullable.js'
import { checkFields, namesOf, type Place } from './check-fields.js'
import type { FieldNames, RowSources } from './row-sources.js'

/** The records of a join, the names its edges introduce, and the edges themselves. */
export interface CheckedJoin {
  readonly sources: RowSources
  readonly names: FieldNames
  readonly joins: readonly JoinModel[]
}

const reserved = ['row', 'input', 'principal', 'ctx']

/** Checks the edges of a join in authored order: each sees the aliases before it. */
export function checkJoin(
  { primary, join }: Pick<JoinProjectionSyntax, 'primary' | 'join'>,
  place: Place,
  collections: Collections,
): CheckedJoin {
  const aliases = new Map<string, Root>()
  const sources: RowSources = { strategy: 'join', aliases }
  const start = { ...place, path: `${place.path}.primary` }
  addAlias({ ...primary, type: 'inner' }, aliases, { place: start, collections })
  let names: FieldNames = new Map()
  const joins = join.map((edge, index) => {
    const inner = { ...place, path: `${place.path}.join.${index}` }
    const isKnown = addAlias(edge, aliases, { place: inner, collections })
    // What the fields of an alias that is another's would be called is not known.
    if (!isKnown) names = new Map([...names, [edge.as.text, undefined]])
    const on = isKnown ? checkOn(edge, aliases, { ...inner, path: `${inner.path}.on` }) : []
    const fields = checkFields(edge.fields, { sources, names }, { ...inner, path: `${inner.path}.fields` })
    names = namesOf(fields, names)
    return { alias: localIdentifier(edge.as.text), collection: edge.collection.text, type: edge.type, on }
  })
  return { sources, names, joins }
}

interface Surroundings {
  readonly place: Place
  readonly collections: Collections
}

/** Says whether the alias is what it seems; if not, nothing more is said about what it is joined on. */
function addAlias(
  { as, collection, type: match }: { readonly as: Text; readonly collection: Text; readonly type: 'left' | 'inner' },
  aliases: Map<string, Root>,
  { place, collections }: Surroundings,
): boolean {
  const { path, found } = place
  const declared = findCollection(collection, { ...place, path: `${path}.collection` }, collections)
  const problem = aliases.has(as.text)
    ? `the alias "${as.text}" is taken already`
    : reserved.includes(as.text)
      ? `"${as.text}" has a meaning of its own here; the alias needs another name`
      : null
  if (problem !== null) {
    found.push(diagnostic('projection_plan_invalid_error', as.at, { problem }, { path: `${path}.as` }))
    aliases.set(as.text, { identifier: localIdentifier(as.text), type: unknownType })
    return false
  }
  const type: ValueType = declared === null ? unknownType : typeOfShape(declared.record)
  aliases.set(as.text, { identifier: localIdentifier(as.text), type: match === 'left' ? withNull(type) : type })
  return declared !== null
}

type Pair = JoinModel['on'][number]

/** A join holds where pairs of fields are equal: one of the new alias, one of an earlier one. */
function checkOn(edge: JoinEdgeSyntax, aliases: ReadonlyMap<string, Root>, place: Place): readonly Pair[] {
  const types = [...aliases].map(([name, { type }]) => [name, type] as const)
  const scope = withNames(scopeOf('the "on" of a join', []), types)
  const known = place.found.length
  const on = checkExpression(edge.on, { scope, ...place })
  if (place.found.length > known) return []
  const pairs = listEqualities(on).flatMap((equality) => readPair(equality, localIdentifier(edge.as.text)) ?? [])
  const problem = pairs.find((pair) => typeof pair === 'string')
  if (problem !== undefined) {
    place.found.push(diagnostic('projection_plan_invalid_error', edge.on.at, { problem }, { path: place.path }))
  }
  return pairs.filter((pair) => typeof pair !== 'string')
}

function listEqualities(on: ExpressionModel): readonly ExpressionModel[] {
  return on.kind === 'operator' && on.operator === 'and' ? on.arguments.flatMap(listEqualities) : [on]
}

/** The pair that an equality makes, or what is wrong with it; null where an alias is one that has been reported. */
function readPair(equality: ExpressionModel, alias: string): Pair | string | null {
  const form = 'a join holds where fields are equal: "==" of two "var", or an "and" of several'
  if (equality.kind !== 'operator' || equality.operator !== '==') return form
  if (equality.arguments.some(({ kind, type }) => kind === 'path' && type.kind === 'unknown')) return null
  const [left, right] = equality.arguments.map(readSide)
  if (!left || !right) return form
  const [own, other] = left.alias === alias ? [left, right] : [right, left]
  if (own.alias !== alias || other.alias === alias) {
    return `each "==" of a join compares a field of "${alias}" with a field of an earlier alias`
  }
  const json = [own, other].find((side) => side.isJson)
  if (json !== undefined)
    return `the field "${json.alias}.${json.field}" is a list or an object, and joins compare scalars`
  return { field: own.field, earlier: other.alias, earlierField: other.field }
}

interface Side {
  readonly alias: string
  readonly field: string
  readonly isJson: boolean
}

function readSide(value: ExpressionModel): Side | null {
  if (value.kind !== 'path' || value.steps.length !== 1) return null
  const [step] = value.steps
  if (step?.kind !== 'member') return null
  return { alias: value.root, field: step.name, isJson: columnTypeOf(value.type) === 'json' }
}
