import canonicalize from 'canonicalize'
import type { JoinProgram } from '../../src/contract/program.js'
import { columnIn, holds, isOdd, rowIn, sortFields, textsIn, valuesIn } from './case-query.js'
import { aliasesOf, type RandomCase } from './random-case.js'
import { field } from './sample-app.js'

/** What came out: rows and how many there are, or which input was refused. */
export interface Expected {
  readonly rows?: readonly object[]
  readonly total?: number
  readonly refused?: string
}

/** The answer by the letter of the language, as slowly as it likes. */
export function expectedAnswer(random: RandomCase): Expected {
  const sources = sourcesOf(random).filter((source) => isWanted(random, source))
  const alias = aliasesOf(random.joins).at(-1) ?? 't'
  const items = sources.map((source) => ({
    row: rowIn(random, source),
    valueOf: (name: string) => columnIn(random, source, { alias, field: name }),
  }))
  return pageOf(items, random, { fields: sortFields, by: 'text' })
}

interface Item {
  readonly row: object
  valueOf(key: string): unknown
}

/** What may be sorted by, and what is where nobody asks. */
interface Choice {
  readonly fields: readonly string[]
  readonly by: string
}

/** The page that was asked for of everything that is wanted. */
export function pageOf(items: readonly Item[], asked: Pick<RandomCase, 'fixed' | 'input'>, choice: Choice): Expected {
  const { input } = asked
  const rules = rulesOf(asked, choice)
  if (typeof rules === 'string') return { refused: rules }
  const size = countOr(input.per, 3)
  if (size > 50) return { refused: 'per' }
  const sorted = [...items].sort((left, right) => {
    for (const { key, direction } of rules) {
      const rank = compareValues(left.valueOf(key), right.valueOf(key))
      if (rank !== 0) return direction === 'asc' ? rank : -rank
    }
    return byUnit(json(left.row), json(right.row))
  })
  const page = countOr(input.p, 1)
  if (sorted.length > 0 && (page - 1) * size >= sorted.length) return { refused: 'p' }
  return { rows: sorted.slice((page - 1) * size, page * size).map(({ row }) => row), total: sorted.length }
}

function rulesOf(
  { fixed, input }: Pick<RandomCase, 'fixed' | 'input'>,
  choice: Choice,
): (RandomCase['fixed'] & object) | string {
  if (fixed !== null) return fixed
  const by = isLeftOut(input.by) ? choice.by : input.by
  if (!choice.fields.some((name) => name === by)) return 'by'
  const direction = isLeftOut(input.dir) ? 'desc' : input.dir
  return direction === 'asc' || direction === 'desc' ? [{ key: String(by), direction }] : 'dir'
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function countOr(value: unknown, fallback: number): number {
  return Number.isInteger(value) && Number(value) >= 1 ? Number(value) : fallback
}

function sourcesOf({ records, joins }: RandomCase): readonly object[] {
  return joins === null ? records.left : joinedOf(records, joins)
}

/** Records by alias, joined. */
export function joinedOf(records: RandomCase['records'], joins: readonly JoinProgram[]): readonly object[] {
  return joins.reduce<readonly object[]>(
    (sources, join) =>
      sources.flatMap((source) => {
        const matches = records[join.collection as 'left' | 'right'].filter((record) => isMatch(join, source, record))
        const kept = matches.length === 0 && join.type === 'left' ? [null] : matches
        return kept.map((record) => ({ ...source, [join.alias]: record }))
      }),
    records.left.map((record) => ({ t: record })),
  )
}

function isMatch({ on }: JoinProgram, source: object, record: object): boolean {
  return on.every(({ field: name, earlier, earlierField }) => {
    const value = field(record, name)
    return value !== null && json(value) === json(field(field(source, earlier) as object | null, earlierField))
  })
}

function isWanted(random: RandomCase, source: object): boolean {
  const { keep, projection, query } = random.filters
  if (![keep, projection, query].every((condition) => holds(condition, valuesIn(random, source)))) return false
  if (random.hasMore && !isOdd(random, source)) return false
  return isFound(random, textsIn(random, source))
}

/** Whether what is searched for, if anything is, stands in one of the texts. */
export function isFound(
  { isSearchable, input: { find } }: Pick<RandomCase, 'isSearchable' | 'input'>,
  texts: readonly unknown[],
): boolean {
  if (!isSearchable || typeof find !== 'string' || find.trim() === '') return true
  return texts.some((text) => typeof text === 'string' && text.toLowerCase().includes(find.trim().toLowerCase()))
}

/** The order of sorting. */
export function compareValues(left: unknown, right: unknown): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return byUnit(left, right)
  return byUnit(json(left), json(right))
}

function byUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

export function json(value: unknown): string {
  return canonicalize(value) ?? 'null'
}
