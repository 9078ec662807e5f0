import fc from 'fast-check'
import type {
  AggregateProgram,
  ColumnReference,
  JoinProgram,
  MetricProgram,
  Operand,
  QueryProgram,
} from '../../src/contract/program.js'
import { holds } from './case-query.js'
import { compareValues, type Expected, isFound, joinedOf, json, pageOf } from './expected-answer.js'
import {
  aliasesOf,
  columnOf,
  filterOf,
  inputOf,
  parameters,
  type RandomCase,
  records,
  someJoins,
} from './random-case.js'
import { field, queryOf } from './sample-app.js'

/** Plain data of a random query of groups, and the records that it is over. */
export interface RandomAggregate
  extends Pick<RandomCase, 'indexes' | 'records' | 'parameters' | 'hasMore' | 'isSearchable' | 'fixed' | 'input'> {
  readonly joins: readonly JoinProgram[]
  readonly groups: readonly ColumnReference[]
  readonly metrics: readonly { readonly op: 'count' | 'min' | 'max'; readonly column: ColumnReference | null }[]
  /** Whether the store is told in which columns groups and metrics stand. */
  readonly knowsColumns: boolean
  readonly filters: Readonly<Record<'keep' | 'call', RandomCase['filters']['keep']>>
  /** How many records the groups that are shown have at least. */
  readonly least: number
}

export const randomAggregate: fc.Arbitrary<RandomAggregate> = fc
  .oneof({ arbitrary: fc.constant([]), weight: 1 }, { arbitrary: someJoins, weight: 2 })
  .chain((joins) => {
    const aliases = aliasesOf(joins)
    const metric = fc.record({
      op: fc.constantFrom('min' as const, 'max' as const, 'count' as const),
      column: columnOf(aliases),
    })
    const groups = fc.uniqueArray(columnOf(aliases), { maxLength: 2, selector: nameOf })
    return groups.chain((members) => {
      const names = [...members.map(nameOf), 'all', 'm0']
      const key = fc.record({
        key: fc.constantFrom(...names),
        direction: fc.constantFrom('asc' as const, 'desc' as const),
      })
      return fc.record({
        indexes: fc.subarray([['text'], ['number', 'text'], ['bool'], ['json']]),
        records: fc.record({ left: records, right: records }),
        joins: fc.constant<readonly JoinProgram[]>(joins),
        groups: fc.constant(members),
        metrics: fc.array(metric, { minLength: 1, maxLength: 3 }),
        knowsColumns: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
        filters: fc.record({ keep: filterOf(aliases), call: filterOf(aliases) }),
        parameters,
        hasMore: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
        least: fc.constantFrom(0, 0, 2),
        isSearchable: fc.boolean(),
        fixed: fc.option(fc.uniqueArray(key, { selector: (rule) => rule.key, maxLength: 3 }), { freq: 1 }),
        input: inputOf(names),
      })
    })
  })

function nameOf({ alias, field: name }: ColumnReference): string {
  return `${alias}_${name}`
}

function valueIn(joined: object, { alias, field: name }: ColumnReference): unknown {
  return field(field(joined, alias) as object | null, name)
}

function readerOf(random: RandomAggregate, joined: object) {
  return (operand: Operand) =>
    'column' in operand ? valueIn(joined, operand.column) : (random.parameters[operand.parameter] ?? null)
}

/** Something to filter by that no condition says. */
function isLong(joined: object): boolean {
  return String(valueIn(joined, { alias: 't', field: 'text' })).length > 1
}

function isCounted(random: RandomAggregate, joined: object): boolean {
  const { keep, call } = random.filters
  const read = readerOf(random, joined)
  return holds(keep, read) && holds(call, read) && (!random.hasMore || isLong(joined))
}

function membersOf({ groups }: RandomAggregate, joined: object): object {
  return Object.fromEntries(groups.map((column) => [nameOf(column), valueIn(joined, column)]))
}

function textsOf(row: object): readonly (string | null)[] {
  return [...Object.values(row)].map((value) => (typeof value === 'string' ? value : null))
}

function metricsOf({ metrics, knowsColumns }: RandomAggregate): readonly MetricProgram[] {
  return [
    { id: 'all', op: 'count' },
    ...metrics.map(({ op, column }, index): MetricProgram => {
      if (column === null) return { id: `m${index}`, op }
      const value = (joined: object) => valueIn(joined, column)
      return { id: `m${index}`, op, value, ...(knowsColumns ? { column } : {}) }
    }),
  ]
}

/** The program of a random query of groups. */
export function queryOfAggregate(random: RandomAggregate): QueryProgram {
  const { groups, filters, knowsColumns } = random
  const { keep } = filters
  const names = [...groups.map(nameOf), 'all', 'm0']
  const hasCall = filters.call !== null || random.hasMore
  const aggregate: AggregateProgram = {
    id: 'random',
    strategy: 'aggregate',
    hash: 'h',
    primary: { alias: 't', collection: 'left' },
    joins: random.joins,
    ...(keep === null ? {} : { keepJoined: (joined: object) => holds(keep, readerOf(random, joined)) }),
    ...(hasCall ? { whereJoined: (joined: object) => isCounted(random, joined) } : {}),
    group: (joined) => membersOf(random, joined),
    // Without members it is known that there is one group over everything.
    groupColumns:
      knowsColumns || groups.length === 0 ? groups.map((column) => ({ name: nameOf(column), column })) : null,
    metrics: metricsOf(random),
    ...(random.isSearchable ? { searched: textsOf } : {}),
    sortKeys: new Map(names.map((name) => [name, { value: (row: object) => field(row, name) }])),
    sort:
      random.fixed === null
        ? {
            kind: 'chosen',
            allowed: new Map(names.map((name) => [name, name])),
            defaultKey: 'all',
            defaultDirection: 'desc',
          }
        : { kind: 'fixed', order: { id: 'fixed', rules: random.fixed } },
    pagination: { defaultPage: 1, defaultSize: 3, maxSize: 50 },
  }
  const conditions = [keep, filters.call].filter((condition) => condition !== null)
  const query = queryOf(aggregate as never, {
    ...(conditions.length === 0 ? {} : { condition: { op: 'and', conditions } }),
    parameters: random.parameters,
    isComplete: !random.hasMore,
  })
  const where = (_: object, row: object) => Number(field(row, 'all')) >= random.least
  return { ...query, projection: aggregate, ...(random.least === 0 ? {} : { where }) }
}

/** The answer by the letter of the language. */
export function expectedGroups(random: RandomAggregate): Expected {
  const byMembers = new Map<string, { readonly members: object; readonly joined: object[] }>()
  if (random.groups.length === 0) byMembers.set('{}', { members: {}, joined: [] })
  for (const joined of joinedOf(random.records, random.joins)) {
    if (!isCounted(random, joined)) continue
    const members = membersOf(random, joined)
    const known = byMembers.get(json(members))
    if (known === undefined) byMembers.set(json(members), { members, joined: [joined] })
    else known.joined.push(joined)
  }
  const rows = [...byMembers.values()]
    .map(({ members, joined }) => ({ ...members, ...numbersOf(random, joined) }))
    .filter((row) => row.all >= random.least && isFound(random, textsOf(row)))
  const items = rows.map((row) => ({ row, valueOf: (name: string) => field(row, name) }))
  return pageOf(items, random, { fields: [...random.groups.map(nameOf), 'all', 'm0'], by: 'all' })
}

function numbersOf({ metrics }: RandomAggregate, joined: readonly object[]): { readonly all: number } {
  const numbers = metrics.map(({ op, column }, index) => {
    const values = joined.map((one) => (column === null ? one : valueIn(one, column))).filter((one) => one !== null)
    if (op === 'count') return [`m${index}`, values.length]
    const sorted = values.sort(compareValues)
    return [`m${index}`, sorted.at(op === 'min' ? 0 : -1) ?? null]
  })
  return { all: joined.length, ...Object.fromEntries(numbers) }
}
