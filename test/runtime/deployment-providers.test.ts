import { describe, expect, it } from 'vitest'
import type { Resolution } from '../../src/contract/deployment.js'
import type { HostPorts } from '../../src/runtime.js'
import { deploymentOf, serving } from './desk/deployment.js'
import {
  assertAll,
  known,
  locked,
  lockfile,
  manifest,
  own,
  planned,
  refusalOf,
  type Start,
  sent,
  start,
  untypedMail,
} from './desk/host-deployment.js'

describe('an app does not start', () => {
  const mailOf = (change: object, instance?: object) => ({ ...own, mail: untypedMail(change, instance).module })
  const capability = (change: object) => ({ capabilities: [{ ...manifest.capabilities[0], ...change }] })

  it.each<readonly [string, Start, string, readonly string[]]>([
    [
      'with a manifest that is not of its form',
      mailOf({
        providerId: '',
        providerVersion: '1',
        hostApiRange: 1,
        capabilities: [{ portVersion: '1', contractHash: 'AB', executionHosts: [], delegationAllowedFrom: ['moon'] }],
      }),
      'validation_error',
      [
        'providerId must be text',
        'providerVersion must be a version such as 1.0.0',
        'hostApiRange must be text',
        'capabilities.0.portId must be text',
        'capabilities.0.portVersion must be a version such as 1.0.0',
        'capabilities.0.contractHash must be 64 hexadecimal digits in lower case',
        'capabilities.0.executionHosts must list at least one of browser, edge, node, worker',
        'capabilities.0.delegationAllowedFrom must list some of browser, edge, node, worker',
      ].map((problem) => `the manifest of the module mail: ${problem}`),
    ],
    [
      'with a manifest without capabilities',
      mailOf({ capabilities: [] }),
      'validation_error',
      ['the manifest of the module mail: capabilities must list at least one'],
    ],
    [
      'with a provider of the untyped form that says nothing of itself',
      { ...own, mail: { activate: untypedMail().module.activate } },
      'validation_error',
      ['the module mail has no manifest'],
    ],
    [
      'with a provider for another host API',
      mailOf({ hostApiRange: '>=2.0.0' }),
      'compatibility_error',
      ['the module mail is for the host API >=2.0.0, and this is 1.0.0'],
    ],
    [
      'with a range that is none',
      mailOf({ hostApiRange: '~1.0.0' }),
      'compatibility_error',
      ['the module mail is for the host API ~1.0.0, and this is 1.0.0'],
    ],
    [
      'with contracts of another schema language',
      mailOf({ target: 'draft-07' }),
      'compatibility_error',
      ['the module mail has contracts in draft-07, not draft-2020-12'],
    ],
    [
      'with another provider than the one that is planned',
      mailOf({ providerId: 'post', providerVersion: '1.5.0' }),
      'activation_error',
      [
        'the plan names the provider mail, and the module says it is post',
        'the provider mail is locked at version 1.4.0, and the module is 1.5.0',
      ],
    ],
    [
      'with a provider that does not list the port',
      mailOf(capability({ portVersion: '1.1.0' })),
      'activation_error',
      ['the manifest of mail does not list mail.send@1.0.0'],
    ],
    [
      'with a provider for another contract, or another host',
      mailOf(capability({ contractHash: '22'.repeat(32), executionHosts: ['browser', 'worker'] })),
      'activation_error',
      [
        'the manifest of mail has another contract of mail.send@1.0.0 than the app',
        'the provider mail serves mail.send on browser, worker, and not on node',
      ],
    ],
    [
      'with a plan for another host',
      { ...own, bindingPlan: planned('mail.send', { mode: 'local', targetHost: 'edge', providerId: 'mail' }) },
      'activation_error',
      ['the port mail.send is planned for the host edge, and this is node'],
    ],
    [
      'with a provider that is not locked',
      {
        ...own,
        lockfile: { ...lockfile, providers: lockfile.providers.filter(({ providerId }) => providerId !== 'mail') },
      },
      'activation_error',
      ['the lockfile has no provider mail'],
    ],
    [
      'with a provider that is locked without version and integrity',
      { ...own, lockfile: locked(() => ({ providerVersion: null, integrity: `sha256:${'AB'.repeat(32)}` })) },
      'activation_error',
      [
        'the lockfile has no version of the provider mail',
        'the integrity of the locked provider mail must be sha256: and 64 hexadecimal digits',
      ],
    ],
    [
      'with another contract in the lockfile',
      {
        ...own,
        lockfile: locked(({ capabilities }) => ({
          capabilities: capabilities.map((one) => ({ ...one, contractHash: '77'.repeat(32) })),
        })),
      },
      'activation_error',
      ['the lockfile has another contract of mail.send@1.0.0 than the app'],
    ],
    [
      'with a port that is not locked',
      {
        ...own,
        lockfile: locked(() => ({
          capabilities: [{ portId: 'mail.send', portVersion: '2.0.0', contractHash: '11'.repeat(32) }],
        })),
      },
      'activation_error',
      ['the lockfile has no mail.send@1.0.0 of the provider mail'],
    ],
    [
      'with other bytes than were locked',
      {
        ...own,
        hostPorts: {
          moduleIntegrity: {
            assert: ({ providerId }) => (providerId === 'mail' ? Promise.reject(new Error('cd, not ab')) : undefined),
          },
        },
      },
      'activation_error',
      ['the module mail is not what was locked: cd, not ab'],
    ],
    [
      'with an instance without its functions',
      mailOf({}, { invoke: undefined, deactivate: undefined }),
      'activation_error',
      ['the module mail has no function invoke and deactivate'],
    ],
  ])('%s', async (_, options, code, problems) => {
    expect(await refusalOf(options)).toEqual({ at: 'start', code, problems })
  })

  it('runs no module before every module was looked at', async () => {
    const activated: string[] = []
    const store = { kind: 'provider', activate: () => void activated.push('store') }
    const hostPorts: HostPorts = { ...assertAll, moduleLoader: { load: (id) => (id === 'store' ? store : undefined) } }
    expect(await refusalOf({ ...mailOf({ hostApiRange: '2.0.0' }), hostPorts })).toMatchObject({
      code: 'compatibility_error',
    })
    expect(activated).toEqual([])
  })
})

describe('the deployment of a bundle', () => {
  it('stands for modules that say nothing of themselves', async () => {
    const mail = { kind: 'provider', activate: () => ({ 'mail.send': () => ({ message_id: 'm' }) }) }
    expect(await start({ mail }).send()).toMatchObject({ status: 'ok' })
    expect(await start({ mail: { activate: () => ({ invoke: () => sent }) } }).send()).toMatchObject({ status: 'ok' })
  })

  it('is held against those that do, whatever their form', async () => {
    expect(await start({ mail: untypedMail().module }).send()).toMatchObject({ status: 'ok' })
    const typed = { kind: 'provider', manifest, activate: () => ({ 'mail.send': () => ({ message_id: 'm' }) }) }
    expect(await start({ mail: typed }).send()).toMatchObject({ status: 'ok' })
    const other = { ...manifest, providerId: 'post' }
    expect(await refusalOf({ mail: { ...typed, manifest: other } })).toMatchObject({
      at: 'start',
      code: 'activation_error',
    })
  })

  it('takes any version of a file, and the one of a package', async () => {
    expect(await start({ mail: untypedMail({ providerVersion: '9.9.9' }).module }).send()).toMatchObject({
      status: 'ok',
    })
    const deployment = deploymentOf(serving)
    const [store, ids, mail] = deployment.lockfile.providers
    if (store === undefined || ids === undefined || mail === undefined) throw new Error('three are locked')
    const providers = [store, ids, { ...mail, ...known }]
    const ofPackage = { ...deployment, lockfile: { ...deployment.lockfile, providers } }
    expect(
      await refusalOf({ deployment: ofPackage, mail: untypedMail({ providerVersion: '9.9.9' }).module }),
    ).toMatchObject({
      problems: ['the provider mail is locked at version 1.4.0, and the module is 9.9.9'],
    })
    const asserted: unknown[] = []
    const moduleIntegrity = { assert: (module: unknown) => void asserted.push(module) }
    await start({ deployment: ofPackage, hostPorts: { moduleIntegrity } }).runtime.ready
    expect(asserted).toEqual([{ providerId: 'mail', ...known }])
  })

  it('is for its own host, unless the host says where it is', async () => {
    const edge = { ...deploymentOf(serving), host: 'edge' as const }
    const capabilityBindings = edge.bindingPlan.capabilityBindings.map((binding) => ({
      ...binding,
      resolution: { ...binding.resolution, targetHost: 'edge' } as Resolution,
    }))
    const deployment = { ...edge, bindingPlan: { ...edge.bindingPlan, capabilityBindings } }
    expect(await start({ deployment }).send()).toMatchObject({ status: 'ok' })
    expect(await refusalOf({ deployment, host: 'node' })).toMatchObject({
      at: 'start',
      problems: expect.arrayContaining(['the port collections.read is planned for the host edge, and this is node']),
    })
  })
})
