import { expect, it } from 'vitest'
import { corpus } from './corpus.js'
import { openHostileFactory } from './hostile-host.js'
import { measureMemory } from './measure-memory.js'
import { runHostile } from './outcome.js'

// `ROUNDS=20` for a long look: the rounds of every run are as many as a check has time for.
const rounds = Number(process.env.ROUNDS ?? 2)
const settled = Math.ceil(rounds / 4)

it('keeps nothing of guests that are gone, over rounds of all attacks', { timeout: 600_000 }, async () => {
  // Less of everything than by default: the limits are met as surely, and sooner.
  const factory = openHostileFactory(20, { cpuMs: 4, memoryMb: 8 })
  const cases = Object.values(corpus)
    .flat()
    .filter((one) => one.in !== 'worker')
  let before = await measureMemory()
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of cases) await runHostile(factory, one)
    if (round === settled) before = await measureMemory()
  }
  const after = await measureMemory()
  // One runtime that is never let go has 16 MB, and each round would keep hundreds of them.
  expect(after.external - before.external).toBeLessThan(64)
  expect(after.rss - before.rss).toBeLessThan(96)
})

it('keeps nothing of runtimes that come and go', { timeout: 600_000 }, async () => {
  // `ROUNDS=200` makes ten thousand.
  const perRound = 50
  const factory = openHostileFactory(1000)
  const cycle = async (at: number): Promise<void> => {
    const runtime = await factory.newOwnedRuntime()
    const found = await runtime.runScript(
      'cycle.js',
      `globalThis.kept = new Array(5000).fill(${at}); kept.length + ${at}`,
    )
    expect(found).toBe(5000 + at)
    await runtime.close()
  }
  for (let at = 0; at < perRound; at += 1) await cycle(at)
  const before = await measureMemory()
  for (let at = 0; at < perRound * rounds; at += 1) await cycle(at)
  const after = await measureMemory()
  expect(after.external - before.external).toBeLessThan(64)
  expect(after.rss - before.rss).toBeLessThan(96)
})
