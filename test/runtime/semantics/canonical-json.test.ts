import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest } from '../../../src/host/digest.js'
import { CallFailed } from '../../../src/semantics/call-failed.js'
import { canonicalJson } from '../../../src/semantics/canonical-json.js'
import { sha256 } from '../../../src/semantics/sha256.js'

// The number vectors of RFC 8785, appendix B: the bits of the double, and its text.
const numbers: readonly (readonly [bits: string, text: string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
]

function doubleOf(bits: string): number {
  return Buffer.from(bits, 'hex').readDoubleBE()
}

describe('RFC 8785', () => {
  it.each(numbers)('writes the double %s as %s', (bits, text) => {
    expect(canonicalJson(doubleOf(bits))).toBe(text)
  })

  it('writes the example of section 3.2.2', () => {
    const value = {
      numbers: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('orders members by UTF-16 code unit, as the example of section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\u{1f600}': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect([...canonicalJson(value).matchAll(/"([A-Z][^"]*)"/g)].map(([, name]) => name)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ])
  })
})

describe('canonical JSON', () => {
  it.each([
    ['members that have no value', { b: undefined, a: 1, c: undefined }, '{"a":1}'],
    ['nothing but such members', { z: undefined, a: undefined }, '{}'],
    ['elements that have no value', [undefined, 1], '[null,1]'],
    ['nothing', undefined, 'null'],
    ['numbers as names, which no object keeps in order', { 10: 'a', 9: 'b', '01': 'c' }, '{"01":"c","10":"a","9":"b"}'],
    ['a member called __proto__', JSON.parse('{"b":1,"__proto__":{"x":1}}'), '{"__proto__":{"x":1},"b":1}'],
    ['objects without a prototype', Object.assign(Object.create(null), { b: 1, a: 2 }), '{"a":2,"b":1}'],
    ['empty things', { b: {}, a: [] }, '{"a":[],"b":{}}'],
    ['letters that look like half a character', ['\\ud800', { '\\udc00': 1 }], '["\\\\ud800",{"\\\\udc00":1}]'],
    ['minus zero within', [{ b: -0, a: -0 }], '[{"a":0,"b":0}]'],
  ])('writes %s', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  it('agrees with another implementation', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value))
      }),
    )
  })

  it('gives one text for one value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      }),
    )
  })

  it.each([
    ['nested too deeply', 'a list', nested(1001, (inner) => [inner])],
    ['nested too deeply', 'an object', nested(1001, (inner) => ({ b: inner, a: 1 }))],
    ['nested too deeply', 'a hostile list', nested(100_000, (inner) => [inner])],
    ['nested too deeply', 'a value that holds itself', holdsItself()],
    ['not well-formed Unicode', 'half a character', { a: '\ud800' }],
    ['not well-formed Unicode', 'half a character in a name', { '\udc00': 1 }],
  ])('fails with a code on what is %s: %s', (problem, _, value) => {
    const failure = failureOf(() => canonicalJson(value))
    expect(failure).toMatchObject({ code: 'expression_type_error', message: expect.stringContaining(problem) })
  })

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [10n], [() => 1], [Symbol('a')]])('is a bug on %s', (value) => {
    expect(() => canonicalJson([value])).toThrow(/^bug: .* is not JSON$/)
  })

  it('reaches down a thousand levels', () => {
    expect(canonicalJson(nested(1000, (inner) => [inner]))).toHaveLength(2001)
  })
})

describe('sha256', () => {
  it('has the values of the standard', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('is the same portable, native and remembered, over UTF-8 bytes', () => {
    for (const text of [
      '€ and \u{1f600}',
      'a'.repeat(5000),
      ...Array.from({ length: 600 }, (_, index) => `text ${index}`),
    ]) {
      const expected = createHash('sha256').update(text, 'utf8').digest('hex')
      expect([sha256(text), digest(text), digest(text)]).toEqual([expected, expected, expected])
    }
  })
})

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 0
  for (let level = 0; level < depth; level++) value = wrap(value)
  return value
}

function holdsItself(): unknown {
  const value: { self?: unknown } = {}
  value.self = value
  return value
}

function failureOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (thrown) {
    return thrown instanceof CallFailed ? thrown.failure : thrown
  }
}
