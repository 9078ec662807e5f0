import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareForSort } from '../../../src/semantics/compare-values.js'

const ascending: readonly (readonly [name: string, values: readonly unknown[]])[] = [
  ['numbers by value', [-1, 0, 2, 10, null]],
  ['texts by code unit', ['', '10', '2', 'Z', 'a', 'ä', '\u{1F600}', '\uFF5E', null]],
  ['bools', [false, true, null]],
  ['mixed by canonical JSON', ['a', 9, 10, [1], true, { a: 1 }, null]],
  ['lists and objects', [[1, 2], [1], { a: 1, b: 2 }, { a: 2 }, undefined]],
]

describe('the order of sorting', () => {
  it.each(ascending)('%s, null last', (_, values) => {
    expect([...values].reverse().sort(compareForSort).map(show)).toEqual(values.map(show))
  })

  it('takes null and absence for the same', () => {
    expect([compareForSort(null, undefined), compareForSort(undefined, null)]).toEqual([0, 0])
  })

  it('is an order', () => {
    const value = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string(), fc.array(fc.integer()))
    const same = fc.oneof(
      fc.tuple(fc.string(), fc.string(), fc.string()),
      fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.integer()),
    )
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(Math.sign(compareForSort(left, right)) + Math.sign(compareForSort(right, left))).toBe(0)
        expect(compareForSort(left, left)).toBe(0)
      }),
    )
    fc.assert(
      fc.property(same, ([a, b, c]) => {
        const [low, middle, high] = [a, b, c].sort(compareForSort)
        expect(compareForSort(low, middle) <= 0 && compareForSort(middle, high) <= 0).toBe(true)
        expect(compareForSort(low, high)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

// A list that ends in undefined must not equal one that ends in null by accident of JSON.
function show(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value)
}
