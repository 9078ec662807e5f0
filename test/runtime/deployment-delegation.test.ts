import { describe, expect, it } from 'vitest'
import type { DelegatedCall } from '../../src/contract/provider.js'
import { createAppRuntime, type HostPorts, staticModules } from '../../src/runtime.js'
import { createMemoryStore } from '../../src/store/memory/memory-store.js'
import { virtualTimer } from '../harness/virtual-timer.js'
import { lockfileOf, planOf, serving } from './desk/deployment.js'
import { keepingLogger, storeModule, withProbe } from './desk/desk.js'
import {
  assertAll,
  known,
  locked,
  lockfile,
  manifest,
  plan,
  planned,
  refusalOf,
  type Start,
  sent,
  start,
  untypedMail,
} from './desk/host-deployment.js'
import { letter } from './desk/policies.js'

describe('a delegated port', () => {
  const route = { mode: 'delegated', targetHost: 'edge', providerId: 'mail', delegateRouteId: 'post-office' } as const
  const delegated = (invokeDelegated: (call: DelegatedCall) => unknown, more: Partial<HostPorts> = {}): Start => ({
    bindingPlan: planned('mail.send', route),
    lockfile,
    mail: undefined,
    hostPorts: { ...assertAll, capabilityDelegation: { invokeDelegated: invokeDelegated as never }, ...more },
  })

  it('is called by the host, which is told the route, and no module is loaded', async () => {
    const calls: DelegatedCall[] = []
    const { send } = start(
      delegated((call) => {
        calls.push(call)
        return sent
      }),
    )
    expect(await send()).toMatchObject({ status: 'ok', output: { message_id: 'm' }, observedEffects: ['network'] })
    expect(calls).toMatchObject([
      {
        portId: 'mail.send',
        portVersion: '1.0.0',
        input: letter,
        principal: { subject: 'ann', roles: ['authenticated'] },
        stepKey: expect.stringMatching(/\/desk\.probe\/do\.0$/),
        delegateRouteId: 'post-office',
        targetHost: 'edge',
        providerId: 'mail',
      },
    ])
    expect(Object.keys(calls[0]?.principal ?? {})).toEqual(['subject', 'roles'])
  })

  it.each<readonly [string, () => unknown, object]>([
    ['throws', () => Promise.reject(new Error('no wire')), { code: 'capability_delegation_error', retryable: true }],
    [
      'says that the port failed',
      () => ({ ok: false, error: { code: 'full', message: 'full' }, observedEffects: [] }),
      { code: 'full', retryable: false },
    ],
    ['answers something else', () => 'yes', { code: 'capability_contract_error' }],
    [
      'answers with an effect too many',
      () => ({ ...sent, observedEffects: ['network', 'write'] }),
      { code: 'effect_violation_error' },
    ],
    [
      'answers with an output that does not fit',
      () => ({ ...sent, output: {} }),
      { code: 'capability_contract_error' },
    ],
  ])('whose host %s', async (_, invoke, error) => {
    expect((await start(delegated(invoke)).send()).error).toMatchObject(error)
  })

  it('has its time like any other', async () => {
    const timer = virtualTimer()
    const { send, runtime } = start(delegated(() => new Promise(() => {}), { timer }))
    await runtime.ready
    expect((await timer.settle(send())).error).toMatchObject({ code: 'action_step_timeout_error' })
  })

  it('must be locked with the contract of the app', async () => {
    const other = locked(({ capabilities }) => ({
      capabilities: capabilities.map((one) => ({ ...one, contractHash: 'x' })),
    }))
    expect(await refusalOf({ ...delegated(() => sent), lockfile: other })).toEqual({
      at: 'start',
      code: 'activation_error',
      problems: ['the lockfile has another contract of mail.send@1.0.0 than the app'],
    })
    const none = { ...lockfile, providers: lockfile.providers.filter(({ providerId }) => providerId !== 'mail') }
    expect(await refusalOf({ ...delegated(() => sent), lockfile: none })).toMatchObject({
      problems: ['the lockfile has no mail.send@1.0.0 of the provider mail'],
    })
  })

  it('asks a provider that is here for another port whether it may', async () => {
    const both = untypedMail({
      capabilities: [
        { ...manifest.capabilities[0], delegationAllowedFrom: ['browser'] },
        { portId: 'ids.generate', portVersion: '1.0.0', contractHash: '22'.repeat(32), executionHosts: ['node'] },
      ],
    })
    const bindings = { ...serving, 'ids.generate': 'mail' }
    const capabilityBindings = planOf(bindings).capabilityBindings.map((binding) =>
      binding.portId === 'mail.send' ? { ...binding, resolution: route } : binding,
    )
    const options = {
      ...delegated(() => sent),
      bindingPlan: { ...plan, capabilityBindings },
      lockfile: lockfileOf(bindings, known),
      mail: both.module,
    }
    expect(await refusalOf(options)).toMatchObject({
      at: 'start',
      problems: ['the provider mail takes mail.send from browser, and not from node'],
    })
    expect(await start({ ...options, host: 'browser' }).runtime.ready.catch(({ problems }) => problems)).toEqual(
      expect.arrayContaining(['the port collections.read is planned for the host node, and this is browser']),
    )
  })
})

describe('reachability', () => {
  it('is told for every port, by the plan where it knows, else as the app requires', () => {
    const program = withProbe(() => null)
    const requirements = [
      ...program.requirements,
      { portId: 'fax.send', portVersion: '1.0.0', mode: 'unreachable', contractHash: null } as const,
    ]
    const modules = staticModules({ store: storeModule(createMemoryStore()) })
    const bundle = { program: { ...program, requirements }, hash: '', modules, diagnostics: [] }
    const bindingPlan = planned('mail.send', {
      mode: 'delegated',
      targetHost: 'edge',
      providerId: 'post',
      delegateRouteId: 'r',
    })
    const { reachability } = createAppRuntime({
      bundle,
      bindingPlan,
      lockfile,
      hostPorts: {
        ...assertAll,
        logger: keepingLogger(),
        capabilityDelegation: { invokeDelegated: () => sent as never },
      },
    })
    const local = { version: '1.0.0', mode: 'local', source: 'binding_plan', host: 'node', route: null }
    expect(reachability()).toEqual([
      { ...local, port: 'collections.read', provider: 'store' },
      { ...local, port: 'collections.write', provider: 'store' },
      {
        port: 'fax.send',
        version: '1.0.0',
        mode: 'unreachable',
        source: 'requirements',
        provider: null,
        host: null,
        route: null,
      },
      { ...local, port: 'ids.generate', provider: 'ids' },
      { ...local, port: 'mail.send', mode: 'delegated', provider: 'post', host: 'edge', route: 'r' },
    ])
    expect(reachability('fax.send')).toMatchObject({ mode: 'unreachable' })
    expect(reachability('none')).toBeNull()
  })
})
