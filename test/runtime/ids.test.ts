import { describe, expect, it } from 'vitest'
import ids from '../../src/provider/ids.js'
import type { PortError } from '../../src/provider.js'
import { handClock, keepingLogger } from './desk/desk.js'

function start(at = '2026-05-01T08:00:00.000Z') {
  const clock = handClock(at)
  const { signal } = new AbortController()
  const context = {
    id: 'ids',
    config: null as never,
    logger: keepingLogger(),
    clock,
    signal,
    activated: () => undefined,
  }
  const { 'ids.generate': generate } = ids.activate(context)
  return { clock, generate: (input: Parameters<typeof generate>[0] = {}) => generate(input).ids }
}

describe('ids.generate', () => {
  it('gives one id, or as many as are asked for, behind the prefix', () => {
    const { generate } = start()
    expect(generate()).toEqual([expect.stringMatching(/^[0-9a-hjkmnp-tv-z]{26}$/)])
    expect(generate({ prefix: 'tkt_' })).toEqual([expect.stringMatching(/^tkt_[0-9a-hjkmnp-tv-z]{26}$/)])
    expect(generate({ prefix: null, count: null })).toHaveLength(1)
    expect(generate({ count: 1000 })).toHaveLength(1000)
  })

  it.each([[0], [-1], [1001], [2 ** 40]])('refuses a count of %i', (count) => {
    let thrown: unknown
    try {
      start().generate({ count })
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({
      name: 'PortError',
      code: 'ids_count_error',
      retryable: false,
    } satisfies Partial<PortError>)
  })

  it('gives them in order and each once, also when the clock stands or goes back', () => {
    const { clock, generate } = start()
    const all: string[] = []
    for (const step of [0, 0, 1, -5_000, 0, 10_000, 1]) {
      clock.ms += step
      all.push(...generate({ count: 1000 }))
    }
    expect(all).toEqual([...all].sort())
    expect(new Set(all).size).toBe(all.length)
  })

  it('goes on past a million ids in one millisecond', () => {
    const { generate } = start()
    let last = ''
    for (let batch = 0; batch < 1100; batch++)
      for (const id of generate({ count: 1000 })) {
        if (id <= last) throw new Error(`${id} comes after ${last}`)
        last = id
      }
    expect(last.slice(0, 14) > '01kqh8tf000000').toBe(true)
  })

  it('tells the time in the first ten characters and nothing in the last twelve', () => {
    const { generate } = start('1970-01-01T00:00:00.033Z')
    const all = generate({ count: 1000 })
    expect(new Set(all.map((id) => id.slice(0, 10)))).toEqual(new Set(['0000000011']))
    const tails = all.map((id) => id.slice(14))
    expect(new Set(tails).size).toBe(all.length)
    const used = new Set(tails.join(''))
    expect(used.size).toBe(32)
    expect(generate()[0]?.slice(14)).not.toBe(start('1970-01-01T00:00:00.033Z').generate()[0]?.slice(14))
  })
})
