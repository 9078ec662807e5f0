import { describe, expect, it } from 'vitest'
import { parse } from '../../../generator/2-parse/parse.js'
import { checkWiring } from '../../../generator/3-check/wiring/check-wiring.js'
import type { CheckedSurfaceBinding } from '../../../generator/artifact/wiring-model.js'
import type { Diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import { checkedYaml, expectMarked } from './check-yaml.js'

const head = `
app: { id: desk, name: Desk, tz: UTC }
domain:
  collections: { notes: { fields: { text: text! } } }
  actions:
    greet: { in: { name: text!, loud: bool, tags: { array: text }, more: { object: { a: int } }, rank: { enum: [1, 2] } }, return: { ok: true } }
  projections:
    notes:
      strategy: from_collection
      collection: notes
      sort: { default_by: id }
      pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
queries:
  - { id: notes, in: { p: int, per: int!, on: timestamp! }, defaults: { per: 5 }, returns: { projection: notes } }
  - { id: greet, in: {}, returns: { projection: notes } }
mutations:
  - { id: greet, in: { name: text!, loud: bool, tags: { array: text }, more: { object: { a: int } }, rank: { enum: [1, 2] } }, run: { actionId: greet, input: {} } }
wiring:
  surfaces:
`

function bindingsOf(surfaces: string): readonly CheckedSurfaceBinding[] {
  return checkedYaml(head + surfaces).surfaces.flatMap(({ bindings }) => bindings)
}

describe('a binding that is right', () => {
  it('takes scalars and enums from text, and anything from a body', () => {
    const [binding] = bindingsOf(
      '    http: { mutations: { greet: { path: "/:who", bind: { name: path.who, loud: query.loud, rank: query.r, tags: body.tags, more: body.x.0.more } } } }',
    )
    expect(binding?.inputs.map(({ name, required, source }) => [name, required, source])).toEqual([
      ['loud', false, { bucket: 'query', path: ['loud'] }],
      ['more', false, { bucket: 'body', path: ['x', '0', 'more'] }],
      ['name', true, { bucket: 'path', path: ['who'] }],
      ['rank', false, { bucket: 'query', path: ['r'] }],
      ['tags', false, { bucket: 'body', path: ['tags'] }],
    ])
    expect(binding?.unbound).toEqual([])
  })

  it('needs no source for what a default fills or what is optional', () => {
    expectMarked(
      [
        head,
        '    http:',
        '      queries:',
        '        notes: { path: /notes, bind: {} } # ! binding_required_input_unbound_warning: "on"',
      ].join('\n'),
    )
  })

  it('may share a source with another, and have a query of names with dots', () => {
    const [binding] = bindingsOf(
      '    http: { queries: { notes: { path: /n, bind: { p: query.a.b, per: query.a.b, on: query.on } } } }',
    )
    expect(binding?.inputs.map(({ source }) => source?.path)).toEqual([['on'], ['a.b'], ['a.b']])
  })
})

describe('the score of a matcher', () => {
  const bind = 'bind: { name: body.name }'
  const cases: readonly (readonly [keys: string, score: number])[] = [
    ['path: /', 100],
    ['path: /a', 200],
    ['path: "/a/:b"', 210],
    ['path: "/a/:b/*"', 211],
    ['path: "/a/b/"', 300],
    ['path: /a, method: POST', 240],
    ['method: POST', 40],
    ['x-dispatch: { matcher: { surfaceType: http, clauses: [{ key: query.x, op: exists }] } }', 5],
    ['x-dispatch: { matcher: { surfaceType: http, clauses: [{ key: path, op: prefix, value: /abc }] } }', 24],
    ['x-dispatch: { matcher: { surfaceType: http, clauses: [{ key: path, op: eq, value: /abc }] } }', 40],
    [
      'x-dispatch: { matcher: { surfaceType: http, priorityBias: 2, clauses: [{ key: path, op: path_template, value: "/:x" }] } }',
      2110,
    ],
    [
      'x-dispatch: { matcher: { surfaceType: http, priorityBias: -1, clauses: [{ key: method, op: eq, value: GET }] } }',
      0,
    ],
    [
      'path: /ignored, x-dispatch: { matcher: { surfaceType: http, clauses: [{ key: method, op: eq, value: GET }] } }',
      40,
    ],
  ]
  it.each(cases)('of %s is %i', (keys, score) => {
    expect(bindingsOf(`    http: { mutations: { greet: { ${keys}, ${bind} } } }`)[0]?.score).toBe(score)
  })

  it('counts a command and each of its flags', () => {
    const command = 'command: { path: " say   hello ", when: { flags: { loud: true, to: all } } }'
    const [binding] = bindingsOf(`    cli: { mutations: { greet: { ${command}, bind: { name: args.name } } } }`)
    expect(binding?.score).toBe(120)
    expect(binding?.clauses).toEqual([
      { key: 'command', op: 'eq', value: 'say hello' },
      { key: 'flags.loud', op: 'eq', value: true },
      { key: 'flags.to', op: 'eq', value: 'all' },
    ])
    expect(binding?.line).toEqual({ args: ['name'], flags: { loud: 'switch', to: 'text' } })
  })
})

describe('a command line', () => {
  it('has its arguments in the order of bind, each once, and knows which flags take a value', () => {
    const [binding] = bindingsOf(
      '    cli: { mutations: { greet: { command: { path: x }, bind: { rank: flags.rank, name: args.z, loud: flags.loud } } } }',
    )
    expect(binding?.line).toEqual({ args: ['z'], flags: { loud: 'switch', rank: 'text' } })
  })

  it('lets a flag that is bound to a bool and to another take a value', () => {
    const [binding] = bindingsOf(
      '    cli: { mutations: { greet: { command: { path: x }, bind: { rank: flags.a, name: args.z, loud: flags.a } } } }',
    )
    expect(binding?.line?.flags).toEqual({ a: 'text' })
  })
})

describe('bindings that no request can tell apart', () => {
  it('are a query and a mutation of one id that have nothing but their intents', () => {
    expectMarked(
      [
        head,
        '    web:',
        '      queries: { greet: { bind: {} } }',
        '      mutations:',
        '        greet: { bind: { name: body.name } } # ! dispatch_matcher_ambiguous: query "greet"',
      ].join('\n'),
    )
  })

  it('are not those that differ in a method, a flag, a bias or a segment', () => {
    expectMarked(
      [
        head,
        '    http:',
        '      queries:',
        '        greet: { path: "/a/:x", bind: {} }',
        '        notes: { path: "/:x/a", method: GET, bind: { on: query.on } }',
        '      mutations: { greet: { path: "/a/:y", method: GET, bind: { name: body.name } } }',
        '    cli:',
        '      queries: { greet: { command: { path: a }, bind: {} } }',
        '      mutations: { greet: { command: { path: a, when: { flags: { b: true } } }, bind: { name: args.name } } }',
        '    web:',
        '      queries: { greet: { bind: {} } }',
        '      mutations:',
        '        greet:',
        '          bind: { name: body.name }',
        '          x-dispatch: { matcher: { surfaceType: web, priorityBias: 1, clauses: [{ key: intent, op: eq, value: greet }] } }',
      ].join('\n'),
    )
  })

  it('are paths that are written differently', () => {
    expectMarked(
      [
        head,
        '    http:',
        '      queries: { greet: { path: /caf%C3%A9, bind: {} } }',
        '      mutations:',
        '        greet: { path: /café/, bind: { name: body.name } } # ! dispatch_matcher_ambiguous',
      ].join('\n'),
    )
  })
})

describe('a binding of a route', () => {
  const home = { id: 'home', input: { name: 'HomeRouteInput', fields: [] } }

  function check(surfaces: string) {
    const parsed = parse({
      spec: { path: 'app.yaml', text: head + surfaces },
      manifest: null,
      included: null,
      lockfile: null,
    })
    if (!parsed.ok) throw new Error('it should be right')
    const found: Diagnostic[] = []
    const checked = checkWiring(parsed.value.spec.wiring, { query: [], mutation: [], route: [home] }, found)
    const clauses = checked.flatMap(({ type, bindings }) => bindings.map((one) => [type, one.clauses] as const))
    return { codes: found.map(({ code }) => code), clauses: Object.fromEntries(clauses) }
  }

  it('needs nothing but its id on any surface', () => {
    const bindings = ['http', 'web', 'cli', 'webhook'].map((type) => `    ${type}: { routes: { home: { bind: {} } } }`)
    const route = [{ key: 'route', op: 'eq', value: 'home' }]
    expect(check(bindings.join('\n'))).toEqual({
      codes: [],
      clauses: { http: route, web: route, webhook: route, cli: [{ key: 'command', op: 'eq', value: 'home' }] },
    })
  })

  it('may be a matcher of its own, and must exist', () => {
    expect(check('    web: { routes: { home: { route: home, path: /home, bind: {} } } }').codes).toEqual([])
    expect(check('    web: { routes: { home: { route: hom, bind: {} } } }').codes).toEqual([
      'spec_reference_not_found_error',
    ])
  })
})
