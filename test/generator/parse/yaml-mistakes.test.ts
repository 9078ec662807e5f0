import { describe, expect, it } from 'vitest'
import { readYaml } from '../../../generator/2-parse/yaml/read-yaml.js'

/** Place, what stands there, problem, and the related places. */
function tell(text: string): string[] {
  const { found } = readYaml({ path: 'a.yaml', text }, 'authoring_parse_error')
  return found.map(({ code, at, message, related }) => {
    expect(code).toBe('authoring_parse_error')
    const problem = message.replace('this is not the YAML that is expected: ', '')
    const others = related.map((other) => ` [${other.at.start} ${other.note}]`).join('')
    return `${at.start} ${JSON.stringify(text.slice(at.start, at.end))} ${problem}${others}`
  })
}

const line = 'this line stands inside brackets that are still open, and is not indented as they are'
const comma = (bracket: string): string =>
  `a comma is missing before this, or a "${bracket}"; text with brackets or commas in it needs quotes`
const unlike = 'this does not continue what stands before, and is indented as no other key is'

describe('text that is no YAML', () => {
  it.each([
    ['a:\n\tb: 1', '3 "\\t" a tab stands in the indentation; YAML is indented with spaces'],
    ['a:\n  b: 1\n \tc: 1', '11 "\\t" a tab stands in the indentation; YAML is indented with spaces'],
    ['a: [\n\tb\n]', '5 "\\t" a tab stands in the indentation; YAML is indented with spaces'],
    ['a: |\n\tb', '5 "\\t" a tab stands in the indentation; YAML is indented with spaces'],
    ['a: "abc\nb: "x"\n', '3 "\\"" the quote that opens here is never closed'],
    ["a: 'x\n", `3 "'" the quote that opens here is never closed`],
    ["a: '''x", `3 "'" the quote that opens here is never closed`],
    ['a: "x\\"', '3 "\\"" the quote that opens here is never closed'],
    ['a: {x: "y}\nb: 1', '7 "\\"" the quote that opens here is never closed'],
    ['a: [1, 2', '3 "[" the "[" that opens here is never closed'],
    ['a: {b: [1, 2]', '3 "{" the "{" that opens here is never closed'],
    ['a: [x, y\n', '3 "[" the "[" that opens here is never closed'],
    ['x:\n  in: { a: text\n  out: { b: text }\n', `21 "o" ${line} [9 this "{" is still open]`],
    ['a: [\n  x\n]\n', '9 "]" this "]" must be indented more than the key it belongs to [3 this "[" is still open]'],
    ['a: {b: [c}', `9 "}" ${comma(']')} [7 this "[" is still open]`],
    ['a: {x: ${env:Y}}', `8 "{" ${comma('}')} [3 this "{" is still open]`],
    ['a: [, b]', '4 "," a value is missing before this comma'],
    ['a: @foo', '3 "@" text cannot begin with "@" without quotes'],
    ['a: `foo`', '3 "`" text cannot begin with "`" without quotes'],
    ['a: b: c', '4 ":" a second ":" stands on this line; text with ": " in it needs quotes'],
    ['a: - b', '3 "-" the entries of a list begin on a line of their own'],
    [
      'a: 1\n b: 2\n',
      '7 ":" this ":" stands behind text that began on a line before: either a ":" is missing there, or this line is indented too far',
    ],
    ['a:\n  b: 1\n c: 2', `11 "c" ${unlike}`],
    ['a: "x" y', '7 "y" text goes on behind closed quotes [3 the quotes open here]'],
    ["a: 'it's'", '7 "s" text goes on behind closed quotes [3 the quotes open here]'],
    ['a: 1\n- b', '5 "-" this does not continue what stands before it'],
    ['a: 1\nb\n', '5 "b" a ":" is missing behind this key'],
    ['a: 1\n\n  \nb\nc: 1', '9 "b" a ":" is missing behind this key'],
    ['a: 1\nb', '6 "" a ":" is missing before this'],
    ['a: 1\n"b":2', '9 "2" a space is missing behind ":"'],
    ['a: |x\n b', '4 "x" the text of a block begins on the next line'],
    ['a: "\\q"', '5 "q" there is no such escape; write "\\\\" for a backslash, or use single quotes'],
    ['a: "\\xg1"', '6 "g" a digit of this escape is missing'],
    ['a: "\u0001"', '4 "\\u0001" a control character stands here'],
    ['a: \u0007', '3 "\\u0007" a character that cannot be seen stands here'],
    ['a: \0', '3 "\\u0000" a null byte stands here'],
    ['a: "\ud800"', '4 "\\ud800" half a character stands here'],
    ['a: *', '4 "" a name is missing behind "*"; text needs quotes'],
    ['a: & b', '4 " " a name is missing behind "&"; text needs quotes'],
    ['a: &x *x', '6 "*" an alias stands alone: the anchor belongs to what it stands for'],
    ['a: !!b!c 1', '6 "!" a tag stands here, and tags are not allowed: text that begins with "!" needs quotes'],
    [`a: ${'['.repeat(200)}`, '202 "[" values are nested more than 200 deep'],
  ])('%j', (text, expected) => {
    expect(tell(text)).toEqual([expected])
  })
})

describe('YAML that is not taken', () => {
  it.each([
    ['', ['0 "" there is nothing in it']],
    ['# only a comment\n', ['0 "" there is nothing in it']],
    ['---\n', ['0 "" there is nothing in it']],
    ['null', ['0 "" there is nothing in it']],
    ['[1]', ['0 "[1]" it is a list, not a mapping of keys']],
    ['text', ['0 "text" it is text, not a mapping of keys']],
    ['a: 1\n---\nb: 2', ['5 "---" a second document begins here, and a file holds one']],
    ['a: 1\n---\n', ['5 "---" a second document begins here, and a file holds one']],
    [
      'a: 1\nb: { c: 1, c: 2 }\n"a": 2\na: 3',
      [
        '16 "c" the key "c" stands twice in one mapping [10 first here]',
        '23 "\\"a\\"" the key "a" stands twice in one mapping [0 first here]',
        '30 "a" the key "a" stands twice in one mapping [0 first here]',
      ],
    ],
    ['1: 2', ['0 "1" a key is text, and 1 is a number: write "1" in quotes']],
    ['true: 1', ['0 "true" a key is text, and true is a truth value: write "true" in quotes']],
    ['~: 1', ['0 "~" a key is text, and ~ is null: write "~" in quotes']],
    [': 1', ['1 "" a key is missing before ":"']],
    ['[a]: 1', ['0 "[a]" a key is text, not a list']],
    ['{a: 1}: 2', ['0 "{a: 1}" a key is text, not a mapping']],
    ['a: [{b: 1}: 2]', ['4 "{b: 1}" a key is text, not a mapping']],
    [
      'a: { <<: *b }',
      [
        '9 "*b" there is no anchor "&b" before this alias',
        '5 "<<" merge keys ("<<") are not part of YAML 1.2; write the keys out',
      ],
    ],
    ['a: !!str 5', ['3 "!!str" the tag !!str is not allowed: what a value is follows from how it is written']],
    ['a: ! x', ['3 "!" the tag ! is not allowed: what a value is follows from how it is written']],
    ['a: !<x> [1]', ['3 "!<x>" the tag !<x> is not allowed: what a value is follows from how it is written']],
    ['a: *x', ['3 "*x" there is no anchor "&x" before this alias']],
    ['a: &x [1, *x]', ['10 "*x" the alias "*x" stands inside what it stands for']],
    [
      'a: .inf\nb: *c\n',
      [
        '3 ".inf" .inf is no JSON value; put it in quotes if it is text',
        '11 "*c" there is no anchor "&c" before this alias',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(tell(text).sort()).toEqual([...expected].sort())
  })

  it('names many keys without growing slow on them', () => {
    const text = Array.from({ length: 5000 }, (_, index) => `k${index}: 1\n`).join('')
    expect(tell(`${text}k17: 2`)).toEqual([
      `${text.length} "k17" the key "k17" stands twice in one mapping [${text.indexOf('k17:')} first here]`,
    ])
  })

  it('quotes a key that looks like a merge key', () => {
    expect(tell('"<<": 1')).toEqual([])
  })
})

describe('an alias bomb', () => {
  const levels = (count: number): string =>
    Array.from({ length: count }, (_, level) =>
      level === 0 ? `a0: &a0 [${'x, '.repeat(9)}]\n` : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}]\n`,
    ).join('')

  it('is refused at the alias that is one too many, once', () => {
    const found = tell(levels(40))
    expect(found).toEqual([
      expect.stringMatching(/^\d+ "\*a4" aliases up to this one stand for more than 200000 values$/),
    ])
  })

  it('is not what a few aliases are', () => {
    expect(tell(levels(4))).toEqual([])
  })

  it('cannot be nested deeper than anything else', () => {
    const nested = Array.from({ length: 3 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*a${level - 1}`
      return `a${level}: &a${level} ${'['.repeat(90)}${inner}${']'.repeat(90)}\n`
    })
    expect(tell(nested.join(''))).toEqual([
      expect.stringMatching(/^\d+ "\*a1" with what this alias stands for, values are nested more than 200 deep$/),
    ])
  })
})

it('reads a text of many megabytes in a time that grows with its length', () => {
  const entry = '  - { id: a, in: { b: text!, c: [1, 2, "x"] }, d: [ { e: f } ] }\n'
  const text = `list:\n${entry.repeat(60_000)}`
  const { root, found } = readYaml({ path: 'a.yaml', text }, 'authoring_parse_error')
  expect(found).toEqual([])
  const list = root?.entries[0]?.value
  expect(list?.kind === 'list' ? list.items.length : 0).toBe(60_000)
})

it('refuses what no memory would hold before parsing it', () => {
  const text = `a: [${'b,'.repeat(8_000_001)}]`
  expect(tell(text)).toEqual(['0 "" it holds more than 8000000 values'])
})
