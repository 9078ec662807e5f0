import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { QueryProgram } from '../../src/contract/program.js'
import type { AppStore } from '../../src/contract/store.js'
import { createMemoryStore } from '../../src/store/memory/index.js'
import { createSqliteStore } from '../../src/store/sqlite/index.js'
import { queryOfCase } from './case-query.js'
import { type Expected, expectedAnswer } from './expected-answer.js'
import { expectedGroups, queryOfAggregate, type RandomAggregate, randomAggregate } from './random-aggregate.js'
import { type RandomCase, randomCase, tableOf } from './random-case.js'
import { ask, fill, scopeOf } from './sample-app.js'

const stores: Readonly<Record<string, () => AppStore>> = {
  memory: () => createMemoryStore(),
  sqlite: () => createSqliteStore({ file: ':memory:' }),
}

async function withStore<Value>(
  random: RandomCase | RandomAggregate,
  make: () => AppStore,
  use: (store: AppStore) => Promise<Value>,
): Promise<Value> {
  const store = make()
  try {
    await store.open({ appId: 'random', tables: [tableOf('left', random.indexes), tableOf('right', [])] })
    await fill(store, structuredClone(random.records))
    return await use(store)
  } finally {
    await store.close()
  }
}

async function answerOf(query: QueryProgram, input: object, store: AppStore): Promise<Expected> {
  const outcome = await ask(store, query, input)
  if (outcome.kind === 'refused') return { refused: outcome.path }
  const { rows, meta } = outcome.output
  return { rows, total: meta.pagination.total_rows }
}

// As canonical JSON, which is how a caller sees an answer: minus zero is 0 there.
function text(answer: Expected): string {
  return canonicalize(answer) ?? ''
}

it.each(Object.entries(stores))('%s answers random queries by the letter of the language', async (_, make) => {
  await fc.assert(
    fc.asyncProperty(randomCase, async (random) => {
      const answer = await withStore(random, make, (store) => answerOf(queryOfCase(random), random.input, store))
      expect(text(answer)).toBe(text(expectedAnswer(random)))
    }),
    { numRuns: Number(process.env.RUNS ?? 500) },
  )
})

it.each(Object.entries(stores))('%s groups by the letter of the language', async (_, make) => {
  await fc.assert(
    fc.asyncProperty(randomAggregate, async (random) => {
      const query = queryOfAggregate(random)
      await withStore(random, make, async (store) => {
        // Twice, because what does not depend on the call may be kept.
        for (const _ of [1, 2])
          expect(text(await answerOf(query, random.input, store))).toBe(text(expectedGroups(random)))
      })
    }),
    { numRuns: Number(process.env.RUNS ?? 500) },
  )
})

it('the SQLite store answers a good part of them by itself', async () => {
  let pages = 0
  for (const random of fc.sample(randomCase, { numRuns: 300, seed: 7 }))
    await withStore(
      random,
      () => createSqliteStore({ file: ':memory:' }),
      async (store) => {
        const selected = await store.select({
          query: queryOfCase(random),
          scope: scopeOf({}),
          order: { id: 'text asc', rules: [{ key: 'text', direction: 'asc' }] },
          search: null,
          offset: 0,
          limit: 10,
        })
        if (selected.kind === 'page') pages++
      },
    )
  expect(pages).toBeGreaterThan(100)
})
