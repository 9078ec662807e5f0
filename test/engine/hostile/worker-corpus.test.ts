import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorkerGuest } from '../worker/open-worker-calls.js'
import { corpus } from './corpus.js'
import type { HostileCase } from './hostile-case.js'
import { grantedToHostile } from './hostile-host.js'
import { measureMemory } from './measure-memory.js'
import { tell, whatIsWrong } from './outcome.js'

// All attacks, those that no interrupt reaches too: a thread that does not answer is ended.
type Guest = Awaited<ReturnType<typeof startWorkerGuest>>
let guest: Guest
let before: Awaited<ReturnType<typeof measureMemory>>

beforeAll(async () => {
  const limits = { cpuMs: 150, wallMs: 1500 }
  guest = await startWorkerGuest('port: ({ code }) => (0, eval)(code)', { natives: grantedToHostile, limits })
  await guest.call({ code: '20 + 3' })
  before = await measureMemory()
})

afterAll(() => guest.close())

/** What came of an attack and of a harmless call after it, where it is not what it has to be. */
async function attack(one: HostileCase): Promise<unknown> {
  const found = await tell(() => guest.call({ code: one.code }))
  const next = await tell(() => guest.call({ code: '20 + 3' }))
  const wrong = whatIsWrong(inOneCall(one), found)
  return wrong === undefined && next.value === 23 ? undefined : { name: one.name, wrong, next }
}

// Computing is counted over all of a call here, so that what goes on in small pieces runs out of it before its time is over.
function inOneCall(one: HostileCase): HostileCase {
  const codes = typeof one.ends === 'object' && 'value' in one.ends ? [] : [one.ends].flat()
  return codes.includes('ERR_CALL_TIMEOUT') ? { ...one, ends: [...codes, 'ERR_LIMIT_CPU'] } : one
}

describe.each(Object.entries(corpus))(
  '%s: a guest that tries it in a thread ends, and the next call is answered',
  (_, cases) => {
    it.each(cases)('$name', { retry: 3, timeout: 30_000 }, async (one) => {
      expect(await attack(one)).toBeUndefined()
    })
  },
)

// `ROUNDS=20` for a long look; the first round is the tests above.
const rounds = Number(process.env.ROUNDS ?? 1)

it('keeps nothing of threads that were ended, over rounds of all attacks', { timeout: 1_200_000 }, async () => {
  const wrong = []
  for (let round = 2; round <= rounds; round += 1)
    for (const one of Object.values(corpus).flat()) wrong.push((await attack(one)) ?? [])
  const after = await measureMemory()
  // On a busy machine a few run out of computing time before they have done any harm.
  expect(wrong.flat().length).toBeLessThan(3 * rounds)
  expect(after.external - before.external).toBeLessThan(64)
  expect(after.rss - before.rss).toBeLessThan(160)
})
