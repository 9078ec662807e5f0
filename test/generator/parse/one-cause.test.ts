import { expect, it } from 'vitest'
import { parse } from '../../../generator/2-parse/parse.js'
import { head, tellAll, tellManifest, tellSpec } from './tell.js'

it('finds everything that is wrong in one run, in YAML, in shapes and in expressions', () => {
  const spec = [
    'app: { id: 1, name: Desk, tz: UTC }',
    'app: {}',
    'domain:',
    '  collections: { tickets: { fields: { title: string } } }',
    '  actions: { a: { do: [{ call: x, retries: 3 }] } }',
    'queries: [{ id: q, in: {}, returns: { projection: p }, where: { eq: 1 } }]',
    'routes: [{ id: r }]',
    'count: .inf',
  ].join('\n')
  expect(tellSpec(spec).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'authoring_parse_error app',
    'authoring_parse_error count',
    'spec_unknown_key_error count',
    'authoring_spec_invalid app.id',
    'unsupported_scalar_type domain.collections.tickets.fields.title',
    'spec_unknown_key_error domain.actions.a.do.0.retries',
    'unsupported_expression_error queries.0.where.eq',
    'authoring_spec_invalid routes.0',
  ])
})

it('says of both documents what is wrong', () => {
  const outcome = parse({
    spec: { path: 'app.yaml', text: 'app: 1' },
    included: null,
    manifest: { path: 'modules.yaml', text: 'tenon: 2' },
    lockfile: null,
  })
  expect(outcome.diagnostics.map(({ code, at }) => [code, at.file])).toEqual([
    ['authoring_spec_invalid', 'app.yaml'],
    ['manifest_version_unsupported_error', 'modules.yaml'],
  ])
})

it.each([
  ['a value that JSON cannot hold', 'name: .nan', 'authoring_parse_error app.name'],
  ['an unknown alias', 'name: *nobody', 'authoring_parse_error app.name'],
  ['an alias inside its anchor', 'name: &a [*a]', 'authoring_parse_error app.name.0'],
])('says nothing more of %s', (_, line, expected) => {
  const lines = tellSpec(`app:\n  id: desk\n  tz: UTC\n  ${line}\n`)
  expect(lines[0]).toContain(expected)
  expect(lines).toHaveLength(line.includes('[') ? 2 : 1)
})

it('misses no key in a mapping that lost some to a merge key', () => {
  expect(tellSpec('app:\n  <<: { id: desk, name: Desk, tz: UTC }\n')).toEqual([
    'authoring_parse_error app "<<": this is not the YAML that is expected: merge keys ("<<") are not part of YAML 1.2; write the keys out',
  ])
})

it('knows neither steps nor modules that lost their keys', () => {
  const steps = `${head}domain: { actions: { a: { do: [{ <<: { call: x } }] } } }`
  expect(tellSpec(steps).map((line) => line.split(' ')[0])).toEqual(['authoring_parse_error'])
  const modules = 'tenon: 1\nmodules: [{ <<: { kind: provider } }]'
  expect(tellManifest(modules).map((line) => line.split(' ')[0])).toEqual(['manifest_parse_error'])
})

it('tells a mistake behind an anchor once, however often it is used', () => {
  const text = `${head}domain:\n  collections:\n    a: { fields: &f { title: string } }\n    b: { fields: *f }\n    c: { fields: *f }\n`
  expect(tellSpec(text)).toEqual([
    'unsupported_scalar_type domain.collections.a.fields.title "string": "string" is not a type (did you mean "text"?)',
  ])
})

it('tells a wrong use of an anchor where it is used', () => {
  const text = `${head}x-note: &n [1]\ndomain: *n\n`
  expect(tellSpec(text)).toEqual(['authoring_spec_invalid domain "*n": "domain" must be a mapping, not a list of 1'])
})

it('gives a document only when nothing is wrong', () => {
  const outcome = parse({ spec: { path: 'app.yaml', text: head }, included: null, manifest: null, lockfile: null })
  expect(tellAll(head, outcome)).toEqual([])
  expect(outcome.ok && outcome.value.manifest).toEqual({
    at: { file: 'modules.yaml', start: 0, end: 0 },
    app: null,
    out: null,
    target: 'node',
    presets: [],
    modules: [],
    bindings: [],
    given: false,
  })
})
