import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import type { Json } from '../../../src/contract/json.js'
import type { Condition, Operand, Program, QueryProgram, QueryScope } from '../../../src/contract/program.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'
import { deskSpec } from './desk-spec.js'

// The filters as emitted code runs them, against a store that applies the pushed condition first: the same rows, and a
// type error in the same cases.

type Row = Readonly<Record<string, unknown>>

const path = (text: string): Json => ({ var: text })
const texts = fc.oneof(
  fc.constantFrom<Json>(...['row.title', 'row.owner', 'input.find', 'principal.subject'].map(path), 'a', 'B', '', null),
  fc.constantFrom<Json>({ to_lower: path('row.title') }, { to_upper: path('input.find') }, { trim: path('row.owner') }),
)
const numbers = fc.oneof(
  fc.constantFrom<Json>(...['row.size', 'row.weight', 'input.most', 'input.p'].map(path), 0, 1, 2, null),
  fc.constantFrom<Json>({ '/': [2, path('row.size')] }, { '/': [2, path('input.p')] }, { '+': [path('row.size'), 1] }),
  fc.constant<Json>({ '+': [path('input.most'), 1] }),
)
const lists = fc.constantFrom<Json>(path('input.states'), path('principal.tags'), ['a', 'B'], ['a', null])
const columns = fc.constantFrom<Json>(...['row.urgent', 'row.muted', 'input.mine'].map(path))
const leaves = fc.oneof(
  { weight: 4, arbitrary: columns },
  fc.constantFrom<Json>(...['row.title', 'row.size', 'row.tags'].map(path), { exists: path('row.place') }, true, false),
  fc.constantFrom<Json>({ in: ['a', path('principal.claims.any')] }, { contains: [path('row.tags'), 'a'] }),
  fc.constantFrom<Json>({ '==': [path('principal.claims.any'), 'a'] }, { '<': [path('row.rank'), path('input.most')] }),
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('==', '!=', '<', '<='), texts, texts)
      .filter(isMeant)
      .map(operation),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('==', '!=', '>', '>='), numbers, numbers)
      .filter(isMeant)
      .map(operation),
  },
  fc.tuple(texts, lists).map(([text, list]): Json => ({ in: [text, list] })),
  fc
    .oneof(texts, numbers)
    .filter((value) => typeof value !== 'string')
    .map((value): Json => ({ exists: value })),
)

/** What the author could mean: an order with null is refused when the app is built. */
function isMeant([name, ...operands]: readonly [string, Json, Json]): boolean {
  return !/[<>]/.test(name) || !operands.includes(null)
}

function operation([name, ...operands]: readonly [string, Json, Json]): Json {
  return { [name]: operands }
}

const filters = fc.letrec<{ filter: Json }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 2, arbitrary: leaves },
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts): Json => ({ and: parts })),
    fc.array(tie('filter'), { minLength: 1, maxLength: 3 }).map((parts): Json => ({ or: parts })),
    tie('filter').map((inner): Json => ({ '!': inner })),
    tie('filter').map((inner): Json => ({ '!!': inner })),
  ),
})).filter

const rows: readonly Row[] = [
  { size: 0, weight: 0, title: 'a', owner: null, urgent: true, muted: null, rank: null, tags: ['a'] },
  { size: 1, weight: null, title: 'B', owner: 'B', urgent: false, muted: true, rank: 2, tags: [] },
  { size: 2, weight: 1.5, title: '', owner: 'a', urgent: false, muted: false, rank: 1, tags: ['b'] },
].map((row, index) => ({
  ...row,
  id: `${index}`,
  state: 'open',
  mixed: null,
  place: null,
  at: '2026-01-01T00:00:00.000Z',
}))

const nobody = { subject: null, claims: {}, tags: [], roles: ['anonymous'] }
const somebody = { subject: 'a', claims: { any: ['a'] }, tags: ['a'], roles: ['authenticated'] }
const ctx = { id: '1', now: '2026-01-01T00:00:00.000Z', traceId: 't' }
const scopes: readonly QueryScope[] = [
  { input: {}, principal: nobody, ctx },
  { input: { find: 'a', mine: true, most: 1e308, p: 1, states: ['B', ''] }, principal: somebody, ctx },
  {
    input: { find: '', mine: false, most: 2, p: 0, states: [] },
    principal: { ...somebody, claims: { any: 'a' } },
    ctx,
  },
]

function holds(condition: Condition, row: Row, parameters: readonly unknown[]): boolean {
  const value = (operand: Operand): unknown =>
    ('column' in operand ? row[operand.column.field] : parameters[operand.parameter]) ?? null
  switch (condition.op) {
    case 'and':
      return condition.conditions.every((inner) => holds(inner, row, parameters))
    case 'or':
      return condition.conditions.some((inner) => holds(inner, row, parameters))
    case 'not':
      return !holds(condition.condition, row, parameters)
    case 'holds':
      return value(condition.value) === true
    case 'in':
      return ((value(condition.list) ?? []) as readonly unknown[]).includes(value(condition.value))
    default:
      return compares(condition.op, value(condition.left), value(condition.right))
  }
}

function compares(op: Extract<Condition, { left: unknown }>['op'], left: unknown, right: unknown): boolean {
  if (op === 'equal') return left === right
  if (left === null || right === null) return false
  expect(typeof left).toBe(typeof right)
  const [one, other] = [left as string, right as string]
  return { less: one < other, less_or_equal: one <= other, greater: one > other, greater_or_equal: one >= other }[op]
}

type Outcome = readonly unknown[] | 'type error'

function outcomeOf(select: () => readonly Row[]): Outcome {
  try {
    return select().map(({ id }) => id)
  } catch (thrown) {
    if (thrown instanceof CallFailed && thrown.failure.code === 'expression_type_error') return 'type error'
    throw thrown
  }
}

function filtered({ projection, where }: QueryProgram, all: readonly Row[], scope: QueryScope): readonly Row[] {
  if (projection.strategy !== 'from_collection') throw new Error('the tickets come from one collection')
  const kept = all.filter((row) => projection.keep?.(row, row) ?? true)
  return kept.filter((row) => (projection.where?.(row, row, scope) ?? true) && (where?.(row, row, scope) ?? true))
}

function pushed(query: QueryProgram, all: readonly Row[], scope: QueryScope): readonly Row[] {
  const { condition, complete } = query.push
  const parameters = query.push.parameters(scope)
  const found = all.filter((row) => condition === null || holds(condition, row, parameters))
  return complete ? found : filtered(query, found, scope)
}

function programOf(keepTickets: Json, tickets: Json): Program {
  return compileApp({ spec: defineApp({ yaml: deskSpec({ keepTickets, tickets }) }) }).program
}

describe('a pushed filter', () => {
  it('selects the rows that the filters select, and fails where they fail', { timeout: 60_000 }, () => {
    let whole = 0
    let failed = 0
    const compare = (query: QueryProgram, all: readonly Row[], scope: QueryScope): void => {
      const wanted = outcomeOf(() => filtered(query, all, scope))
      expect(outcomeOf(() => pushed(query, all, scope))).toEqual(wanted)
      if (query.push.complete) whole++
      if (wanted === 'type error') failed++
    }
    fc.assert(
      fc.property(filters, filters, (keep, where) => {
        const query = programOf(keep, where).queries.get('list_tickets')
        if (query === undefined) throw new Error('no query')
        for (const scope of scopes) for (const all of [rows, []]) compare(query, all, scope)
      }),
      { numRuns: 300, seed: 7 },
    )
    expect(whole).toBeGreaterThan(100)
    expect(failed).toBeGreaterThan(20)
  })
})
