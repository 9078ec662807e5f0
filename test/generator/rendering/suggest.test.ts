import { describe, expect, it } from 'vitest'
import { lineIndex } from '../../../generator/diagnostic/line-index.js'
import { findNearest, joinWords, suggest } from '../../../generator/diagnostic/suggest.js'
import { editDistance } from '../../../src/resolve/edit-distance.js'

describe('a suggestion', () => {
  it.each([
    ['mail.sned', 'mail.send', 1],
    ['mail.snd', 'mail.send', 1],
    ['kitten', 'sitting', 3],
    ['', 'ab', 2],
    ['ab', '', 2],
    ['same', 'same', 0],
    ['ca', 'abc', 3],
  ])('%j and %j are %i apart', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance)
    expect(editDistance(right, left)).toBe(distance)
  })

  it('is the nearest name, and none that is far', () => {
    expect(findNearest('ticket', ['thicket', 'tickets', 'comments'])).toBe('thicket')
    expect(findNearest('ticket', ['agents', 'comments'])).toBeNull()
    expect(findNearest('ab', ['xy', 'b'])).toBe('b')
    expect(findNearest('a', ['b', 'c'])).toBeNull()
    expect(findNearest('same', ['same'])).toBeNull()
  })

  it('lists the names when they are few', () => {
    expect(suggest('xyz', ['b', 'a', 'b'])).toBe('there are "a" and "b"')
    expect(suggest('xyz', ['only'])).toBe('there is "only"')
    expect(suggest('xyz', [])).toBeNull()
    expect(
      suggest(
        'xyz',
        Array.from({ length: 9 }, (_, index) => `name-${index}`),
      ),
    ).toBeNull()
    expect(suggest('nmae', ['name', 'other'])).toBe('did you mean "name"?')
  })

  it('joins words as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(joinWords)).toEqual(['', 'a', 'a and b', 'a, b and c'])
  })
})

describe('lines', () => {
  it('are counted from 1, and every offset has one', () => {
    const lines = lineIndex('ab\r\nc\rd\n')
    expect(lines.count).toBe(4)
    const places = Array.from({ length: 9 }, (_, offset) => lines.position(offset))
    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([
      '1:1',
      '1:2',
      '1:3',
      '1:4',
      '2:1',
      '2:2',
      '3:1',
      '3:2',
      '4:1',
    ])
    expect([1, 2, 3, 4, 5, 0].map((line) => lines.textOf(line))).toEqual(['ab', 'c', 'd', '', '', ''])
    for (const [offset, place] of places.entries()) expect(lines.offset(place)).toBe(offset)
    expect(lines.position(-5)).toEqual({ line: 1, column: 1 })
    expect(lines.position(99)).toEqual({ line: 4, column: 1 })
    expect(lines.offset({ line: 99, column: 99 })).toBe(8)
  })
})
