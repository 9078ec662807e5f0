import { describe, expect, it } from 'vitest'
import { lockfileOf, planOf, serving } from './desk/deployment.js'
import {
  assertAll,
  known,
  lockfile,
  own,
  plan,
  planned,
  refusalOf,
  type Start,
  sent,
  start,
  untypedMail,
} from './desk/host-deployment.js'

describe('a host that brings a plan and a lockfile', () => {
  it('runs the providers that they name, and sees what they were locked as', async () => {
    const asserted: unknown[] = []
    const { calls, module } = untypedMail()
    const moduleIntegrity = { assert: (locked: unknown) => void asserted.push(locked) }
    const { send, runtime } = start({ ...own, mail: module, hostPorts: { moduleIntegrity } })
    expect(await send()).toMatchObject({ status: 'ok', output: { message_id: 'm' } })
    expect(calls).toHaveLength(1)
    expect(asserted).toEqual(['store', 'ids', 'mail'].map((providerId) => ({ providerId, ...known })))
    await runtime.close()
  })

  it('needs no deployment in the bundle', async () => {
    const { send } = start({ ...own, deployment: null })
    expect(await send()).toMatchObject({ status: 'ok' })
  })

  it('may load a provider that the bundle knows nothing of', async () => {
    const bindings = { ...serving, 'mail.send': 'acme.post' }
    const post = untypedMail({ providerId: 'acme.post' })
    const { send } = start({
      bindingPlan: planOf(bindings),
      lockfile: lockfileOf(bindings, known),
      mail: undefined,
      hostPorts: { ...assertAll, moduleLoader: { load: (id) => (id === 'acme.post' ? post.module : undefined) } },
    })
    expect(await send()).toMatchObject({ status: 'ok' })
    expect(post.calls).toHaveLength(1)
  })
})

describe('creation is refused', () => {
  it.each<readonly [string, Start, string, readonly string[]]>([
    [
      'without integrity',
      { bindingPlan: plan, lockfile },
      'host_port_missing',
      ['the host port moduleIntegrity.assert is missing'],
    ],
    [
      'without a plan',
      { lockfile, hostPorts: assertAll },
      'capability_unreachable_error',
      [
        'no module serves the port collections.read',
        'no module serves the port collections.write',
        'no module serves the port ids.generate',
        'no module serves the port mail.send',
      ],
    ],
    [
      'without a lockfile',
      { bindingPlan: plan, hostPorts: assertAll },
      'activation_error',
      ['a binding plan and its lockfile come together or not at all'],
    ],
    [
      'with a port that is planned to be unreachable',
      { ...own, bindingPlan: planned('mail.send', { mode: 'unreachable', reason: 'no contract' }) },
      'capability_unreachable_error',
      ['the port mail.send is planned to be unreachable: no contract'],
    ],
    [
      'with a port at another version',
      {
        ...own,
        bindingPlan: {
          ...plan,
          capabilityBindings: plan.capabilityBindings.map((one) =>
            one.portId === 'mail.send' ? { ...one, portVersion: '2.0.0' } : one,
          ),
        },
      },
      'capability_unreachable_error',
      ['the port mail.send is needed at version 1.0.0, and planned at version 2.0.0'],
    ],
    [
      'with artifacts for another host API',
      { ...own, bindingPlan: { ...plan, hostApiVersion: '1.1.0' }, lockfile: { ...lockfile, hostApiVersion: '2.0.0' } },
      'artifact_alignment_error',
      [
        'the binding plan was made for host API 1.1.0, and this is 1.0.0',
        'the lockfile was made for host API 2.0.0, and this is 1.0.0',
      ],
    ],
    [
      'with artifacts of another app, or for two environments',
      { ...own, bindingPlan: { ...plan, appId: 'x', environment: 'ci' }, lockfile: { ...lockfile, appId: 'y' } },
      'activation_error',
      [
        'the binding plan is of the app x, and this is mini-desk',
        'the lockfile is of the app y, and this is mini-desk',
        'the binding plan is for ci, and the lockfile for production',
      ],
    ],
    [
      'with a delegated port that the host cannot delegate',
      {
        ...own,
        bindingPlan: planned('mail.send', {
          mode: 'delegated',
          targetHost: 'edge',
          providerId: 'mail',
          delegateRouteId: 'r',
        }),
      },
      'host_port_missing',
      ['the host port capabilityDelegation.invokeDelegated is missing'],
    ],
    [
      'with a store elsewhere',
      {
        ...own,
        hostPorts: { ...assertAll, capabilityDelegation: { invokeDelegated: () => sent as never } },
        bindingPlan: planned('collections.read', {
          mode: 'delegated',
          targetHost: 'edge',
          providerId: 'x',
          delegateRouteId: 'r',
        }),
      },
      'capability_unreachable_error',
      ['the port collections.read is served by the store of the app, and cannot be delegated'],
    ],
  ])('%s', async (_, options, code, problems) => {
    expect(await refusalOf(options)).toEqual({ at: 'creation', code, problems })
  })

  it('with artifacts that are not of their form, all problems at once', async () => {
    const options = {
      ...own,
      bindingPlan: {
        appId: '',
        environment: 'ci',
        hostApiVersion: 1,
        capabilityBindings: [
          { portId: 'a', portVersion: '1.0.0', resolution: { mode: 'local', targetHost: 'moon', providerId: 'm' } },
          { portId: 'a', portVersion: '1.0.0', resolution: { mode: 'unreachable' }, timeoutMs: 0 },
          { portId: 'b', resolution: { mode: 'delegated', targetHost: 'edge', providerId: 'm' } },
        ],
      },
      lockfile: { ...lockfile, providers: [{ providerId: 'm', capabilities: [{ portId: 'a' }] }] },
    } as unknown as Start
    expect(await refusalOf(options)).toEqual({
      at: 'creation',
      code: 'activation_error',
      problems: [
        'appId of the binding plan must be text',
        'hostApiVersion of the binding plan must be text',
        'the binding of a must have a resolution: local, delegated or unreachable',
        'the port a is planned twice',
        'timeoutMs of the binding of a must be a whole number of at least 1',
        'the binding of b must have portId and portVersion',
        'the binding of b must have a resolution: local, delegated or unreachable',
        'the locked provider m must have providerId and capabilities',
      ],
    })
    const empty = { ...own, bindingPlan: { ...plan, capabilityBindings: [] }, lockfile: { ...lockfile, providers: [] } }
    expect(await refusalOf(empty)).toMatchObject({
      problems: [
        'capabilityBindings of the binding plan must be a list of at least one',
        'providers of the lockfile must be a list of at least one',
      ],
    })
  })
})
