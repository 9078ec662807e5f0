import { describe, expect, it } from 'vitest'
import { mergeFiles } from '../../../generator/2-parse/include/merge-files.js'
import { toJson } from '../../../generator/2-parse/to-json.js'
import { readYaml } from '../../../generator/2-parse/yaml/read-yaml.js'
import { fieldMap, list, mapOf, mapping, text } from '../../../generator/language/make-shape.js'
import { optional } from '../../../generator/language/shape.js'

const words = text('any')

/** A language with one key of each kind. */
const shape = mapping('the whole', {
  name: optional(words, 'One value.'),
  pair: optional({ kind: 'tuple', about: 'a pair', items: [words, words] }, 'One value, too.'),
  app: optional({ ...mapping('the app', { id: optional(words, 'An id.') }), isWhole: true }, 'All in one file.'),
  part: optional(
    mapping('a part', {
      word: optional(words, 'One value.'),
      fields: optional(fieldMap(), 'Fields by name.'),
      deep: optional(mapping('a deep part', { cities: optional(mapOf('cities', 'id', words), 'Cities.') }), 'Deeper.'),
    }),
    'What several files may give.',
  ),
  ways: optional(mapOf('ports to modules', 'id', words), 'Names with what they lead to.'),
  items: optional(list('items', words), 'A list.'),
})

function merge(...texts: readonly string[]) {
  const files = texts.map((yaml, index) => {
    const path = `${index}.yaml`
    return { path, ...readYaml({ path, text: yaml }, 'authoring_parse_error') }
  })
  return mergeFiles(shape, files)
}

function told(...texts: readonly string[]): readonly string[] {
  return merge(...texts).found.map(({ code, path, message, at, related }) => {
    const first = related.map((other) => other.at.file).join()
    return `${at.file} ${code} ${path}: ${message} [${first}]`
  })
}

describe('files that are put together', () => {
  it.each([
    ['nothing', ['{}', '{}'], {}],
    ['one file', ['{ name: a, items: [1], part: { word: b } }'], { name: 'a', items: [1], part: { word: 'b' } }],
    ['keys of several', ['name: a', 'items: [1]', 'pair: [a, b]'], { name: 'a', items: [1], pair: ['a', 'b'] }],
    ['lists', ['items: [1, 2]', '{}', 'items: [3]', 'items: []'], { items: [1, 2, 3] }],
    ['names', ['ways: { a: 1 }', 'ways: { c: 2, b: 3 }'], { ways: { a: 1, c: 2, b: 3 } }],
    [
      'parts at every depth',
      ['part: { word: a, deep: { cities: { x: 1 } } }', 'part: { fields: { f: text }, deep: { cities: { y: 2 } } }'],
      { part: { word: 'a', deep: { cities: { x: 1, y: 2 } }, fields: { f: 'text' } } },
    ],
    [
      'notes at every depth',
      ['x-a: 1\npart: { x-b: 1 }', 'x-a: [2]\npart: { x-b: { c: 3 } }', 'x-c: 4'],
      { 'x-a': [1, [2]], part: { 'x-b': [1, { c: 3 }] }, 'x-c': 4 },
    ],
    ['no include', ['include: [a]\nname: a', 'include: [b]'], { name: 'a' }],
  ])('hold %s', (_, texts, expected) => {
    const { root, found } = merge(...texts)
    expect(found).toEqual([])
    expect(toJson(root)).toEqual(expected)
  })

  it.each([
    [
      'a value',
      ['name: a', 'name: a'],
      ['1.yaml spec_contract_conflict_error name: "name" is given in two files, and a spec has one [0.yaml]'],
    ],
    [
      'a list of a fixed length',
      ['pair: [a, b]', 'pair: [c, d]'],
      ['1.yaml spec_contract_conflict_error pair: "pair" is given in two files, and a spec has one [0.yaml]'],
    ],
    [
      'what is given as a whole',
      ['app: { id: a }', 'app: {}'],
      ['1.yaml spec_contract_conflict_error app: "app" is given in two files, and a spec has one [0.yaml]'],
    ],
    [
      'a value within a part, thrice',
      ['part: { word: a }', '{}', 'part: { word: b }', 'part: { word: c }'],
      ['2.yaml', '3.yaml'].map(
        (file) =>
          `${file} spec_contract_conflict_error part.word: "word" is given in two files, and a spec has one [0.yaml]`,
      ),
    ],
    [
      'a field',
      ['part: { fields: { f: text } }', 'part: { fields: { f: id } }'],
      ['1.yaml spec_duplicate_id_error part.fields.f: the field "f" is declared twice [0.yaml]'],
    ],
    [
      'a deep name',
      ['part: { deep: { cities: { x: 1 } } }', 'part: { deep: { cities: { x: 2 } } }'],
      ['1.yaml spec_duplicate_id_error part.deep.cities.x: the city "x" is declared twice [0.yaml]'],
    ],
    [
      'the name of a pair',
      ['ways: { x: 1 }', 'ways: { x: 2 }'],
      ['1.yaml spec_duplicate_id_error ways.x: the port "x" is declared twice [0.yaml]'],
    ],
  ])('do not both say %s', (_, texts, expected) => {
    expect(told(...texts)).toEqual(expected)
  })

  it.each([
    ['items', ['items: [1]', 'items: {}', 'items: [2]'], ['list', 'map']],
    ['part', ['part: 1', 'part: {}'], ['map', 'scalar']],
    ['ways', ['ways: ~', 'ways: 2'], ['scalar', 'scalar']],
    ['nmae', ['nmae: 1', 'nmae: 2'], ['scalar', 'scalar']],
  ])('leave what has a wrong shape to the check of shapes: %s', (key, texts, kinds) => {
    const { root, found } = merge(...texts)
    expect(found).toEqual([])
    expect(root.entries.map((entry) => [entry.key.text, entry.value.kind])).toEqual(kinds.map((kind) => [key, kind]))
  })

  it('begin where the first of them begins', () => {
    const { root } = merge('name: a', 'part: { word: a }', 'part: { fields: {} }\nitems: [1]')
    expect(root.at.file).toBe('0.yaml')
    expect(root.entries.map(({ key, value }) => `${key.at.file} ${value.at.file}`)).toEqual([
      '0.yaml 0.yaml',
      '1.yaml 1.yaml',
      '2.yaml 2.yaml',
    ])
  })

  it('miss nothing for certain as long as one of them is damaged', () => {
    const isDamaged = (...texts: readonly string[]): boolean => {
      const { root, damaged } = merge(...texts)
      return damaged.has(root)
    }
    expect(isDamaged('name: a', 'items: [1]')).toBe(false)
    expect(isDamaged('name: a', 'items: [1')).toBe(true)
    expect(isDamaged('name: a', '<<: *x')).toBe(true)
    expect(isDamaged('<<: {}')).toBe(true)
  })
})
