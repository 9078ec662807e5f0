import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import type { MappingShape, RefusedShape, Shape } from '../../../generator/language/shape.js'
import { specGrammar } from '../../../generator/language/spec-grammar.js'
import { head, tellSpec } from './tell.js'

type Value = null | boolean | number | string | Value[] | Mapping
interface Mapping {
  [key: string]: Value
}

/** A spec with something in every section. */
const whole = load(readFileSync(new URL('desk.yaml', import.meta.url), 'utf8')) as Mapping

const typeForms = ['type', 'object', 'array', 'enum']

/** The paths of all mappings in a value whose keys are fixed by the language. */
function listFixed(shape: Shape, value: Value | undefined, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return []
  if (shape.kind === 'named') return listFixed(specGrammar.named[shape.name] ?? shape, value, path)
  if (Array.isArray(value)) {
    const list = shape.kind === 'form-choice' ? shape.list : shape
    return value.flatMap((item, index) => {
      const inner = list.kind === 'list' ? list.item : list.kind === 'tuple' ? list.items[index] : undefined
      return inner === undefined ? [] : listFixed(inner, item, [...path, String(index)])
    })
  }
  const within = (inner: Shape, key: string) => listFixed(inner, value[key], [...path, key])
  if (shape.kind === 'map') return Object.keys(value).flatMap((key) => within(shape.entry, key))
  if (shape.kind === 'type') return listTypes(value, path)
  const mapping = mappingOf(shape, value)
  if (mapping === undefined) return []
  const inside = Object.entries(mapping.keys).flatMap(([key, rule]) => ('shape' in rule ? within(rule.shape, key) : []))
  return [path, ...inside]
}

function listTypes(value: Mapping, path: readonly string[]): (readonly string[])[] {
  const [form] = typeForms.filter((key) => Object.hasOwn(value, key))
  if (form === 'array') return [path, ...listFixed({ kind: 'type' }, value.array, [...path, 'array'])]
  if (form !== 'object') return [path]
  const fields: Shape = { kind: 'map', about: '', one: '', names: 'word', entry: { kind: 'type' } }
  return [path, ...listFixed(fields, value.object, [...path, 'object'])]
}

/** The mapping that is meant by a value. */
function mappingOf(shape: Shape, value: Mapping): MappingShape | undefined {
  const asMapping = (meant: MappingShape | RefusedShape | undefined) => (meant?.kind === 'mapping' ? meant : undefined)
  switch (shape.kind) {
    case 'mapping':
      return shape
    case 'form-choice':
      return shape.mapping.kind === 'mapping' ? shape.mapping : undefined
    case 'word-choice':
      return asMapping(shape.cases[String(value[shape.key])])
    case 'key-choice': {
      const meant = shape.cases.find(({ marks }) => marks.some((mark) => Object.hasOwn(value, mark)))
      return asMapping(meant?.shape) ?? shape.otherwise ?? undefined
    }
    default:
      return undefined
  }
}

/** The whole spec with one more key in the mapping at a path. */
function withKey(path: readonly string[], key: string, added: Value): Mapping {
  const copy = structuredClone(whole)
  const target = path.reduce<Value>((value, step) => (value as Mapping)[step] ?? null, copy)
  ;(target as Mapping)[key] = added
  return copy
}

const fixed = listFixed(specGrammar.root, whole, [])

describe('every mapping whose keys the language fixes', () => {
  it('is found in a spec that has all of them', () => {
    expect(parseSpec({ path: 'app.yaml', text: JSON.stringify(whole) }).diagnostics).toEqual([])
    const some = [
      '',
      'app',
      'domain.collections.tickets.fields.sla',
      'domain.actions.desk.add_comment.do.2.then.1',
      'access',
    ]
    expect(fixed.map((path) => path.join('.'))).toEqual(expect.arrayContaining(some))
    expect(fixed.length).toBeGreaterThan(30)
  })

  it.each(fixed.map((path) => [path.join('.') || '$', path] as const))('takes notes, which are kept: %s', (_, path) => {
    const noted = withKey(path, 'x-note', { any: [1, null], __proto: 'x' })
    const outcome = parseSpec({ path: 'app.yaml', text: JSON.stringify(noted) })
    expect(outcome.diagnostics).toEqual([])
    expect(outcome.ok && outcome.value.json).toEqual(noted)
  })

  it.each(fixed.map((path) => [path.join('.') || '$', path] as const))('takes no key of its own: %s', (_, path) => {
    const text = JSON.stringify(withKey(path, 'zzzzzz', 1))
    const { diagnostics } = parseSpec({ path: 'app.yaml', text })
    expect(diagnostics.map((found) => [found.path, text.slice(found.at.start, found.at.end)])).toEqual([
      [[...path, 'zzzzzz'].join('.'), '"zzzzzz"'],
    ])
  })
})

describe('names that belong to JavaScript', () => {
  const places: readonly (readonly [what: string, write: (name: string) => string])[] = [
    ['the app', (name) => `app: { id: ${name}, name: Desk, tz: UTC }`],
    ['a collection', (name) => `${head}domain: { collections: { ${name}: { fields: {} } } }`],
    ['a field', (name) => `${head}domain: { collections: { c: { fields: { ${name}: text } } } }`],
    [
      'a nested field',
      (name) => `${head}domain: { collections: { c: { fields: { f: { array: { object: { ${name}: id } } } } } } }`,
    ],
    ['a signal', (name) => `${head}domain: { signals: { custom: { ${name}: { payload: {} } } } }`],
    ['a member of a payload', (name) => `${head}domain: { signals: { custom: { s: { payload: { ${name}: id } } } } }`],
    ['a capability', (name) => `${head}domain: { capabilities: { ${name}: { in: {}, out: {} } } }`],
    ['an action', (name) => `${head}domain: { actions: { ${name}: {} } }`],
    ['an input', (name) => `${head}domain: { actions: { a: { in: { ${name}: text } } } }`],
    ['a default', (name) => `${head}domain: { actions: { a: { defaults: { ${name}: text } } } }`],
    ['a result', (name) => `${head}domain: { actions: { a: { do: [{ expr: 1, as: ${name} }] } } }`],
    [
      'a member that is handed on',
      (name) => `${head}domain: { actions: { a: { do: [{ call: b, with: { c: { ${name}: 1 } } }] } } }`,
    ],
    ['a member that is returned', (name) => `${head}domain: { actions: { a: { return: { ${name}: 1 } } } }`],
    [
      'a member of a literal',
      (name) => `${head}domain: { actions: { a: { return: { $literal: [{ ${name}: 1 }] } } } }`,
    ],
    [
      'an alias',
      (name) =>
        `${head}domain: { projections: { p: { strategy: join, primary: { collection: c, as: ${name} }, join: [], fields: [t.a], sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 1 } } } }`,
    ],
    [
      'a field of a row',
      (name) =>
        `${head}domain: { projections: { p: { strategy: from_collection, collection: c, fields: [a as ${name}], sort: { default_by: a }, pagination: { mode: page, page_arg: p, page_size_arg: s, default_page_size: 1, max_page_size: 1 } } } }`,
    ],
    ['a query', (name) => `${head}queries: [{ id: ${name}, in: {}, returns: { projection: p } }]`],
    ['a mutation', (name) => `${head}mutations: [{ id: ${name}, in: {}, run: { actionId: a, input: {} } }]`],
    ['a role', (name) => `${head}access: { default_policy: deny, roles: { ${name}: {} } }`],
  ]

  it.each(places)("are nobody's to give: %s", (_, write) => {
    for (const name of ['__proto__', 'prototype', 'constructor']) {
      const found = tellSpec(write(name)).map((line) => line.replace(/ .*: nothing/, ': nothing'))
      expect(found).toEqual([`spec_contract_conflict_error: nothing can be named "${name}"`])
    }
    expect(tellSpec(write('constructors'))).toEqual([])
  })

  it('are free in notes and as values', () => {
    const text = `${head}x-note: { constructor: { __proto__: 1 } }\ndomain: { actions: { a: { return: { b: constructor, c: [__proto__] } } } }`
    expect(tellSpec(text)).toEqual([])
  })
})
