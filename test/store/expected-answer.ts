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
  const { input } = random
  const rules = rulesOf(random)
  if (typeof rules === 'string') return { refused: rules }
  const size = countOr(input.per, 3)
  if (size > 50) return { refused: 'per' }
  const sources = sourcesOf(random).filter((source) => isWanted(random, source))
  const alias = aliasesOf(random.joins).at(-1) ?? 't'
  const sorted = [...sources].sort((left, right) => {
    for (const { key, direction } of rules) {
      const rank = compare(
        ...([left, right].map((source) => columnIn(random, source, { alias, field: key })) as [unknown, unknown]),
      )
      if (rank !== 0) return direction === 'asc' ? rank : -rank
    }
    return byUnit(...([left, right].map((source) => json(rowIn(random, source))) as [string, string]))
  })
  const page = countOr(input.p, 1)
  if (sorted.length > 0 && (page - 1) * size >= sorted.length) return { refused: 'p' }
  return {
    rows: sorted.slice((page - 1) * size, page * size).map((source) => rowIn(random, source)),
    total: sorted.length,
  }
}

function rulesOf({ fixed, input }: RandomCase): (RandomCase['fixed'] & object) | string {
  if (fixed !== null) return fixed
  const by = isLeftOut(input.by) ? 'text' : input.by
  if (!sortFields.some((name) => name === by)) return 'by'
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
  if (joins === null) return records.left
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
  const { find } = random.input
  if (!random.isSearchable || typeof find !== 'string' || find.trim() === '') return true
  return textsIn(random, source).some((text) => text?.toLowerCase().includes(find.trim().toLowerCase()))
}

function compare(left: unknown, right: unknown): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null)
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return byUnit(left, right)
  return byUnit(json(left), json(right))
}

function byUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function json(value: unknown): string {
  return canonicalize(value) ?? 'null'
}
