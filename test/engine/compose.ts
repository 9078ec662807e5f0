import {
  type EngineError,
  type EngineOptions,
  FactoryBuilder,
  type NativeModule,
  type OwnedRuntime,
} from 'tenon/engine'
import { onTestFinished } from 'vitest'
import type { InitializerModule } from '../../src/contract/owned-runtime.js'

/** A runtime without modules, which is closed when the test ends. */
export async function openRuntime(options: EngineOptions = {}): Promise<OwnedRuntime> {
  const runtime = await new FactoryBuilder(options).build().newOwnedRuntime()
  onTestFinished(() => runtime.close({ graceMs: 0 }).catch(() => {}))
  return runtime
}

/** A native that is bound to each runtime. */
export function bound(name: string, bind: NonNullable<NativeModule['bind']>): NativeModule<never, object> {
  return { kind: 'native', name, capabilities: ['pure'], bind }
}

export function initializer(id: string, init: InitializerModule['init'] = () => {}): InitializerModule {
  return { kind: 'initializer', id, init }
}

/** What a promise is rejected with: an error of the engine, or the test fails. */
export async function failureOf(promise: Promise<unknown>): Promise<EngineError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error && 'details' in error) return error as EngineError
    throw error
  }
  throw new Error('expected a failure')
}

/** A promise, and what settles it from outside. */
export function openPromise<T = void>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

/** So much that only an abort can stop a guest. */
export const roomy = { limits: { cpuMs: 60_000, wallMs: 60_000 } } as const
