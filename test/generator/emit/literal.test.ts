import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flat } from '../../../generator/5-emit/text/code.js'
import { commentText, literal, memberOf, property, quote } from '../../../generator/5-emit/text/literal.js'
import type { Json } from '../../../src/contract/json.js'

function evaluate(code: string): unknown {
  return new Function(`return (${code})`)()
}

describe('a literal', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", '"it\'s"'],
    ['say "it\'s"', "'say \"it\\'s\"'"],
    ['a\\b', "'a\\\\b'"],
    ['a\nb\r\tc', "'a\\nb\\r\\tc'"],
    ['a\u2028b\u2029', "'a\\u2028b\\u2029'"],
    ['\u202egnp', "'\\u202egnp'"],
    ['\ud800x', "'\\ud800x'"],
    ['Grüße 😀', "'Grüße 😀'"],
    ['\u0000\u001b', "'\\u0000\\u001b'"],
  ])('of %j is %s', (text, expected) => {
    expect(quote(text)).toBe(expected)
  })

  it('means any text', () => {
    const texts = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) })
    fc.assert(
      fc.property(texts, (text) => {
        expect(evaluate(quote(text))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it('means any JSON', () => {
    const json = fc.jsonValue() as fc.Arbitrary<Json>
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.stringify(evaluate(flat(literal(value))))).toBe(JSON.stringify(value))
      }),
      { numRuns: 500 },
    )
  })

  it('gives a member of the name __proto__ and no prototype', () => {
    const value = evaluate(flat(literal(JSON.parse('{"__proto__": {"a": 1}}'))))
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(Object.keys(Object(value))).toEqual(['__proto__'])
  })
})

describe('a member', () => {
  it.each([
    ['title', 'title', 'title'],
    ['title', 'other', 'title: other'],
    ['a-b', "'a-b'", "'a-b': 'a-b'"],
    ['null', 'null', 'null: null'],
    ['true', 'true', 'true: true'],
    ['class', 'class$', 'class: class$'],
    ['1st', 'x', "'1st': x"],
  ])('%s with the value %s is given as %s', (name, value, expected) => {
    expect(flat(property(name, value))).toBe(expected)
  })

  it.each([
    ['title', false, 'row.title'],
    ['title', true, 'row?.title'],
    ['a-b', true, "row?.['a-b']"],
    ['default', false, 'row.default'],
  ])('%s (optional: %s) is read as %s', (name, isOptional, expected) => {
    expect(memberOf('row', name, isOptional)).toBe(expected)
  })
})

describe('a comment', () => {
  it('holds no text that ends it', () => {
    expect(commentText('a */ b\nc\u2028d')).toBe('a *\\/ b c d')
  })
})
