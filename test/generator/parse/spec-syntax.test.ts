import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSpec } from '../../../generator/2-parse/parse-spec.js'
import type { SpecSyntax } from '../../../generator/artifact/documents.js'
import { head, tellAll } from './tell.js'

function read(text: string): SpecSyntax {
  const outcome = parseSpec({ path: 'app.yaml', text })
  expect(tellAll(text, outcome)).toEqual([])
  if (!outcome.ok) throw new Error('it was not read')
  return outcome.value
}

/** The syntax with every place replaced by the text that stands there, and every word by itself. */
function plain(text: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(text, item))
  if (typeof value !== 'object' || value === null) return value
  if ('text' in value && 'at' in value) return value.text
  const entries = Object.entries(value).filter(([key]) => key !== 'at')
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(text, inner)]))
}

function section<Name extends keyof SpecSyntax>(text: string, name: Name): unknown {
  const whole = head + text
  return plain(whole, read(whole)[name])
}

const noFailure = { stepsContinue: false, signalsAbort: false, rollback: 'transaction' }
const usual = { timeoutMs: null, attempts: 1, backoffMs: 0, continuesOnTimeout: false, continuesOnError: false }

describe('the syntax of an app spec', () => {
  it('has defaults for everything but the app', () => {
    const { at: _, access, json, ...spec } = read(head)
    expect(plain(head, { access, ...spec })).toEqual({
      files: ['app.yaml'],
      app: { history: null, id: 'desk', name: 'Desk', tz: 'UTC' },
      collections: [],
      signals: [],
      capabilities: [],
      actions: [],
      flows: [],
      projections: [],
      queries: [],
      wiring: { surfaces: [] },
      mutations: [],
      personas: [],
      scenarios: [],
      routes: [],
      session: null,
      views: { nodes: [], screens: [] },
      requirements: [],
      access: { defaultPolicy: 'deny', roles: [] },
    })
    expect(json).toEqual({ app: { id: 'desk', name: 'Desk', tz: 'UTC' } })
  })

  it('keeps the document as it was written, notes and empty sections included', () => {
    const text = `${head}x-note: { 2: a }\nroutes: []\nqueries:\n  - { id: q, in: { a: text }, defaults: { a: ~ }, returns: { projection: p } }\n`
    expect(read(text.replace('2: a', '"2": a')).json).toEqual({
      app: { id: 'desk', name: 'Desk', tz: 'UTC' },
      'x-note': { '2': 'a' },
      routes: [],
      queries: [{ id: 'q', in: { a: 'text' }, defaults: { a: null }, returns: { projection: 'p' } }],
    })
  })

  it('has types of every form', () => {
    const fields = `{ a: text!, b: { type: int, required: true }, c: { array: { object: { d: id } } }, e: { enum: [1, x, true], required: false } }`
    expect(section(`domain: { collections: { t: { fields: ${fields} } } }`, 'collections')).toEqual([
      {
        name: 't',
        value: {
          fields: [
            { name: 'a', value: { kind: 'scalar', scalar: 'text', required: true } },
            { name: 'b', value: { kind: 'scalar', scalar: 'int', required: true } },
            {
              name: 'c',
              value: {
                kind: 'array',
                required: false,
                item: {
                  kind: 'object',
                  required: false,
                  fields: [{ name: 'd', value: { kind: 'scalar', scalar: 'id', required: false } }],
                },
              },
            },
            { name: 'e', value: { kind: 'enum', values: [1, 'x', true], required: false } },
          ],
          invariants: null,
        },
      },
    ])
  })

  it('has signals', () => {
    const text =
      'domain: { signals: { custom: { a.b: { payload: { id: id! } }, c: { description: D, version: 2, payload: {}, event_key: { var: payload.x } } } } }'
    const var0 = { kind: 'var', path: 'payload.x', segments: ['payload', 'x'], fallback: null }
    expect(section(text, 'signals')).toEqual([
      {
        name: 'a.b',
        value: {
          description: null,
          version: 1,
          payload: [{ name: 'id', value: { kind: 'scalar', scalar: 'id', required: true } }],
          eventKey: null,
          migrate: [],
          guards: null,
        },
      },
      { name: 'c', value: { description: 'D', version: 2, payload: [], eventKey: var0, migrate: [], guards: null } },
    ])
  })

  it('has expressions', () => {
    const where = '{ and: [{ "!": { var: [a.0, { cat: [] }] } }, [1, ~, x], { length: abc }] }'
    const text = `queries: [{ id: q, in: {}, returns: { projection: p }, where: ${where} }]`
    expect(section(text, 'queries')).toEqual([
      {
        id: 'q',
        in: [],
        access: null,
        defaults: [],
        projection: 'p',
        asOf: null,
        where: {
          kind: 'operator',
          operator: 'and',
          arguments: [
            {
              kind: 'operator',
              operator: '!',
              arguments: [
                {
                  kind: 'var',
                  path: 'a.0',
                  segments: ['a', '0'],
                  fallback: { kind: 'operator', operator: 'cat', arguments: [] },
                },
              ],
            },
            {
              kind: 'list',
              items: [
                { kind: 'literal', value: 1 },
                { kind: 'literal', value: null },
                { kind: 'literal', value: 'x' },
              ],
            },
            { kind: 'operator', operator: 'length', arguments: [{ kind: 'literal', value: 'abc' }] },
          ],
        },
      },
    ])
  })

  it('has capabilities of both kinds', () => {
    const text =
      'domain: { capabilities: { l: { in: { a: text }, do: [{ expr: 1, as: b }], return: { c: { $expr: { var: b } } } }, e: { in: {}, out: {} }, f: { in: {}, out: {}, version: 2.0.1, effects: [read] } } }'
    expect(section(text, 'capabilities')).toEqual([
      {
        name: 'l',
        value: {
          kind: 'local',
          in: [{ name: 'a', value: { kind: 'scalar', scalar: 'text', required: false } }],
          out: [],
          do: [{ kind: 'expression', expression: { kind: 'literal', value: 1 }, as: 'b' }],
          return: {
            kind: 'object',
            entries: [
              {
                name: 'c',
                value: { kind: 'expression', expression: { kind: 'var', path: 'b', segments: ['b'], fallback: null } },
              },
            ],
          },
        },
      },
      { name: 'e', value: { kind: 'external', in: [], out: [], version: null, effects: null } },
      { name: 'f', value: { kind: 'external', in: [], out: [], version: '2.0.1', effects: ['read'] } },
    ])
  })

  it('has actions with steps, templates and emissions', () => {
    const text = [
      'domain:',
      '  actions:',
      '    a:',
      '      in: { x: text }',
      '      out: {}',
      '      defaults: { x: { y: [1] } }',
      '      effects: [emit]',
      '      do:',
      '        - { call: c, with: { k: [1, { $literal: { $expr: 1 } }] }, as: r }',
      '        - { call: d }',
      '        - { if: true, then: [{ expr: 1, as: e }], else: [] }',
      '      emits: [{ signal: s, when: false, payload: {} }]',
      '      return: text',
    ].join('\n')
    const literal = (value: unknown) => ({ kind: 'literal', value })
    expect(section(text, 'actions')).toEqual([
      {
        name: 'a',
        value: {
          description: null,
          effects: ['emit'],
          effectsAt: { file: 'app.yaml', start: 150, end: 156 },
          in: [{ name: 'x', value: { kind: 'scalar', scalar: 'text', required: false } }],
          out: [],
          defaults: [
            {
              name: 'x',
              value: {
                kind: 'map',
                entries: [{ key: 'y', value: { kind: 'list', items: [{ kind: 'scalar', value: 1 }] } }],
              },
            },
          ],
          guards: null,
          do: [
            {
              kind: 'call',
              call: 'c',
              with: {
                kind: 'object',
                entries: [{ name: 'k', value: { kind: 'list', items: [literal(1), literal({ $expr: 1 })] } }],
              },
              as: 'r',
              policy: usual,
            },
            { kind: 'call', call: 'd', with: null, as: null, policy: usual },
            {
              kind: 'if',
              condition: literal(true),
              then: [{ kind: 'expression', expression: literal(1), as: 'e' }],
              else: [],
            },
          ],
          emits: [{ signal: 's', when: literal(false), payload: { kind: 'object', entries: [] } }],
          return: literal('text'),
          sessionOutcome: null,
          failure: noFailure,
        },
      },
    ])
    expect(section('domain: { actions: { b: {} } }', 'actions')).toEqual([
      {
        name: 'b',
        value: {
          description: null,
          effects: [],
          effectsAt: null,
          in: [],
          out: null,
          defaults: [],
          guards: null,
          do: [],
          emits: [],
          return: null,
          sessionOutcome: null,
          failure: noFailure,
        },
      },
    ])
  })

  it('has mutations that hand on members or everything', () => {
    const run = (id: string, input: string) =>
      `{ id: ${id}, in: {}, run: { actionId: a, input: ${input} }, access: { roles: [x] } }`
    const parts = { in: [], access: { roles: ['x'] }, action: 'a' }
    expect(section(`mutations: [${run('m', '{}')}, ${run('n', '{ k: 1 }')}]`, 'mutations')).toEqual([
      { id: 'm', ...parts, input: null },
      {
        id: 'n',
        ...parts,
        input: { kind: 'object', entries: [{ name: 'k', value: { kind: 'literal', value: 1 } }] },
      },
    ])
  })

  it('has roles with rules', () => {
    const text =
      'access: { default_policy: allow, roles: { r: { description: D, extends: [s], derive: { auth_is_authenticated: [], x-y: 1, auth_claim_equals: [c, { d: 1 }] } }, s: {} } }'
    expect(section(text, 'access')).toEqual({
      defaultPolicy: 'allow',
      roles: [
        {
          name: 'r',
          value: {
            description: 'D',
            extends: ['s'],
            derive: [{ kind: 'is-authenticated' }, { kind: 'claim-equals', claim: 'c', value: { d: 1 } }],
          },
        },
        { name: 's', value: { description: null, extends: [], derive: [] } },
      ],
    })
  })
})

it('reads what the emitted sample comes from', () => {
  const text = readFileSync(new URL('./desk.yaml', import.meta.url), 'utf8')
  const { actions, projections, queries, mutations, capabilities } = read(text)
  const counts = { actions, projections, queries, mutations, capabilities }
  expect(Object.values(counts).map((all) => all.length)).toEqual([1, 1, 1, 1, 2])
})
