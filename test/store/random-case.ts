import fc from 'fast-check'
import type { CollectionTable, ColumnType, StoredRecord } from '../../src/contract/collection.js'
import type { ColumnReference, Condition, JoinProgram, Operand } from '../../src/contract/program.js'

/** Plain data of one random case: records, a query as data, and its input. */
export interface RandomCase {
  readonly indexes: readonly (readonly string[])[]
  readonly records: Readonly<Record<'left' | 'right', readonly StoredRecord[]>>
  readonly joins: readonly JoinProgram[] | null
  /** The columns that the output row shows. */
  readonly shown: readonly ColumnReference[]
  /** Filters over the row alone, of the projection, and of the query. */
  readonly filters: Readonly<Record<'keep' | 'projection' | 'query', Condition | null>>
  readonly parameters: readonly unknown[]
  /** Whether the query filters by something that the condition does not say. */
  readonly hasMore: boolean
  readonly isSearchable: boolean
  /** Sort keys that no column holds, as far as the store is told. */
  readonly computed: readonly string[]
  readonly fixed: readonly { readonly key: string; readonly direction: 'asc' | 'desc' }[] | null
  readonly input: Readonly<Record<string, unknown>>
}

const types = {
  bool: 'bool',
  count: 'int',
  id: 'text',
  json: 'json',
  number: 'number',
  text: 'text',
  when: 'timestamp',
} as const satisfies Record<string, ColumnType>

const names = Object.keys(types) as (keyof typeof types)[]

const values = {
  bool: [true, false],
  count: [0, 1, -1, 2, 9007199254740991],
  id: ['a', 'A', 'b', 'é', '\u{1F600}', '\uFFFF', '7'],
  json: [[], {}, { a: 1 }, { b: [null], a: 1 }, [1], ['a'], 'a', 'b', '7', 7, 10, true],
  number: [0, -0, 1, 1.5, -1, 2, 1e300, 2 ** 53, 0.1],
  text: [
    '',
    'a',
    'A',
    'ab',
    'a"',
    'a\n',
    'é',
    '\u{1F600}',
    '\uFF21',
    '\uFFFF',
    '\uFFFE',
    '\uFFFD',
    '\uFFFD0',
    '\u0000',
    '7',
    'true',
  ],
  when: ['2026-01-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z'],
} as const satisfies Record<keyof typeof types, readonly unknown[]>

/** The table of that name: every field but the id may be null. */
export function tableOf(id: string, indexes: readonly (readonly string[])[]): CollectionTable {
  return { id, indexes, columns: names.map((name) => ({ name, type: types[name], required: name === 'id' })) }
}

function valueFor(name: keyof typeof types): fc.Arbitrary<unknown> {
  const some = fc.constantFrom<unknown>(...values[name])
  return name === 'id' ? some : fc.option(some, { freq: 3 })
}

const record = fc.record(
  Object.fromEntries(names.map((name) => [name, valueFor(name)])),
) as unknown as fc.Arbitrary<StoredRecord>

export const records = fc.uniqueArray(record, { selector: ({ id }) => id, minLength: 3, maxLength: 8 })

const anyValue = fc.oneof(
  fc.constantFrom(...names).chain(valueFor),
  fc.constantFrom<unknown>(null, undefined, '\uD800', Number.POSITIVE_INFINITY, '1', 1, false),
)

const singles = fc.array(anyValue, { minLength: 4, maxLength: 4 })
const lists = fc.array(fc.option(fc.array(anyValue, { maxLength: 5 }), { freq: 5 }), { minLength: 2, maxLength: 2 })

export const parameters = fc.tuple(singles, lists).map(([single, more]) => [...single, ...more])

export function columnOf(aliases: readonly string[]): fc.Arbitrary<ColumnReference> {
  return fc.record({ alias: fc.constantFrom(...aliases), field: fc.constantFrom(...names) })
}

function conditionOf(aliases: readonly string[]): fc.Arbitrary<Condition> {
  const operand: fc.Arbitrary<Operand> = fc.oneof(
    { arbitrary: columnOf(aliases).map((column) => ({ column })), weight: 2 },
    { arbitrary: fc.nat(3).map((parameter) => ({ parameter })), weight: 1 },
  )
  const op = fc.constantFrom('equal', 'less', 'less_or_equal', 'greater', 'greater_or_equal')
  // The lists stand behind the four single values.
  const list = fc.nat(1).map((index) => ({ parameter: 4 + index }))
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.record({ op, left: operand, right: operand }) as fc.Arbitrary<Condition>,
      fc.record({ op: fc.constant('in' as const), value: operand, list }),
      fc.record({ op: fc.constant('holds' as const), value: operand }),
      fc.record({ op: fc.constant('not' as const), condition: tie('condition') }),
      fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        conditions: fc.array(tie('condition'), { maxLength: 3 }),
      }),
    ),
  }))
  return condition
}

function joinOf(alias: string, earlier: readonly string[]): fc.Arbitrary<JoinProgram> {
  const field = fc.constantFrom(...names)
  // Mostly fields of one type, or hardly any row would match.
  const pair = fc.oneof(
    { arbitrary: field.map((name) => ({ field: name, earlierField: name })), weight: 3 },
    { arbitrary: fc.record({ field, earlierField: field }), weight: 1 },
  )
  const on = fc.array(
    fc.tuple(pair, fc.constantFrom(...earlier)).map(([fields, from]) => ({ ...fields, earlier: from })),
    { minLength: 1, maxLength: 2 },
  )
  return fc.record({
    alias: fc.constant(alias),
    collection: fc.constantFrom('left', 'right'),
    type: fc.constantFrom('left' as const, 'inner' as const),
    on,
  })
}

export const someJoins = fc.oneof(fc.tuple(joinOf('s', ['t'])), fc.tuple(joinOf('s', ['t']), joinOf('T', ['t', 's'])))

// Mostly what is allowed, or nearly every case would be refused.
export function mostly(usual: readonly unknown[], rare: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: fc.constantFrom(...usual), weight: 15 },
    { arbitrary: fc.constantFrom(...rare), weight: 1 },
  )
}

/** What is asked for, where these are what may be sorted by. */
export function inputOf(sorts: readonly string[]): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return fc.record(
    {
      p: mostly([1, 1, 1, 2, 3, 0, 1.5, '2', null], [7, 1e300]),
      per: mostly([1, 2, 3, 5, 50, 0, null, 'x'], [51]),
      find: mostly(['a', ' É ', '', null], [7, '\uFFFF', 'zz']),
      by: mostly(['', null, ...sorts], ['unknown', 3]),
      dir: mostly(['asc', 'desc', '', null], ['up']),
    },
    { requiredKeys: [] },
  )
}

/** The aliases of a case's sources. */
export function aliasesOf(list: readonly JoinProgram[] | null): readonly string[] {
  return ['t', ...(list ?? []).map(({ alias }) => alias)]
}

/** Mostly no filter. */
export function filterOf(aliases: readonly string[]): fc.Arbitrary<Condition | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: conditionOf(aliases), weight: 1 })
}

/** Random records and a random query over them. */
export const randomCase: fc.Arbitrary<RandomCase> = fc.option(someJoins).chain((list) => {
  const aliases = aliasesOf(list)
  const condition = filterOf(aliases)
  const key = fc.record({ key: fc.constantFrom(...names), direction: fc.constantFrom('asc' as const, 'desc' as const) })
  return fc.record({
    indexes: fc.subarray([['text'], ['number', 'text'], ['bool'], ['json']]),
    records: fc.record({ left: records, right: records }),
    joins: fc.constant(list),
    shown: fc.uniqueArray(columnOf(aliases), {
      minLength: 1,
      maxLength: 4,
      selector: ({ alias, field }) => `${alias}.${field}`,
    }),
    filters: fc.record({ keep: condition, projection: condition, query: condition }),
    parameters,
    hasMore: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
    isSearchable: fc.boolean(),
    computed: fc.oneof({ arbitrary: fc.constant([]), weight: 3 }, { arbitrary: fc.subarray(names), weight: 1 }),
    fixed: fc.option(fc.uniqueArray(key, { selector: (rule) => rule.key, maxLength: 3 }), { freq: 1 }),
    input: inputOf(names),
  })
})
