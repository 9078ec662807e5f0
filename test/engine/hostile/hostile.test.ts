import { describe, expect, it } from 'vitest'
import { readText } from '../../harness/source-files.js'
import { corpus } from './corpus.js'
import { openHostileFactory } from './hostile-host.js'
import { runHostile, whatIsWrong } from './outcome.js'

// What every object of the host inherits from, before any guest has run.
const inherited = [Object, Array, Function, Error, Promise, Uint8Array].map(({ prototype }) =>
  Reflect.ownKeys(prototype),
)

const factory = openHostileFactory(150)

describe.each(Object.entries(corpus))('%s: a guest that tries it ends, and the next call is answered', (_, cases) => {
  // Computing time is read from the clock: on a busy machine a guest may be out of it before it has done any harm.
  it.each(cases.filter((one) => one.in !== 'worker'))('$name', { retry: 3 }, async (one) => {
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

it('has every attack that the threat model names', () => {
  const names = new Set(Object.values(corpus).flatMap((cases) => cases.map(({ name }) => name)))
  const named = [...readText('docs/threat-model.md').matchAll(/`case: ([^`]+)`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((name) => !names.has(name) && name !== '…')).toEqual([])
})
