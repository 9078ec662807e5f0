import { describe, expect, it } from 'vitest'
import { corpus } from './corpus.js'
import { openHostileFactory } from './hostile-host.js'
import { runHostile, whatIsWrong } from './outcome.js'

// What every object of the host inherits from, before any guest has run.
const inherited = [Object, Array, Function, Error, Promise, Uint8Array].map(({ prototype }) =>
  Reflect.ownKeys(prototype),
)

const factory = openHostileFactory(150)

describe.each(Object.entries(corpus))('%s: a guest that tries it ends, and the next call is answered', (_, cases) => {
  it.each(cases.filter((one) => one.in !== 'worker'))('$name', async (one) => {
    const { next, ...found } = await runHostile(factory, one)
    expect([whatIsWrong(one, found), next]).toEqual([undefined, 23])
    const left = [Object, Array, Function, Error, Promise, Uint8Array].map(({ prototype }) =>
      Reflect.ownKeys(prototype),
    )
    expect(left).toEqual(inherited)
  })
})

it('has no two attacks of one name', () => {
  for (const cases of Object.values(corpus)) {
    const names = cases.map(({ name }) => name)
    expect([...new Set(names)]).toEqual(names)
  }
})
