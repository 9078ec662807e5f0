import { describe, expect, it } from 'vitest'
import { findSpecPath } from '../../../generator/2-parse/find-spec-path.js'
import { parseManifest } from '../../../generator/2-parse/parse-manifest.js'
import { tellAll } from './tell.js'

function read(text: string) {
  const outcome = parseManifest({ path: 'modules.yaml', text })
  expect(tellAll(text, outcome)).toEqual([])
  if (!outcome.ok) throw new Error('it was not read')
  return outcome.value
}

describe('the syntax of a manifest', () => {
  it('has defaults for everything but the format', () => {
    const { at: _, ...manifest } = read('tenon: 1\n')
    expect(manifest).toEqual({
      app: null,
      out: null,
      target: 'node',
      presets: [],
      modules: [],
      bindings: [],
      given: true,
    })
  })

  it('has modules in their order, with trimmed ids and the place of their kind', () => {
    const text = [
      'tenon: 1',
      'app: ./spec/app.yaml',
      'out: ./made',
      'target: edge',
      'presets: [tenon:safe]',
      'modules:',
      '  - { id: " store ", kind: provider, source: tenon:memory, provides: [a.b@1.0.0], config: { k: [1] } }',
      '  - { id: geo, kind: native, source: ./geo.ts, name: g, aliases: [h], capabilities: [pure], requires: [store], claims: [c] }',
      '  - { id: llm, kind: initializer, source: llm, registers: [r] }',
      '  - { id: t, kind: guest, source: ./t.ts, lifetime: call, limits: { cpu_ms: 5 } }',
      'bindings: { a.b@1.0.0: store }',
    ].join('\n')
    const manifest = read(text)
    expect(manifest).toMatchObject({
      app: { text: './spec/app.yaml' },
      out: { text: './made' },
      target: 'edge',
      presets: [{ text: 'tenon:safe' }],
      modules: [
        {
          id: { text: 'store' },
          kind: 'provider',
          source: { text: 'tenon:memory' },
          name: null,
          aliases: [],
          provides: [{ port: 'a.b', version: '1.0.0' }],
          config: { kind: 'map' },
        },
        {
          id: { text: 'geo' },
          kind: 'native',
          name: { text: 'g' },
          aliases: [{ text: 'h' }],
          capabilities: [{ text: 'pure' }],
          provides: null,
          requires: [{ text: 'store' }],
          claims: [{ text: 'c' }],
          config: null,
        },
        { id: { text: 'llm' }, kind: 'initializer', registers: [{ text: 'r' }] },
        { id: { text: 't' }, kind: 'guest' },
      ],
      bindings: [{ name: { text: 'a.b@1.0.0' }, value: { text: 'store' } }],
    })
    const [first] = manifest.modules
    expect(text.slice(first?.kindAt.start, first?.kindAt.end)).toBe('provider')
    expect(text.slice(first?.id.at.start, first?.id.at.end)).toBe('" store "')
    expect(text.slice(first?.provides?.[0]?.at.start, first?.provides?.[0]?.at.end)).toBe('a.b@1.0.0')
  })
})

describe('the path of the app spec', () => {
  it.each([
    ['tenon: 1\napp: ./x.yaml\n', './x.yaml'],
    ['app: ./x.yaml\nunknown: [1]\n', './x.yaml'],
    ['tenon: 1\n', null],
    ['app: 5', null],
    ['app: "  "', null],
    ['app: [', null],
    ['', null],
  ])('of %j is %s', (text, path) => {
    expect(findSpecPath({ path: 'modules.yaml', text })).toBe(path)
  })
})
