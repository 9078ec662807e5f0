import { Ajv } from 'ajv'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { references } from '../../../generator/5-emit/json/reference.js'
import type { MappingShape, Shape } from '../../../generator/language/shape.js'
import { specGrammar } from '../../../generator/language/spec-grammar.js'
import { compileTexts, readApp, textsOf } from './compile-texts.js'

function editorCheck(app: string) {
  const schema = JSON.parse(textsOf(compileTexts(readApp(app))).get('app.schema.json') ?? '')
  return new Ajv({ strict: false, allErrors: true }).compile(schema)
}

describe('app.schema.json', () => {
  const { yaml } = readApp('mini-desk')
  const check = editorCheck('mini-desk')

  const apps = ['mini-desk', 'hostile-names', '../../samples/wiring']
  it.each(apps)('accepts the spec that it was made from: %s', (app) => {
    const own = editorCheck(app)
    own(load(readApp(app).yaml))
    expect(own.errors).toBe(null)
  })

  const refused: readonly (readonly [what: string, from: string, to: string])[] = [
    ['an unknown key', 'name: Mini desk', 'name: Mini desk, colour: red'],
    ['an unknown key deep inside', 'pagination: { mode: page', 'pagination: { pages: 1, mode: page'],
    ['an unknown role', 'access: { roles: [authenticated] }', 'access: { roles: [nobody] }'],
    ['an unknown collection', 'primary: { as: t, collection: tickets }', 'primary: { as: t, collection: ticket }'],
    ['an unknown action', 'actionId: desk.add_comment', 'actionId: desk.add'],
    ['an unknown projection', 'projection: board', 'projection: boards'],
    ['an unknown signal', 'signal: comment.added', 'signal: comment.add'],
    ['an unknown call', 'call: ids.generate', 'call: ids.make'],
    ['an unknown type', 'title: text!', 'title: string!'],
    ['an unknown operator', '{ trim: { var: input.text } }', '{ strip: { var: input.text } }'],
    ['two operators', '{ trim: { var: input.text } }', '{ trim: x, cat: y }'],
    ['a missing key', 'search: { fields: [t.title, handler], arg: find }', 'search: { fields: [t.title] }'],
    ['an unknown strategy', 'strategy: join', 'strategy: graph'],
    ['a step of two kinds', '{ call: ids.generate,', '{ call: ids.generate, expr: 1,'],
  ]
  it.each(refused)('refuses %s', (_, from, to) => {
    expect(yaml).toContain(from)
    expect(check(load(yaml.replace(from, to)))).toBe(false)
  })

  it('lets notes of the author pass, and sections that say nothing', () => {
    const more = yaml.replace('name: Mini desk', 'name: Mini desk, x-note: { any: 1 }')
    expect(check(load(`${more}\nsession: { fields: {} }\nroutes: []\nviews: { nodes: [], screens: [] }\n`))).toBe(true)
    expect(check(load(`${more}\nroutes: [ { id: x } ]\n`))).toBe(false)
  })

  it('fits each file of a spec, of which none has to give all', () => {
    expect(check({ include: ['domain/*.yaml'], access: { default_policy: 'deny' } })).toBe(true)
    expect(check({ domain: { signals: { custom: {} } } })).toBe(true)
    expect(check({ app: { id: 'desk' } })).toBe(false)
    expect(check({ include: ['/etc/app.yaml'] })).toBe(false)
    expect(check({ include: 'domain.yaml' })).toBe(false)
  })

  it.each([
    ['a surface of another name', 'wiring: { surfaces: { htttp: {} } }', false],
    [
      'a key of another surface',
      'wiring: { surfaces: { http: { queries: { a: { bind: {}, command: { path: a } } } } } }',
      false,
    ],
    ['a binding without bind', 'wiring: { surfaces: { http: { queries: { a: { path: /a } } } } }', false],
    [
      'an op that there is not',
      'wiring: { surfaces: { web: { queries: { a: { bind: {}, x-dispatch: { matcher: { surfaceType: web, clauses: [{ key: path, op: like }] } } } } } } }',
      false,
    ],
    [
      'a binding',
      'wiring: { surfaces: { http: { queries: { a: { path: /a, bind: { p: query.p } } } } }, requirements: {} }',
      true,
    ],
  ])('judges wiring: %s', (_, wiring, isRight) => {
    expect(check(load(`${yaml}\n${wiring}\n`))).toBe(isRight)
  })

  it.each([
    ['on: [comment.added], steps: []', true],
    ['on: [guard.violated], steps: []', true],
    ['on: [comment.add], steps: []', false],
    ['on: [], steps: []', false],
    ['on: [comment.added], steps: [{ run: desk.add_comment }]', true],
    ['on: [comment.added], steps: [{ run: desk.add }]', false],
    ['on: [comment.added], steps: [{ run: desk.add_comment, set: { n: 1 } }]', false],
    ['on: [comment.added], steps: [{ if: true, then: [{ set: { n: 1 } }] }]', true],
    ['on: [comment.added], steps: [{ if: true, then: [{ call: ids.generate }] }]', false],
    ['on: [comment.added], idempotency: { policy: dedupe }, lifecycle: { state_ttl_seconds: 1 }, steps: []', true],
    ['on: [comment.added], lifecycle: { state_ttl_seconds: 0 }, steps: []', false],
  ])('judges flows: %s', (flow, isRight) => {
    expect(check({ domain: { flows: { follow: load(`{ ${flow} }`) } } })).toBe(isRight)
  })

  it('offers no action the signal that the runtime alone emits', () => {
    const emits = (signal: string) => ({ domain: { actions: { act: { emits: [{ signal, payload: {} }] } } } })
    expect([check(emits('comment.added')), check(emits('guard.violated'))]).toEqual([true, false])
  })

  it('offers the names of the app and tells what keys mean', () => {
    const text = textsOf(compileTexts(readApp('mini-desk'))).get('app.schema.json') ?? ''
    const { properties } = JSON.parse(text)
    const { actionId } = properties.mutations.items.properties.run.properties
    expect(actionId).toEqual({ description: 'The action.', enum: ['desk.add_comment'] })
  })
})

describe('the places that name something', () => {
  it('are places of the grammar', () => {
    const places = new Set<string>()
    const visit = (shape: Shape): void => {
      for (const mapping of mappingsOf(shape)) {
        for (const [key, rule] of Object.entries(mapping.keys)) {
          places.add(`${mapping.name}: ${key}`)
          if ('shape' in rule) visit(rule.shape)
        }
      }
    }
    for (const shape of [specGrammar.root, ...Object.values(specGrammar.named)]) visit(shape)
    expect([...references.keys()].filter((place) => !places.has(place))).toEqual([])
  })
})

function mappingsOf(shape: Shape): MappingShape[] {
  switch (shape.kind) {
    case 'mapping':
      return [shape]
    case 'map':
      return mappingsOf(shape.entry)
    case 'list':
      return mappingsOf(shape.item)
    case 'tuple':
      return shape.items.flatMap(mappingsOf)
    case 'form-choice':
      return [...mappingsOf(shape.mapping), ...mappingsOf(shape.list)]
    case 'key-choice':
      return [
        ...shape.cases.flatMap((one) => (one.shape.kind === 'mapping' ? [one.shape] : [])),
        ...(shape.otherwise === null ? [] : mappingsOf(shape.otherwise)),
      ]
    case 'word-choice':
      return Object.values(shape.cases).flatMap((one) => (one.kind === 'mapping' ? [one] : []))
    default:
      return []
  }
}
