import { describe, expect, it } from 'vitest'
import ids from '../../src/provider/ids.js'
import { defineNative, defineProvider, type ProviderFor, type StoreModule } from '../../src/provider.js'
import { type ModuleTable, staticModules } from '../../src/runtime.js'
import memory from '../../src/store/memory/index.js'
import type { Ports } from './desk/contracts.js'

const mail = defineProvider<Ports, 'mail.send', { readonly from: string }>({
  async activate({ config, logger }) {
    logger.debug(config.from)
    return {
      'mail.send': async ({ to, subject }, { stepKey }) => ({ message_id: `${to} ${subject} ${stepKey}` }),
      deactivate: () => {},
    }
  },
})

const contract = { portVersion: '1.0.0', contractHash: '11'.repeat(32), executionHosts: ['node'] } as const
const manifest = {
  providerId: 'old',
  providerVersion: '1.2.0',
  hostApiRange: '^1.0.0',
  capabilities: [
    { portId: 'ids.generate', ...contract },
    { portId: 'mail.send', ...contract },
  ],
}
const untyped = {
  manifest,
  activate: () => ({
    invoke: () => ({ ok: true as const, output: {}, observedEffects: [] }),
    deactivate: () => {},
  }),
}

// What a generated factory holds against each other: this compiles, or a provider does not fit.
const modules = {
  store: memory satisfies StoreModule,
  ids: ids satisfies ProviderFor<Ports, 'ids.generate'>,
  mail: mail satisfies ProviderFor<Ports, 'mail.send'>,
  old: untyped satisfies ProviderFor<Ports, 'ids.generate' | 'mail.send'>,
} satisfies ModuleTable

function withHosts<Host extends string>(executionHosts: readonly Host[]) {
  return { ...manifest, capabilities: manifest.capabilities.map((one) => ({ ...one, executionHosts })) }
}

describe('the type of a provider', () => {
  it('is refused where it does not fit its port', () => {
    defineProvider<Ports, 'mail.send'>({
      // @ts-expect-error a member of the output has another type
      activate: () => ({ 'mail.send': () => ({ message_id: 7 }) }),
    })
    defineProvider<Ports, 'mail.send'>({
      // @ts-expect-error the port has no function
      activate: () => ({}),
    })
    defineProvider<Ports, 'mail.send'>({
      // @ts-expect-error the input has no such member
      activate: () => ({ 'mail.send': ({ body }) => ({ message_id: body }) }),
    })
    // @ts-expect-error there is no such port
    defineProvider<Ports, 'fax.send'>({ activate: () => ({}) })
    // @ts-expect-error a provider of the untyped form says what it is
    const nobody: ProviderFor<Ports, 'mail.send'> = { activate: untyped.activate }
    // @ts-expect-error nobody runs there
    const astray: ProviderFor<Ports, 'mail.send'> = { ...untyped, manifest: withHosts(['moon']) }
    // @ts-expect-error it serves another port
    const wrong: ProviderFor<Ports, 'ids.generate'> = mail
    // @ts-expect-error a store module has a store
    const none: StoreModule = mail
    expect([wrong, none]).toEqual([mail, mail])
    expect([nobody, astray]).toMatchObject([{}, { manifest: { providerId: 'old' } }])
  })

  it('may have a manifest', () => {
    const described = defineProvider<Ports, 'mail.send'>({
      manifest,
      activate: () => ({ 'mail.send': () => ({ message_id: 'm' }) }),
    })
    expect(described.manifest).toBe(manifest)
    expect('manifest' in mail).toBe(false)
  })

  it('says what it is', () => {
    expect(mail.kind).toBe('provider')
    const geo = defineNative({ name: 'geo', capabilities: ['pure'], exports: { double: (n: number) => 2 * n } })
    expect([geo.kind, geo.exports.double(2)]).toEqual(['native', 4])
    // @ts-expect-error there is no such capability
    defineNative({ name: 'geo', capabilities: ['magic'], exports: {} })
  })

  it('hands its activation through', async () => {
    const seen: string[] = []
    const logger = { debug: (text: string) => void seen.push(text), info() {}, warn() {}, error() {} }
    const context = {
      id: 'mail',
      config: { from: 'desk' } as never,
      logger,
      clock: { nowIso: () => '' },
      signal: new AbortController().signal,
      activated: () => undefined,
    }
    const instance = await mail.activate(context)
    const call = {
      principal: { subject: null, claims: {}, tags: [], roles: [] },
      ctx: { id: '', now: '', traceId: '' },
      stepKey: 's',
      signal: context.signal,
    }
    expect(await instance['mail.send']({ to: 'a', subject: 'b' }, call)).toEqual({ message_id: 'a b s' })
    expect(seen).toEqual(['desk'])
  })
})

it('a table of modules loads its own members and nothing that it inherits', () => {
  const { load } = staticModules(modules)
  expect([load('mail'), load('fax'), load('toString')]).toEqual([mail, undefined, undefined])
})
