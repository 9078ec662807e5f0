import { expect } from 'vitest'
import type { BindingPlan, Deployment, ProviderLockfile, Resolution } from '../../../src/contract/deployment.js'
import type { ProviderManifest, UntypedCall } from '../../../src/contract/provider.js'
import { ActivationError, createAppRuntime, type RuntimeOptions, staticModules } from '../../../src/runtime.js'
import { createMemoryStore } from '../../../src/store/memory/memory-store.js'
import { lockfileOf, planOf, serving } from './deployment.js'
import { ann, handClock, keepingLogger, storeModule, withProbe } from './desk.js'
import { letter } from './policies.js'
import { mailSend } from './ports-and-signals.js'

export const known = { providerVersion: '1.4.0', integrity: `sha256:${'ab'.repeat(32)}` }
export const plan = planOf(serving)
export const lockfile = lockfileOf(serving, known)

/** What the mail module of the tests says of itself. */
export const manifest: ProviderManifest = {
  providerId: 'mail',
  providerVersion: '1.4.0',
  hostApiRange: '^1.0.0',
  capabilities: [
    { portId: 'mail.send', portVersion: '1.0.0', contractHash: '11'.repeat(32), executionHosts: ['node', 'edge'] },
  ],
}

export const sent = { ok: true, output: { message_id: 'm' }, observedEffects: ['network'] }

export function untypedMail(change: object = {}, instance: object = {}) {
  const calls: UntypedCall[] = []
  const invoke = (call: UntypedCall) => {
    calls.push(call)
    return sent
  }
  const activate = () => ({ invoke, deactivate: () => {}, ...instance })
  return { calls, module: { manifest: { ...manifest, ...change }, activate } }
}

export const assertAll = { moduleIntegrity: { assert: () => {} } }

export interface Start extends Partial<Omit<RuntimeOptions, 'bundle'>> {
  readonly deployment?: Deployment | null
  readonly mail?: object | undefined
}

/** A desk whose host may bring a deployment of its own; its one mutation sends a mail. */
export function start({ deployment, mail = untypedMail().module, hostPorts, ...options }: Start = {}) {
  const program = withProbe((_, run) => run.call(mailSend, letter, 'desk.probe/do.0'))
  const logger = keepingLogger()
  const modules = {
    store: storeModule(createMemoryStore()),
    ids: { kind: 'provider', activate: () => ({ 'ids.generate': () => ({ ids: ['1'] }) }) },
    mail,
  }
  const runtime = createAppRuntime({
    bundle: {
      program,
      hash: '',
      ...(deployment === undefined ? {} : { deployment }),
      modules: staticModules(modules),
      diagnostics: [],
    },
    hostPorts: { logger, clock: handClock(), ...hostPorts },
    ...options,
  })
  const request = { entrypointKind: 'mutation', entrypointId: 'probe', input: {}, authContext: ann } as const
  return { runtime, log: logger.entries, send: () => runtime.invoke(request) }
}

/** The refusal at creation, or when the app starts; every call must answer with the same code. */
export async function refusalOf(options: Start): Promise<unknown> {
  try {
    const { runtime, send } = start(options)
    const refused = await runtime.ready.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    const { error } = await send()
    await runtime.close()
    if (refused === null) return error ?? null
    if (!(refused instanceof ActivationError)) throw refused
    expect(error?.code).toBe(refused.code)
    expect(error?.message).toBe('the app could not be started: the log tells why')
    return { at: 'start', code: refused.code, problems: refused.problems }
  } catch (thrown) {
    if (!(thrown instanceof ActivationError)) throw thrown
    return { at: 'creation', code: thrown.code, problems: thrown.problems }
  }
}

export const own = { bindingPlan: plan, lockfile, hostPorts: assertAll }

export function planned(port: string, resolution: Resolution): BindingPlan {
  const capabilityBindings = plan.capabilityBindings.map((binding) =>
    binding.portId === port ? { ...binding, resolution } : binding,
  )
  return { ...plan, capabilityBindings }
}

export function locked(change: (provider: ProviderLockfile['providers'][number]) => object): ProviderLockfile {
  const providers = lockfile.providers.map((provider) =>
    provider.providerId === 'mail' ? { ...provider, ...change(provider) } : provider,
  )
  return { ...lockfile, providers }
}
