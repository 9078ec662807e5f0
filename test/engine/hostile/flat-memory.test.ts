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

it('keeps nothing of guests that are gone, over 20 rounds of all attacks', { timeout: 600_000 }, async () => {
  // Less of everything than by default: the limits are met as surely, and sooner.
  const factory = openHostileFactory(20, { cpuMs: 4, memoryMb: 8 })
  const cases = Object.values(corpus)
    .flat()
    .filter((one) => one.in !== 'worker')
  let after5 = await measure()
  for (let round = 1; round <= 20; round += 1) {
    for (const one of cases) await runHostile(factory, one)
    if (round === 5) after5 = await measure()
  }
  const after20 = await measure()
  // One runtime that is never let go has 16 MB; 15 rounds would keep thousands of them.
  expect(after20.external - after5.external).toBeLessThan(64)
  expect(after20.rss - after5.rss).toBeLessThan(96)
})
