import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as program from '../../../src/program.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'

type Operator = keyof typeof operators
type Case = readonly [operator: Operator, args: readonly unknown[], result: unknown]

const operators = {
  '!!': program.truthy,
  '==': program.equal,
  '<': program.less,
  '<=': program.lessOrEqual,
  '>': program.greater,
  '>=': program.greaterOrEqual,
  exists: program.exists,
  in: program.includes,
  contains: program.contains,
  '+': program.add,
  '-': program.subtract,
  negate: program.negate,
  '*': program.multiply,
  '/': program.divide,
  '%': program.remainder,
  min: program.smallest,
  max: program.largest,
  cat: program.concat,
  trim: program.trim,
  to_lower: program.lower,
  to_upper: program.upper,
  length: program.length,
  var: program.read,
}

function evaluate(operator: Operator, args: readonly unknown[]): unknown {
  const run = operators[operator] as (...values: readonly unknown[]) => unknown
  try {
    return run(...args)
  } catch (thrown) {
    return thrown instanceof CallFailed ? thrown.failure.code : thrown
  }
}

const typeError = 'expression_type_error'

const truth: readonly Case[] = [
  ['!!', [false], false],
  ['!!', [null], false],
  ['!!', [undefined], false],
  ['!!', [0], false],
  ['!!', [-0], false],
  ['!!', [''], false],
  ['!!', [[]], false],
  ['!!', [true], true],
  ['!!', [{}], true],
  ['!!', [[0]], true],
  ['!!', ['0'], true],
  ['!!', [' '], true],
  ['!!', [-1], true],
]

const equality: readonly Case[] = [
  ['==', [1, 1], true],
  ['==', [1, '1'], false],
  ['==', [0, false], false],
  ['==', [0, -0], true],
  ['==', ['', null], false],
  ['==', [null, null], true],
  ['==', [null, undefined], true],
  ['==', [undefined, null], true],
  ['==', [null, 0], false],
  ['==', [{}, null], false],
  ['==', [null, []], false],
  [
    '==',
    [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
    ],
    true,
  ],
  ['==', [{ a: 1 }, { a: 1, b: undefined }], true],
  ['==', [{ a: 1 }, { a: 1, b: null }], false],
  [
    '==',
    [
      [1, 2],
      [2, 1],
    ],
    false,
  ],
  ['==', [[1], { 0: 1 }], false],
  ['==', ['a', ['a']], false],
]

const ordering: readonly Case[] = [
  ['<', [1, 2], true],
  ['<', [2, 1], false],
  ['<', [2, 10], true],
  ['<', ['2', '10'], false],
  ['<', ['Z', 'a'], true],
  ['<', ['\u{1F600}', '\uFF5E'], true],
  ['<=', [2, 2], true],
  ['<=', ['a', 'a'], true],
  ['<=', [null, null], false],
  ['<=', [false, true], false],
  ['<', [1, '2'], false],
  ['>', ['b', 'a'], true],
  ['>', [1, null], false],
  ['>=', [3, 3], true],
  ['>=', [[], []], false],
  ['>=', [{}, 1], false],
]

const membership: readonly Case[] = [
  ['in', ['a', ['a', 'b']], true],
  ['in', ['c', ['a', 'b']], false],
  ['in', ['a', null], false],
  ['in', [null, [1, null]], true],
  ['in', [{ a: 1 }, [{ a: 1 }]], true],
  ['in', ['a', 'abc'], typeError],
  ['in', ['a', {}], typeError],
  ['contains', ['invoice 7', 'voice'], true],
  ['contains', ['invoice', 'Voice'], false],
  ['contains', ['invoice', ''], true],
  ['contains', ['', ''], true],
  ['contains', [null, ''], false],
  ['contains', [null, 'a'], false],
  ['contains', ['abc', null], false],
  ['contains', [[1, 2], 2], true],
  ['contains', [[1, [2]], [2]], true],
  ['contains', [[], null], false],
  ['contains', ['abc', 1], typeError],
  ['contains', [7, 1], typeError],
  ['contains', [{ a: 1 }, 'a'], typeError],
  ['exists', [null], false],
  ['exists', [undefined], false],
  ['exists', [0], true],
  ['exists', [''], true],
]

const numbers: readonly Case[] = [
  ['+', [1, 2, 3], 6],
  ['+', [null, 1], 1],
  ['+', [null], 0],
  ['+', [undefined, null], 0],
  ['+', ['1', 1], typeError],
  ['+', [true], typeError],
  ['+', [Number.MAX_VALUE, Number.MAX_VALUE], typeError],
  ['-', [5, 2], 3],
  ['-', [null, 2], -2],
  ['-', [2, null], 2],
  ['-', [2, '1'], typeError],
  ['negate', [5], -5],
  ['negate', [0], 0],
  ['negate', [null], 0],
  ['negate', ['5'], typeError],
  ['*', [6, 7], 42],
  ['*', [-1, 0], 0],
  ['*', [null, 1], typeError],
  ['*', [1e308, 10], typeError],
  ['/', [7, 2], 3.5],
  ['/', [7, 0], typeError],
  ['/', [0, -0], typeError],
  ['/', [null, 1], typeError],
  ['/', [1, null], typeError],
  ['/', [1e308, 0.01], typeError],
  ['%', [7, 3], 1],
  ['%', [-7, 3], -1],
  ['%', [-6, 3], 0],
  ['%', [7, 0], typeError],
  ['min', [3, null, 1, 2], 1],
  ['max', [3, null, 1, 2], 3],
  ['min', [null], null],
  ['max', [undefined, null], null],
  ['min', [-1, 0], -1],
  ['min', [1, 'a'], typeError],
  ['max', [[]], typeError],
]

const texts: readonly Case[] = [
  ['cat', [], ''],
  ['cat', ['a', 1, true, null, 'b'], 'a1trueb'],
  ['cat', [1e21, 0.1, -0], '1e+210.10'],
  ['cat', [false], 'false'],
  ['cat', [[]], typeError],
  ['cat', ['a', {}], typeError],
  ['trim', ['  a b\t\n'], 'a b'],
  ['trim', ['\u00a0\u2003\u3000a\u0085\u2029'], 'a'],
  ['trim', ['\ufeffa\u200b'], '\ufeffa\u200b'],
  ['trim', [' \u0085 '], ''],
  ['trim', [null], null],
  ['trim', [1], typeError],
  ['to_lower', ['ÄB İ'], 'äb i̇'],
  ['to_lower', [undefined], null],
  ['to_lower', [[]], typeError],
  ['to_upper', ['straße i'], 'STRASSE I'],
  ['to_upper', [null], null],
  ['to_upper', [false], typeError],
  ['length', ['abc'], 3],
  ['length', ['a\u{1F600}b'], 3],
  ['length', ['\u{1F1E9}\u{1F1EA}'], 2],
  ['length', [''], 0],
  ['length', [[1, 2]], 2],
  ['length', [null], 0],
  ['length', [{}], typeError],
  ['length', [12], typeError],
]

const paths: readonly Case[] = [
  ['var', [{ a: { b: 1 } }, 'a', 'b'], 1],
  ['var', [{ a: null }, 'a', 'b'], null],
  ['var', [{}, 'a'], null],
  ['var', [{ a: undefined }, 'a'], null],
  ['var', [['x', 'y'], '1'], 'y'],
  ['var', [['x'], '1'], null],
  ['var', [['x'], '-1'], null],
  ['var', [['x'], '0.0'], null],
  ['var', [['x', 'y'], 'length'], 2],
  ['var', [['x'], 'map'], null],
  ['var', ['a\u{1F600}', 'length'], 2],
  ['var', ['abc', '0'], null],
  ['var', [{ length: 'own' }, 'length'], 'own'],
  ['var', [{}, 'length'], null],
  ['var', [{}, 'toString'], null],
  ['var', [{ toString: 1 }, 'toString'], 1],
  ['var', [{}, '__proto__'], null],
  ['var', [JSON.parse('{"__proto__":1,"constructor":2,"prototype":3}'), '__proto__'], null],
  ['var', [JSON.parse('{"__proto__":1,"constructor":2,"prototype":3}'), 'constructor'], null],
  ['var', [JSON.parse('{"__proto__":1,"constructor":2,"prototype":3}'), 'prototype'], null],
  ['var', [7, 'toFixed'], null],
  ['var', [true], true],
]

describe.each([
  ['truthiness', truth],
  ['equality', equality],
  ['ordering', ordering],
  ['membership', membership],
  ['numbers', numbers],
  ['texts', texts],
  ['paths', paths],
])('%s', (_, cases) => {
  it.each(cases)('%s %j is %j', (operator, args, result) => {
    expect(evaluate(operator, args)).toStrictEqual(result)
  })
})

describe('for all values', () => {
  const json = fc.jsonValue({ maxDepth: 4 })

  it('an operator gives a value of its kind or a type error, and nothing else', () => {
    const unary = Object.keys(operators).filter((name) => name !== 'var') as Operator[]
    fc.assert(
      fc.property(fc.constantFrom(...unary), json, json, (operator, left, right) => {
        const result = evaluate(operator, [left, right])
        expect(['string', 'number', 'boolean', 'object']).toContain(typeof result)
        if (typeof result === 'number') expect(Number.isFinite(result) && !Object.is(result, -0)).toBe(true)
        expect(result).not.toBeInstanceOf(Error)
      }),
    )
  })

  it('equality is reflexive and symmetric, and does not see the order of members', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        expect(program.equal(left, turned(left))).toBe(true)
        expect(program.equal(left, right)).toBe(program.equal(right, left))
      }),
    )
  })

  it('of two texts or two numbers exactly one of less, equal and greater holds', () => {
    const pair = fc.oneof(fc.tuple(fc.string(), fc.string()), fc.tuple(fc.integer(), fc.integer()))
    fc.assert(
      fc.property(pair, ([left, right]) => {
        const held = [program.less(left, right), program.equal(left, right), program.greater(left, right)]
        expect(held.filter(Boolean)).toHaveLength(1)
        expect(program.lessOrEqual(left, right)).toBe(!program.greater(left, right))
      }),
    )
  })

  it('a list contains exactly what is in it', () => {
    fc.assert(
      fc.property(fc.array(json), json, (list, value) => {
        expect(program.contains(list, value)).toBe(program.includes(value, list))
        expect(program.contains([...list, value], value)).toBe(true)
      }),
    )
  })

  it('length counts what iteration gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(program.length(text)).toBe([...text].length)
      }),
    )
  })

  it('trim takes white space off the ends and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(' ', '\t', '\u0085', '\u2028', '\ufeff', 'a') }), (text) => {
        expect(program.trim(text)).toBe(text.replace(/^\p{White_Space}+/u, '').replace(/\p{White_Space}+$/u, ''))
      }),
    )
  })
})

it('trims a long run of spaces in linear time', () => {
  expect(program.trim(`${' '.repeat(2_000_000)}a${' '.repeat(2_000_000)}b`)).toHaveLength(2_000_002)
})

it('does not tell the value in a type error', () => {
  expect(() => program.add('my secret', 1)).toThrow('operator + takes numbers, not a text')
})

// The same value with the members of its objects in reverse.
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  )
}
