import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AppStore } from '../../src/contract/store.js'
import { createMemoryStore } from '../../src/store/memory/index.js'
import { createSqliteStore } from '../../src/store/sqlite/index.js'
import { queryOfCase } from './case-query.js'
import { type Expected, expectedAnswer } from './expected-answer.js'
import { type RandomCase, randomCase, tableOf } from './random-case.js'
import { ask, fill, scopeOf } from './sample-app.js'

const stores: Readonly<Record<string, () => AppStore>> = {
  memory: () => createMemoryStore(),
  sqlite: () => createSqliteStore({ file: ':memory:' }),
}

async function withStore<Value>(
  random: RandomCase,
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

async function answerOf(random: RandomCase, store: AppStore): Promise<Expected> {
  const outcome = await ask(store, queryOfCase(random), random.input)
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
      const answer = await withStore(random, make, (store) => answerOf(random, store))
      expect(text(answer)).toBe(text(expectedAnswer(random)))
    }),
    { numRuns: 500 },
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
