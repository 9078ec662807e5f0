import { describe, expect, it } from 'vitest'
import { toJson } from '../../../generator/2-parse/to-json.js'
import { readYaml } from '../../../generator/2-parse/yaml/read-yaml.js'
import type { Node } from '../../../generator/artifact/node.js'

function read(text: string) {
  return readYaml({ path: 'a.yaml', text }, 'authoring_parse_error')
}

function readValue(text: string): unknown {
  const { root, found } = read(text)
  expect(found).toEqual([])
  return root === null ? undefined : toJson(root)
}

describe('a scalar of the core schema', () => {
  it.each([
    ['null', null],
    ['Null', null],
    ['NULL', null],
    ['~', null],
    ['', null],
    ['nUll', 'nUll'],
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['tRue', 'tRue'],
    ['yes', 'yes'],
    ['no', 'no'],
    ['on', 'on'],
    ['off', 'off'],
    ['0', 0],
    ['-0', 0],
    ['+12', 12],
    ['-7', -7],
    ['007', 7],
    ['0o17', 15],
    ['0x1F', 31],
    ['0b11', '0b11'],
    ['0o8', '0o8'],
    ['-0x1F', '-0x1F'],
    ['1_000', '1_000'],
    ['12:30', '12:30'],
    ['1.5', 1.5],
    ['-.5', -0.5],
    ['2.', 2],
    ['1e3', 1000],
    ['1E-2', 0.01],
    ['-0.0', 0],
    ['.', '.'],
    ['+', '+'],
    ['1.0.0', '1.0.0'],
    ['2020-01-01', '2020-01-01'],
    ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00Z'],
    ['9007199254740991', 9007199254740991],
    ['"1"', '1'],
    ["'true'", 'true'],
    ["'it''s'", "it's"],
    ['"\\u00e9\\t\\x41\\U0001F600"', 'é\tA😀'],
    ['"a\\\\U99999999"', 'a\\U99999999'],
    ['a b  # c', 'a b'],
    ['a#b', 'a#b'],
    ['x:y', 'x:y'],
    ['a\n  b', 'a b'],
    ['|\n  a\n   b\n', 'a\n b\n'],
    ['>-\n  a\n  b\n', 'a b'],
    ['|+\n  a\n\n', 'a\n\n'],
    ['a\u0085b', 'a\u0085b'],
  ])('%j is %j', (written, value) => {
    expect(readValue(`key: ${written}`)).toEqual({ key: value })
  })

  it.each([
    ['.inf', '.inf is no JSON value; put it in quotes if it is text'],
    ['-.INF', '-.INF is no JSON value; put it in quotes if it is text'],
    ['.NaN', '.NaN is no JSON value; put it in quotes if it is text'],
    ['1e999', '1e999 is too great a number'],
    ['9007199254740992', '9007199254740992 is too great a whole number to be exact; put it in quotes'],
    ['0xFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFF is too great a whole number to be exact; put it in quotes'],
    ['"\\ud800"', 'an escape in this text is half a character, or none'],
    ['"\\U00110000"', 'an escape in this text is half a character, or none'],
  ])('%s is refused', (written, problem) => {
    const { found } = read(`key: ${written}`)
    expect(found.map(({ message, at, path }) => [message, at.start, at.end, path])).toEqual([
      [`this is not the YAML that is expected: ${problem}`, 5, 5 + written.length, 'key'],
    ])
  })
})

/** Each value and key with the text that its span covers, in document order. */
function spansOf(text: string): string[] {
  const { root, found } = read(text)
  expect(found).toEqual([])
  const all: string[] = []
  const add = (what: string, { start, end }: Node['at']): number =>
    all.push(`${what} ${start} ${JSON.stringify(text.slice(start, end))}`)
  const walk = (node: Node): void => {
    add(node.kind, node.at)
    if (node.kind === 'list') node.items.forEach(walk)
    if (node.kind !== 'map') return
    for (const { key, value } of node.entries) {
      add('key', key.at)
      walk(value)
    }
  }
  if (root !== null) walk(root)
  return all
}

describe('the place of a value', () => {
  it.each([
    ['plain scalars', 'a: one two # c\n', ['map 0 "a: one two"', 'key 0 "a"', 'scalar 3 "one two"']],
    ['quotes', `"a": 'b'\n`, [`map 0 "\\"a\\": 'b'"`, 'key 0 "\\"a\\""', `scalar 5 "'b'"`]],
    ['wide characters', 'ü😀: "é"', ['map 0 "ü😀: \\"é\\""', 'key 0 "ü😀"', 'scalar 5 "\\"é\\""']],
    ['CRLF', 'a: 1\r\nb: 2\r\n', ['map 0 "a: 1\\r\\nb: 2"', 'key 0 "a"', 'scalar 3 "1"', 'key 6 "b"', 'scalar 9 "2"']],
    ['lone CR', 'a: 1\rb: 2\r', ['map 0 "a: 1\\rb: 2"', 'key 0 "a"', 'scalar 3 "1"', 'key 5 "b"', 'scalar 8 "2"']],
    ['a BOM', '\ufeffa: 1', ['map 1 "a: 1"', 'key 1 "a"', 'scalar 4 "1"']],
    ['tabs behind values', 'a:\t1\t# c\n', ['map 0 "a:\\t1"', 'key 0 "a"', 'scalar 3 "1"']],
    [
      'a flow mapping',
      '{ a: [ 1, 2 ] , } # }\n',
      ['map 0 "{ a: [ 1, 2 ] , }"', 'key 2 "a"', 'list 5 "[ 1, 2 ]"', 'scalar 7 "1"', 'scalar 10 "2"'],
    ],
    [
      'flow over lines with comments',
      'a: [ # ]\n  b, # ]\n  c\n  # ]\n  ]\n',
      [
        'map 0 "a: [ # ]\\n  b, # ]\\n  c\\n  # ]\\n  ]"',
        'key 0 "a"',
        'list 3 "[ # ]\\n  b, # ]\\n  c\\n  # ]\\n  ]"',
        'scalar 11 "b"',
        'scalar 20 "c"',
      ],
    ],
    [
      'a pair in a list',
      'a: [b: c]',
      ['map 0 "a: [b: c]"', 'key 0 "a"', 'list 3 "[b: c]"', 'map 4 "b: c"', 'key 4 "b"', 'scalar 7 "c"'],
    ],
    [
      'nothing behind a colon',
      'a:\nb: # c\n',
      ['map 0 "a:\\nb:"', 'key 0 "a"', 'scalar 2 ""', 'key 3 "b"', 'scalar 5 ""'],
    ],
    [
      'nothing behind a dash',
      'a:\n  -\n  - x\n',
      ['map 0 "a:\\n  -\\n  - x"', 'key 0 "a"', 'list 5 "-\\n  - x"', 'scalar 6 ""', 'scalar 11 "x"'],
    ],
    [
      'nothing in a flow',
      'a: {b, c: }',
      ['map 0 "a: {b, c: }"', 'key 0 "a"', 'map 3 "{b, c: }"', 'key 4 "b"', 'scalar 5 ""', 'key 7 "c"', 'scalar 9 ""'],
    ],
    [
      'a block scalar',
      'a: |+ # c |\n  one\n\n  two\n\n\nb: >-\n\n',
      [
        'map 0 "a: |+ # c |\\n  one\\n\\n  two\\n\\n\\nb: >-"',
        'key 0 "a"',
        'scalar 3 "|+ # c |\\n  one\\n\\n  two"',
        'key 27 "b"',
        'scalar 30 ">-"',
      ],
    ],
    [
      'a block scalar behind a bar',
      '"a|b": &x |\n  c\n',
      ['map 0 "\\"a|b\\": &x |\\n  c"', 'key 0 "\\"a|b\\""', 'scalar 10 "|\\n  c"'],
    ],
    ['text over lines', 'a: one\n  two\n', ['map 0 "a: one\\n  two"', 'key 0 "a"', 'scalar 3 "one\\n  two"']],
    ['an explicit key', '? a\n: b\n', ['map 0 "? a\\n: b"', 'key 2 "a"', 'scalar 6 "b"']],
    [
      'an alias',
      'a: &x [1]\nb: *x\n',
      [
        'map 0 "a: &x [1]\\nb: *x"',
        'key 0 "a"',
        'list 6 "[1]"',
        'scalar 7 "1"',
        'key 10 "b"',
        'list 13 "*x"',
        'scalar 7 "1"',
      ],
    ],
    [
      'an anchored nothing',
      'a: [&x , *x]',
      ['map 0 "a: [&x , *x]"', 'key 0 "a"', 'list 3 "[&x , *x]"', 'scalar 6 ""', 'scalar 9 "*x"'],
    ],
    ['an anchored key', '&x a: *x', ['map 0 "&x a: *x"', 'key 3 "a"', 'scalar 6 "*x"']],
    ['a marked document', '%YAML 1.2\n---\na: 1\n...\n', ['map 14 "a: 1"', 'key 14 "a"', 'scalar 17 "1"']],
  ])('%s', (_, text, expected) => {
    expect(spansOf(text)).toEqual(expected)
  })
})

describe('an alias', () => {
  it('stands for what its anchor holds, and the last anchor of a name counts', () => {
    expect(readValue('a: &x 1\nb: *x\nc: &x { d: 2 }\ne: *x\n')).toEqual({ a: 1, b: 1, c: { d: 2 }, e: { d: 2 } })
  })

  it('can be a key', () => {
    expect(readValue('a: &x key\n*x : 1\n')).toEqual({ a: 'key', key: 1 })
  })

  it('shares what is inside', () => {
    const { root } = read('a: &x [[1]]\nb: *x\n')
    const [first, second] = root?.entries.map(({ value }) => (value.kind === 'list' ? value.items[0] : null)) ?? []
    expect(first).not.toBeNull()
    expect(second).toBe(first)
  })
})

it('keeps a member that is called __proto__ a member', () => {
  const { root } = read('x-note: { __proto__: { admin: true } }')
  const value = root === null ? null : toJson(root)
  expect(JSON.stringify(value)).toBe('{"x-note":{"__proto__":{"admin":true}}}')
})
