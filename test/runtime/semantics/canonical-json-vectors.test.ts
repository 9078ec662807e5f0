import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../src/semantics/canonical-json.js'

// What RFC 8785 says, as pairs of JSON texts: what comes in, and the one text that stands for it. They follow the groups
// of the published test data of the RFC: arrays, sorting in other languages, structures, Unicode, values, odd names.

const structures: readonly (readonly [what: string, given: string, canonical: string])[] = [
  ['no white space', ' { "b" : [ 1 , 2 ] ,\n\t"a" : { } } ', '{"a":{},"b":[1,2]}'],
  ['lists as they are', '[56, {"d": true, "10": null, "1": []}]', '[56,{"1":[],"10":null,"d":true}]'],
  ['nothing at all', '[]', '[]'],
  ['the empty name first', '{"a": 1, "": 2}', '{"":2,"a":1}'],
  ['names of digits as text', '{"2": 1, "10": 2, "1": 3, "02": 4}', '{"02":4,"1":3,"10":2,"2":1}'],
  ['capitals before small letters', '{"b": 1, "B": 2, "a": 3, "A": 4}', '{"A":4,"B":2,"a":3,"b":1}'],
  ['every level', '{"z": [{"y": {"d": 1, "c": {"b": 2, "a": 3}}}]}', '{"z":[{"y":{"c":{"a":3,"b":2},"d":1}}]}'],
  ['a prefix before what it begins', '{"ab": 1, "a": 2, "abc": 3, "a ": 4}', '{"a":2,"a ":4,"ab":1,"abc":3}'],
  [
    'a tree of all kinds',
    '{"1": {"f": {"f": "hi", "F": 5}, "\\n": 56.0}, "10": {}, "": "empty", "a": {}, "111": [{"e": "yes", "E": "no"}], "A": {}}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
  ],
]

const order: readonly (readonly [what: string, given: string, canonical: string])[] = [
  ['accents by code unit, not as in French', '{"pêche": 1, "péché": 2, "peach": 3}', '{"peach":3,"péché":2,"pêche":1}'],
  ['umlauts by code unit, not as in German', '{"öl": 1, "zu": 2, "ol": 3}', '{"ol":3,"zu":2,"öl":1}'],
  ['the two dotted letters apart, as not in Turkish', '{"i": 1, "I": 2, "ı": 3, "İ": 4}', '{"I":2,"i":1,"İ":4,"ı":3}'],
  // As UTF-16, a character beyond the first plane begins with D8xx, which is less than FBxx; as code points it is not.
  ['surrogates before the end of the first plane', '{"\\ufb33": 1, "\\ud83d\\ude02": 2}', '{"😂":2,"\ufb33":1}'],
  ['control characters first', '{"a": 1, "\\u0000": 2, "\\u001f": 3, " ": 4}', '{"\\u0000":2,"\\u001f":3," ":4,"a":1}'],
  ['what is not normalised as it is', '{"A\\u030a": "A\\u030a", "\\u00c5": 1}', '{"A\u030a":"A\u030a","\u00c5":1}'],
  ['names that a page would read', '{"</script>": 1, "<": 2, "\\u20ac": 3}', '{"<":2,"</script>":1,"€":3}'],
]

const texts: readonly (readonly [what: string, given: string, canonical: string])[] = [
  ['short escapes', '"\\u0008\\u0009\\u000a\\u000c\\u000d"', '"\\b\\t\\n\\f\\r"'],
  ['quote and backslash', '"\\u0022\\u005c"', '"\\"\\\\"'],
  ['no escaped slash', '"a\\/b\\u002f"', '"a/b/"'],
  ['other control characters in small hex', '"\\u0000\\u000B\\u000E\\u001F"', '"\\u0000\\u000b\\u000e\\u001f"'],
  ['delete and what follows it as they are', '"\\u007f\\u0080\\u009f"', '"\u007f\u0080\u009f"'],
  ['line separators as they are', '"\\u2028\\u2029"', '"\u2028\u2029"'],
  ['letters that need no escape', '"\\u0041\\u00e9\\u20ac\\ud83d\\ude00"', '"Aé€😀"'],
  ['the byte order mark and the last of the plane', '"\\ufeff\\uffff"', '"\ufeff\uffff"'],
]

const numbers: readonly (readonly [given: string, canonical: string])[] = [
  ['-0', '0'],
  ['-0.0e5', '0'],
  ['1.0', '1'],
  ['4.50', '4.5'],
  ['2e-3', '0.002'],
  ['1E30', '1e+30'],
  ['1e21', '1e+21'],
  ['1e20', '100000000000000000000'],
  ['123456789012345678901', '123456789012345680000'],
  ['999999999999999999999', '1e+21'],
  ['0.000001', '0.000001'],
  ['0.0000001', '1e-7'],
  ['0.00000123', '0.00000123'],
  ['0.000000000000000000000000001', '1e-27'],
  ['333333333.33333329', '333333333.3333333'],
  ['9007199254740993', '9007199254740992'],
  ['0.1', '0.1'],
  ['0.30000000000000004', '0.30000000000000004'],
  ['1.7976931348623157e308', '1.7976931348623157e+308'],
  ['2.2250738585072014e-308', '2.2250738585072014e-308'],
  ['4.9e-324', '5e-324'],
  ['1e-400', '0'],
  ['-1.5e-9', '-1.5e-9'],
]

describe.each([
  ['structures', structures],
  ['order', order],
  ['texts', texts],
] as const)('the canonical form of %s', (_, vectors) => {
  it.each(vectors)('has %s', (_what, given, canonical) => {
    expect(canonicalJson(JSON.parse(given))).toBe(canonical)
    expect(canonicalize(JSON.parse(given))).toBe(canonical)
  })
})

describe('the canonical form of numbers', () => {
  it.each(numbers)('of %s is %s', (given, canonical) => {
    expect(canonicalJson(JSON.parse(given))).toBe(canonical)
    expect(canonicalJson([JSON.parse(given)])).toBe(`[${canonical}]`)
    expect(canonicalize(JSON.parse(given))).toBe(canonical)
  })

  it('is read as the same number', () => {
    for (const [given, canonical] of numbers) expect(JSON.parse(canonical) === JSON.parse(given)).toBe(true)
  })
})
