import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from '../../src/resolve/edit-distance.js'

describe('the distance of words', () => {
  const cases: readonly (readonly [left: string, right: string, distance: number])[] = [
    ['', '', 0],
    ['', 'abc', 3],
    ['title', 'title', 0],
    ['titel', 'title', 1],
    ['tilte', 'title', 1],
    ['title', 'titles', 1],
    ['kitten', 'sitting', 3],
    ['abcdef', 'fedcba', 5],
  ]
  it.each(cases)('of %j and %j is %d', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance)
    expect(editDistance(right, left)).toBe(distance)
  })

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 })

  it('is the same within a limit, and more than the limit beyond it', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (left, right, most) => {
        const distance = editDistance(left, right)
        const within = editDistance(left, right, most)
        expect(within > most ? null : within).toBe(distance > most ? null : distance)
      }),
    )
  })

  it('does not depend on what both begin with', () => {
    fc.assert(
      fc.property(word, word, word, (left, right, start) => {
        expect(editDistance(start + left, start + right)).toBe(editDistance(left, right))
      }),
    )
  })
})
