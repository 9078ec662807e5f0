import { describe, expect, it } from 'vitest'
import { importSpecifier } from '../../../generator/4-model/import-specifier.js'
import type { ModuleSource, ModuleSources } from '../../../generator/artifact/source-set.js'
import { modelOf } from './model-of.js'

function found(specifier: string): ModuleSource {
  return { kind: 'found', specifier, version: null, integrity: 'sha256-', hasDefaultExport: true }
}

describe('what an import names', () => {
  const unchecked: ModuleSource = { kind: 'unchecked' }
  const cases: readonly (readonly [source: string, resolved: ModuleSource, from: string, specifier: string])[] = [
    ['tenon:sqlite', { kind: 'built-in' }, '../..', 'tenon/store/sqlite'],
    ['tenon:path', { kind: 'built-in' }, '../..', 'tenon/module/path'],
    ['./providers/mail.ts', found('providers/mail.ts'), '../..', '../../providers/mail.js'],
    ['./mail.mts', found('mail.mts'), '..', '../mail.mjs'],
    ['./mail.mjs', found('mail.mjs'), '../..', '../../mail.mjs'],
    ['../lib/mail.ts', found('../lib/mail.ts'), '../..', '../../../lib/mail.js'],
    [
      './providers/mail.ts',
      found('providers/mail.ts'),
      '../../examples/helpdesk',
      '../../examples/helpdesk/providers/mail.js',
    ],
    ['../lib/mail.ts', found('../lib/mail.ts'), '../../examples/helpdesk', '../../examples/lib/mail.js'],
    ['./gen/mail.ts', found('gen/mail.ts'), '', './gen/mail.js'],
    ['@desk/mail', found('@desk/mail'), '../..', '@desk/mail'],
    ['desk-mail.ts', found('desk-mail.ts'), '../..', 'desk-mail.ts'],
    ['./providers/mail.ts', unchecked, '../..', './providers/mail.js'],
    ['desk-mail', unchecked, '../..', 'desk-mail'],
  ]
  it.each(cases)('%s as %o from %s: %s', (source, resolved, from, specifier) => {
    expect(importSpecifier({ id: 'mail', source, resolved }, from)).toBe(specifier)
  })

  it('is nothing for a source that phase 3 refuses', () => {
    const missing = { id: 'mail', source: './mail.ts', resolved: { kind: 'missing', tried: [] } } as const
    expect(() => importSpecifier(missing, '..')).toThrow('bug')
  })
})

const spec = `
app: { id: desk, name: Desk, tz: UTC }
domain:
  collections: { notes: { fields: { text: text! } } }
  capabilities: { mail.send: { version: 1.0.0, effects: [network], in: { to: text! }, out: {} } }
  actions: { note: { effects: [network], do: [ { call: mail.send, with: { to: desk } } ] } }
  projections:
    notes:
      strategy: from_collection
      collection: notes
      sort: { default_by: text }
      pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 50 }
queries: [ { id: list_notes, in: {}, returns: { projection: notes } } ]
mutations: [ { id: note, in: {}, run: { actionId: note, input: {} } } ]
`
const manifest = `
tenon: 1
modules:
  - { id: z-store, kind: provider, source: "tenon:sqlite", config: { file: "./\${env:NAME:-a}.db" } }
  - { id: mail, kind: provider, source: ./mail.ts, provides: [mail.send@1.0.0] }
  - { id: z_store, kind: provider, source: "tenon:ids" }
`
const modules: ModuleSources = new Map<string, ModuleSource>([
  ['tenon:sqlite', { kind: 'built-in' }],
  ['tenon:ids', { kind: 'built-in' }],
  ['./mail.ts', found('mail.ts')],
])

describe('a composition', () => {
  const model = modelOf(spec, manifest, modules)
  const { deployment, ...composition } = model.composition
  const hashes = new Map(model.requirements.map(({ portId, contractHash }) => [portId, contractHash]))

  it('has the modules in the order of the manifest, under names that differ', () => {
    expect(composition.modules.map(({ id, identifier, specifier }) => [id, identifier, specifier])).toEqual([
      ['z-store', 'zStoreModule', 'tenon/store/sqlite'],
      ['mail', 'mailModule', '../../mail.js'],
      ['z_store', 'zStoreModule2', 'tenon/provider/ids'],
    ])
  })

  it('says what each serves; the store serves reads and writes alike', () => {
    expect(composition.modules.map(({ serves }) => serves)).toEqual([
      ['collections.read', 'collections.write'],
      ['mail.send'],
      [],
    ])
  })

  it('is deployed as the manifest says it', () => {
    const head = { appId: 'desk', environment: 'production', hostApiVersion: '1.0.0' }
    const local = (providerId: string) => ({ mode: 'local', targetHost: 'node', providerId })
    const locked = (portId: string) => [{ portId, portVersion: '1.0.0', contractHash: hashes.get(portId) }]
    expect([...hashes.values()].every((hash) => /^[0-9a-f]{64}$/.test(hash ?? ''))).toBe(true)
    expect(deployment).toEqual({
      hostApiVersion: '1.0.0',
      host: 'node',
      modules: [
        { id: 'z-store', kind: 'provider', source: 'tenon:sqlite', config: { file: './${env:NAME:-a}.db' } },
        { id: 'mail', kind: 'provider', source: './mail.ts', config: {} },
        { id: 'z_store', kind: 'provider', source: 'tenon:ids', config: {} },
      ],
      bindingPlan: {
        ...head,
        capabilityBindings: [
          { portId: 'collections.read', portVersion: '1.0.0', resolution: local('z-store') },
          { portId: 'mail.send', portVersion: '1.0.0', resolution: local('mail') },
        ],
      },
      lockfile: {
        ...head,
        providers: [
          {
            providerId: 'z-store',
            providerVersion: '0.1.0',
            integrity: null,
            capabilities: locked('collections.read'),
          },
          { providerId: 'mail', providerVersion: null, integrity: null, capabilities: locked('mail.send') },
        ],
      },
    })
    expect(composition.bindings.map(({ port, module }) => `${port} ${module}`)).toEqual([
      'collections.read z-store',
      'mail.send mail',
    ])
  })

  it('locks a package at its version and by its bytes', () => {
    const integrity = `sha256-${Buffer.from('ab'.repeat(32), 'hex').toString('base64')}`
    const ofPackage = new Map(modules).set('./mail.ts', {
      ...found('desk-mail'),
      version: '2.1.0',
      integrity,
    } as ModuleSource)
    const locked = modelOf(spec, manifest, ofPackage).composition.deployment?.lockfile.providers[1]
    expect(locked).toMatchObject({ providerVersion: '2.1.0', integrity: `sha256:${'ab'.repeat(32)}` })
  })

  it("leaves to the host what the spec says is delegated, by a route of the port's name", () => {
    const wiring =
      'wiring: { requirements: { capabilities: [ { portId: mail.send, portVersion: 1.0.0, mode: delegated } ] } }\n'
    const alone = manifest
      .split('\n')
      .filter((line) => !line.includes('mail'))
      .join('\n')
    const { deployment: delegated } = modelOf(spec + wiring, alone, modules).composition
    expect(delegated?.bindingPlan.capabilityBindings[1]).toEqual({
      portId: 'mail.send',
      portVersion: '1.0.0',
      resolution: {
        mode: 'delegated',
        targetHost: 'node',
        providerId: 'tenon:host',
        delegateRouteId: 'mail.send@1.0.0',
      },
    })
    expect(delegated?.lockfile.providers.map(({ providerId, capabilities }) => [providerId, capabilities])).toEqual([
      ['z-store', [{ portId: 'collections.read', portVersion: '1.0.0', contractHash: hashes.get('collections.read') }]],
      ['tenon:host', [{ portId: 'mail.send', portVersion: '1.0.0', contractHash: hashes.get('mail.send') }]],
    ])
  })

  it('says who needs which port', () => {
    expect(composition.needs.map(({ port, version }) => `${port}@${version}`)).toEqual([
      'collections.read@1.0.0',
      'mail.send@1.0.0',
    ])
    expect(composition.needs.every(({ neededBy }) => neededBy.length > 0)).toBe(true)
  })

  it('is left to the host without a manifest', () => {
    const alone = modelOf(spec).composition
    expect([alone.deployment, alone.modules]).toEqual([null, []])
    expect(alone.needs).toEqual(composition.needs)
  })
})
