import { describe, expect, it } from 'vitest'
import { manifestGrammar } from '../../../generator/language/manifest-grammar.js'
import type { Grammar, Key, Shape } from '../../../generator/language/shape.js'
import { specGrammar } from '../../../generator/language/spec-grammar.js'
import { textForms } from '../../../generator/language/text-form.js'

/** Every shape of a grammar, with its path. */
function list(grammar: Grammar): [path: string, shape: Shape | Key][] {
  const all: [string, Shape | Key][] = []
  const walk = (path: string, shape: Shape): void => {
    all.push([path, shape])
    for (const [step, inner] of partsOf(shape)) walk(`${path}.${step}`, inner)
    if (shape.kind === 'mapping')
      for (const [name, key] of Object.entries(shape.keys)) all.push([`${path}.${name}`, key])
  }
  walk('$', grammar.root)
  for (const [name, shape] of Object.entries(grammar.named)) walk(name, shape)
  return all
}

function partsOf(shape: Shape): [string, Shape][] {
  switch (shape.kind) {
    case 'mapping':
      return Object.entries(shape.keys).flatMap(([name, key]) => ('shape' in key ? [[name, key.shape]] : []))
    case 'map':
      return [['*', shape.entry]]
    case 'list':
      return [['*', shape.item]]
    case 'tuple':
      return shape.items.map((item, index) => [String(index), item])
    case 'form-choice':
      return [
        ['mapping', shape.mapping],
        ['list', shape.list],
      ]
    case 'key-choice':
      return [
        ...shape.cases.flatMap((each): [string, Shape][] =>
          each.shape.kind === 'refused' ? [] : [[each.marks.join('|'), each.shape]],
        ),
        ...(shape.otherwise === null ? [] : [['otherwise', shape.otherwise] as [string, Shape]]),
      ]
    case 'word-choice':
      return Object.entries(shape.cases).flatMap(([word, each]) => (each.kind === 'refused' ? [] : [[word, each]]))
    default:
      return []
  }
}

describe.each([
  ['the app spec', specGrammar],
  ['the module manifest', manifestGrammar],
])('the grammar of %s', (_, grammar) => {
  const all = list(grammar)

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(grammar))).toEqual(grammar)
  })

  it('names only shapes that it has', () => {
    const named = all.flatMap(([, shape]) => ('kind' in shape && shape.kind === 'named' ? [shape.name] : []))
    expect(named.filter((name) => !(name in grammar.named))).toEqual([])
  })

  it('says of every key in one sentence what it is for', () => {
    const keys = all.flatMap(([path, shape]) => ('need' in shape ? [[path, shape.about] as const] : []))
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter(([, about]) => !/^[A-Za-z0-9].*\.$/.test(about))).toEqual([])
  })

  it('has the word of each case among the words of its key', () => {
    for (const [, shape] of all) {
      if (!('kind' in shape) || shape.kind !== 'word-choice') continue
      for (const [word, each] of Object.entries(shape.cases)) {
        const key = each.kind === 'mapping' ? each.keys[shape.key] : undefined
        const words = key !== undefined && 'shape' in key && key.shape.kind === 'word' ? key.shape.words : [word]
        expect(words).toContain(word)
      }
    }
  })
})

it('knows every key that the language has at its top', () => {
  expect(Object.keys(specGrammar.root.keys).sort()).toEqual([
    'access',
    'app',
    'domain',
    'include',
    'mutations',
    'personas',
    'queries',
    'routes',
    'scenarios',
    'session',
    'views',
    'wiring',
  ])
})

describe('the form of a text', () => {
  it.each([
    ['word', ['a', '_', 'aB9', 'A_1'], ['', '1a', 'a-b', 'a.b', 'é', 'a ']],
    ['dotted', ['a', 'a.b.c_1'], ['', '.a', 'a.', 'a..b', 'a-b', 'a.1']],
    ['id', ['a', 'list_board', 'list-board', 'a.b-c1', 'a.1'], ['', '1a', '-a', 'a-', 'a--b', 'a b']],
    ['app-id', ['a', 'mini-desk', 'a-'], ['', '-a', '1', 'a.b', 'a/b', '..']],
    ['module-id', ['a', ' a ', 'a.b-c'], ['', ' ', 'a b', '-a']],
    ['version', ['0.0.0', '1.20.300'], ['1', '1.0', '01.0.0', '1.0.0-a', 'v1.0.0', '1.0.0 ']],
    ['port', ['a@1.0.0', 'a.b@0.1.2'], ['a', 'a@1', '@1.0.0', 'a@1.0.0@2.0.0', 'a-b@1.0.0']],
    ['duration', ['1ms', '90d', '100000w'], ['', '0d', '05d', '1', 'd', '1.5h', '-1s', '1 d', '1D', '1y', '1d2h']],
    ['include', ['a.yaml', '../a/b.yaml', '**/*.y?ml', '.'], ['', '/a', '!a', 'a\\b', '{a,b}', 'a[0]']],
    ['field-path', ['a', 't.a', 'a.0', 'a.b-c'], ['', 'a.', 'a b', '.a']],
    ['field-reference', ['a', 't.a as b', ' t.a  as  b '], ['', 'a as', 'a as b.c', 'as b c', 'a AS b']],
    ['filled', ['a', ' a ', '\n.'], ['', ' ', '\n\t']],
  ] as const)('%s', (form, right, wrong) => {
    const pattern = new RegExp(textForms[form].pattern ?? '')
    expect(right.filter((text) => !pattern.test(text))).toEqual([])
    expect(wrong.filter((text) => pattern.test(text))).toEqual([])
  })
})
