import type {
  ColumnReference,
  Condition,
  Operand,
  ProjectionProgram,
  QueryProgram,
} from '../../src/contract/program.js'
import {
  equal,
  greater,
  greaterOrEqual,
  includes,
  less,
  lessOrEqual,
  truthy,
} from '../../src/semantics/expression-logic.js'
import { aliasesOf, type RandomCase } from './random-case.js'
import { field, queryOf } from './sample-app.js'

type Values = (operand: Operand) => unknown

const decide = { equal, less, less_or_equal: lessOrEqual, greater, greater_or_equal: greaterOrEqual }

/** Whether the condition holds, as the emitted predicate says it. */
export function holds(condition: Condition | null, read: Values): boolean {
  if (condition === null) return true
  switch (condition.op) {
    case 'and':
      return condition.conditions.every((part) => holds(part, read))
    case 'or':
      return condition.conditions.some((part) => holds(part, read))
    case 'not':
      return !holds(condition.condition, read)
    case 'in':
      return includes(read(condition.value), read(condition.list))
    case 'holds':
      return truthy(read(condition.value))
    default:
      return decide[condition.op](read(condition.left), read(condition.right))
  }
}

/** The value of a column in a source of the case's projection. */
export function columnIn(random: RandomCase, source: object, { alias, field: name }: ColumnReference): unknown {
  return field(random.joins === null ? source : (field(source, alias) as object | null), name)
}

export function valuesIn(random: RandomCase, source: object): Values {
  return (operand) =>
    'column' in operand ? columnIn(random, source, operand.column) : (random.parameters[operand.parameter] ?? null)
}

/** What a row shows of its source. */
export function rowIn(random: RandomCase, source: object): object {
  return Object.fromEntries(
    random.shown.map((column) => [`${column.alias}_${column.field}`, columnIn(random, source, column)]),
  )
}

/** The texts in which a search looks. */
export function textsIn(random: RandomCase, source: object): readonly (string | null)[] {
  return ['text', 'id'].map((name) => columnIn(random, source, { alias: 't', field: name }) as string | null)
}

/** Something to filter by that no condition says. */
export function isOdd(random: RandomCase, source: object): boolean {
  return String(columnIn(random, source, { alias: 't', field: 'text' })).length % 2 === 1
}

export const sortFields = ['bool', 'count', 'id', 'json', 'number', 'text', 'when'] as const

function projectionOf(random: RandomCase): ProjectionProgram {
  const { keep, projection } = random.filters
  // The last alias, because it is the one that may be missing.
  const alias = aliasesOf(random.joins).at(-1) ?? 't'
  return {
    id: 'random',
    strategy: random.joins === null ? 'from_collection' : 'join',
    hash: 'h',
    primary: { alias: 't', collection: 'left' },
    joins: random.joins ?? [],
    shape: (source) => rowIn(random, source),
    ...(keep === null ? {} : { keep: (source: object) => holds(keep, valuesIn(random, source)) }),
    ...(projection === null ? {} : { where: (source: object) => holds(projection, valuesIn(random, source)) }),
    ...(random.isSearchable ? { searched: (source: object) => textsIn(random, source) } : {}),
    sortKeys: new Map(
      sortFields.map((name) => [
        name,
        {
          value: (source: object) => columnIn(random, source, { alias, field: name }),
          ...(random.computed.includes(name) ? {} : { column: { alias, field: name } }),
        },
      ]),
    ),
    sort:
      random.fixed === null
        ? {
            kind: 'chosen',
            allowed: new Map(sortFields.map((name) => [name, name])),
            defaultKey: 'text',
            defaultDirection: 'desc',
          }
        : { kind: 'fixed', order: { id: 'fixed', rules: random.fixed } },
    pagination: { defaultPage: 1, defaultSize: 3, maxSize: 50 },
  }
}

/** The program of a random case. */
export function queryOfCase(random: RandomCase): QueryProgram {
  const { keep, projection, query } = random.filters
  const conditions = [keep, projection, query].filter((condition) => condition !== null)
  return queryOf(projectionOf(random), {
    where: (source) => holds(query, valuesIn(random, source)) && (!random.hasMore || isOdd(random, source)),
    ...(conditions.length === 0 ? {} : { condition: { op: 'and', conditions } }),
    parameters: random.parameters,
    isComplete: !random.hasMore,
  })
}
