import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { corpus } from './corpus.js'
import { openHostileFactory } from './hostile-host.js'
import { runHostile } from './outcome.js'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Memory in MB when nothing more can be collected. Freed instances take some turns until their memory is. */
async function measure(): Promise<{ readonly rss: number; readonly external: number }> {
  const seen = []
  for (let turn = 0; turn < 10; turn += 1) {
    collect()
    await new Promise((resolve) => setTimeout(resolve, 10))
    const { rss, external } = process.memoryUsage()
    seen.push({ rss: rss / 2 ** 20, external: external / 2 ** 20 })
  }
  return { rss: Math.min(...seen.map(({ rss }) => rss)), external: Math.min(...seen.map(({ external }) => external)) }
}

// `ROUNDS=20` for a long look: the rounds of every run are as many as a check has time for.
const rounds = Number(process.env.ROUNDS ?? 4)
const settled = Math.ceil(rounds / 4)

it('keeps nothing of guests that are gone, over rounds of all attacks', { timeout: 600_000 }, async () => {
  // Less of everything than by default: the limits are met as surely, and sooner.
  const factory = openHostileFactory(20, { cpuMs: 4, memoryMb: 8 })
  const cases = Object.values(corpus)
    .flat()
    .filter((one) => one.in !== 'worker')
  let before = await measure()
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of cases) await runHostile(factory, one)
    if (round === settled) before = await measure()
  }
  const after = await measure()
  // One runtime that is never let go has 16 MB, and each round would keep hundreds of them.
  expect(after.external - before.external).toBeLessThan(64)
  expect(after.rss - before.rss).toBeLessThan(96)
})
