import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import { diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import type { Change } from '../../../generator/diagnostic/fix.js'
import { applyEdits } from '../../../generator/fix/choose-fixes.js'
import { readyFixes } from '../../../generator/fix/find-edits.js'

function found(...changes: readonly Change[]): Diagnostic {
  const fixes = [{ title: 'it', isSafe: true, changes }]
  return diagnostic('bundle_error', { file: 'a.yaml', start: 0, end: 0 }, { problem: '' }, { fixes })
}

/** A text with a change done; null where it is not offered. */
function done(text: string, ...changes: readonly Change[]): string | null {
  const file = changes[0]?.at.file ?? ''
  const [fix] = readyFixes([{ path: file, text }])(found(...changes))
  return fix === undefined ? null : applyEdits(text, fix.edits)
}

/** The place of a word, which stands there once. */
function at(text: string, word: string, file = 'a.yaml'): Change['at'] {
  const start = text.indexOf(word)
  return { file, start, end: start + word.length }
}

describe('a word', () => {
  const cases: readonly (readonly [text: string, place: string, from: string, to: string, becomes: string | null])[] = [
    ['a: titel # t\n', 'titel', 'titel', 'title', 'a: title # t\n'],
    ['titel: 1\r\nb: 2\r\n', 'titel', 'titel', 'title', 'title: 1\r\nb: 2\r\n'],
    ['a: "titel"\n', '"titel"', 'titel', 'title', 'a: "title"\n'],
    ["a: { b: 'titel' }\n", "'titel'", 'titel', 'title', "a: { b: 'title' }\n"],
    ['{ a: 日本, b: input.titel }\n', 'input.titel', 'titel', 'title', '{ a: 日本, b: input.title }\n'],
    ['\ta: titel\n', 'titel', 'titel', 'title', null],
    ['a: |\n  one titel\n', '|\n  one titel', 'titel', 'title', 'a: |\n  one title\n'],
    ['a: >-\n  x.titel and\n  y.titel\n', '>-\n  x.titel and\n  y.titel', 'titel', 'title', null],
    ['a: titel.titel\n', 'titel.titel', 'titel', 'title', null],
    ['a: titel-two\n', 'titel-two', 'titel', 'title', null],
    ['b: &x titel\na: *x\n', '*x', 'titel', 'title', null],
    ['a: nul\n', 'nul', 'nul', 'null', 'a: "null"\n'],
    ['a: x\n', 'x', 'x', 'y: z', 'a: "y: z"\n'],
    ['title: 1\ntitel: 2\n', 'titel', 'titel', 'title', null],
    ['a: [title, titel]\n', 'titel', 'titel', 'title', null],
    ['a: [titel, other]\n', 'titel', 'titel', 'title', 'a: [title, other]\n'],
  ]
  it.each(cases)('in %j', (text, place, from, to, becomes) => {
    expect(done(text, { kind: 'word', at: at(text, place), from, to })).toBe(becomes)
  })

  it('in code stands in quotes, or is left alone', () => {
    const text = "import a from 'cripto'\nconst cripto = 1\n"
    const change = { kind: 'word', from: 'cripto', to: 'crypto' } as const
    expect(done(text, { ...change, at: at(text, "'cripto'", 'a.ts') })).toContain("from 'crypto'\nconst cripto")
    expect(done(text, { ...change, at: at(text, 'cripto =', 'a.ts') })).toBeNull()
  })
})

describe('quotes', () => {
  it('come and go', () => {
    expect(done('a: 7 # x\n', { kind: 'quote', at: at('a: 7', '7'), text: '7' })).toBe('a: "7" # x\n')
    expect(done('a: 1.0\n', { kind: 'quote', at: at('a: 1.0', '1.0'), text: '1' })).toBeNull()
    expect(done("a: '7'\n", { kind: 'unquote', at: at("a: '7'", "'7'"), text: '7' })).toBe('a: 7\n')
  })
})

describe('an item', () => {
  const cases: readonly (readonly [text: string, item: string, becomes: string | null])[] = [
    ['a: [write, read]\n', 'write', 'a: [read]\n'],
    ['a: [read, write]\n', 'write', 'a: [read]\n'],
    ['a: [read, write,]\n', 'write', 'a: [read, ]\n'],
    ['a: [write] # c\n', 'write', 'a: [] # c\n'],
    ['a: [\n  read, # r\n  write, # w\n  emit\n ]\n', 'read', 'a: [\n  # r\n  write, # w\n  emit\n ]\n'],
    ['a: [\n  read,\n  write,\n ]\n', 'read', 'a: [\n  write,\n ]\n'],
    [
      'a:\n  # about\n  - read\n  - write # w\n\n  - emit\nb: 1\n',
      'write',
      'a:\n  # about\n  - read\n\n  - emit\nb: 1\n',
    ],
    ['a:\r\n- read\r\n- write\r\n', 'write', 'a:\r\n- read\r\n'],
    ['a:\n  - read\n  - write', 'write', 'a:\n  - read'],
    ['a:\n  - write\nb: 1\n', 'write', 'a: []\nb: 1\n'],
    ['a: # c\n  - write\n', 'write', null],
    ['a:\n  - &w write\n  - *w\n', 'write', null],
    ['- - write\n  - read\n', 'write', '- - read\n'],
  ]
  it.each(cases)('leaves %j', (text, item, becomes) => {
    expect(done(text, { kind: 'remove-item', at: at(text, item) })).toBe(becomes)
  })

  it('takes its whole mapping with it', () => {
    const text = 'modules:\n  - id: a\n    config:\n      note: |\n        one\n\n        two\n  - { id: b }\n'
    const start = text.indexOf('id: a')
    expect(done(text, { kind: 'remove-item', at: { file: 'a.yaml', start, end: start } })).toBe(
      'modules:\n  - { id: b }\n',
    )
  })
})

describe('an entry', () => {
  const cases: readonly (readonly [text: string, key: string, becomes: string | null])[] = [
    ['a: 1\nb: 2\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
    ['a: { b: 1, c: 2 }\n', 'b', 'a: { c: 2 }\n'],
    ['a: { b: 1, c: 2 }\n', 'c', 'a: { b: 1 }\n'],
    ['a:\n  b: 1\nd: 2\n', 'b', 'a: {}\nd: 2\n'],
    ['- b: 1\n  c: 2\n', 'b', '- c: 2\n'],
    ['- b: 1 # x\n  c: 2\n', 'b', null],
    ['a: 1\nb:\nc: 3\n', 'b', 'a: 1\nc: 3\n'],
  ]
  it.each(cases)('leaves %j', (text, key, becomes) => {
    expect(done(text, { kind: 'remove-entry', at: at(text, key) })).toBe(becomes)
  })
})

describe('what is added', () => {
  const cases: readonly (readonly [text: string, items: readonly string[], becomes: string | null])[] = [
    ['x:\n  do: 1\n  list: [a]\n', ['b'], 'x:\n  do: 1\n  list: [a, b]\n'],
    ['x:\n  do: 1\n  list: []\n', ['b', 'c'], 'x:\n  do: 1\n  list: [b, c]\n'],
    ['x:\n  do: 1 # one\n', ['b'], 'x:\n  do: 1 # one\n  list: [b]\n'],
    ['x: { do: 1 }\n', ['b'], 'x: { do: 1, list: [b] }\n'],
    ['x:\r\n  do: 1\r\n  list:\r\n  - a # a\r\n', ['b'], 'x:\r\n  do: 1\r\n  list:\r\n  - a # a\r\n  - b\r\n'],
    [
      'x:\n  do: 1\n  list:\n    - a: |\n        one\n',
      ['{ b: 1 }'],
      'x:\n  do: 1\n  list:\n    - a: |\n        one\n    - { b: 1 }\n',
    ],
    ['x:\n  do: 1', ['{ b: 1 }'], 'x:\n  do: 1\n  list:\n    - { b: 1 }'],
    ['x:\n  do: 1\n  list: word\n', ['b'], null],
  ]
  it.each(cases)('to %j stands behind', (text, items, becomes) => {
    expect(done(text, { kind: 'items', at: at(text, text.includes('{') ? '{' : 'do'), key: 'list', items })).toBe(
      becomes,
    )
  })

  it('goes into the mapping of its key, which may be missing', () => {
    const entries = [{ key: 'mail.send@1.0.0', value: 'mail' }]
    const place = { file: 'a.yaml', start: 0, end: 0 }
    const change: Change = { kind: 'entries', at: place, key: 'bindings', entries }
    expect(done('tenon: 1\n', change)).toBe('tenon: 1\nbindings:\n  mail.send@1.0.0: mail\n')
    expect(done('tenon: 1\nbindings: {}\n', change)).toBe('tenon: 1\nbindings: { mail.send@1.0.0: mail }\n')
    expect(done('tenon: 1\nbindings:\n  a@1: b\n', change)).toBe(
      'tenon: 1\nbindings:\n  a@1: b\n  mail.send@1.0.0: mail\n',
    )
  })

  it('may stand before all others', () => {
    const change: Change = { kind: 'first', at: { file: 'a.yaml', start: 8, end: 8 }, key: 'tenon', value: '1' }
    expect(done('# note\r\nmodules: []\r\n', change)).toBe('# note\r\ntenon: 1\r\nmodules: []\r\n')
    expect(done('# note.\nmodules: []\n', change)).toBe('# note.\ntenon: 1\nmodules: []\n')
    expect(done('{ a: 1 }\n', { ...change, at: { file: 'a.yaml', start: 0, end: 0 } })).toBe('{ tenon: 1, a: 1 }\n')
  })
})

it('offers a fix whole or not at all', () => {
  const text = 'a: titel\n'
  const right: Change = { kind: 'word', at: at(text, 'titel'), from: 'titel', to: 'title' }
  expect(done(text, right, { ...right, from: 'other' })).toBeNull()
})
