import { onTestFinished } from 'vitest'
import { defaultGuestLimits, type GuestBundle, type GuestLimits } from '../../../src/contract/guest.js'
import type { NativeModule } from '../../../src/contract/native.js'
import type { PortCall } from '../../../src/contract/provider.js'
import { integrityOf } from '../../../src/engine/guest/verify-integrity.js'
import { appGuest } from '../../../src/engine.js'
import { type WorkerOptions, workerVms } from '../../../src/host/node/guest-worker/worker-vms.js'

// Threads run what was built: they know no TypeScript.
export const entry = new URL('../../../dist/src/host/node/guest-worker/guest-worker.js', import.meta.url)

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

export interface Given {
  readonly limits?: Partial<GuestLimits>
  readonly lifetime?: GuestBundle['lifetime']
  readonly natives?: readonly NativeModule<never, object>[]
  readonly options?: WorkerOptions
}

/** The one port of a guest in worker threads, which are ended when the test is. */
export async function openWorkerGuest(port: string, given: Given = {}) {
  const guest = await startWorkerGuest(port, given)
  onTestFinished(guest.close)
  return guest
}

/** The same for whoever closes it. */
export async function startWorkerGuest(port: string, { limits, lifetime = 'call', natives = [], options }: Given = {}) {
  const code = `module.exports = { default: { ${port} } }`
  const bundle: GuestBundle = {
    id: 'guest',
    source: './guest.ts',
    code,
    map: null,
    integrity: await integrityOf(code),
    provides: ['port'],
    requires: natives.map(({ name, capabilities }) => ({ name, module: null, capabilities })),
    lifetime,
    isolation: 'worker',
    limits: { ...defaultGuestLimits, cpuMs: 5000, wallMs: 20_000, ...limits },
  }
  const context = {
    id: 'guest',
    config: null,
    logger: quiet,
    clock: { nowIso: () => '2026-01-01T00:00:00.000Z' },
    signal: new AbortController().signal,
    activated: () => undefined,
  }
  const provider = await appGuest(bundle, natives, workerVms({ mostThreads: 2, entry, ...options })).activate(
    context as never,
  )
  const close = async (): Promise<void> => {
    await provider.deactivate?.()
  }
  const given = provider.port as (input: unknown, call: PortCall) => Promise<unknown>
  const call = (input: unknown = null, signal = new AbortController().signal): Promise<unknown> =>
    given(input, { principal: { subject: 'u1' }, ctx: {}, stepKey: 'k', signal } as unknown as PortCall)
  return { call, close }
}

/** What a promise is rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('expected a rejection')
    },
    (error: unknown) => error,
  )
}
