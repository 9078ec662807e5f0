import { createContext, Script } from 'node:vm'
import type { GuestFunction, HostFunctions, NativeContext, NativeModule } from '../../src/contract/native.js'
import type { RuntimeContext } from '../../src/contract/owned-runtime.js'
import type { LlmOptions } from '../../src/module/llm/index.js'
import { llm } from '../../src/module/llm/index.js'

export interface LlmRuntime {
  /** Runs the body of an async function that sees `llm`, and gives what it returns. */
  run(body: string, signal?: AbortSignal): Promise<unknown>
  close(): Promise<void>
  readonly warnings: readonly (readonly [message: string, details: unknown])[]
}

export interface LlmRuntimeOptions extends LlmOptions {
  readonly config?: unknown
}

export async function openLlmRuntime({ config, ...options }: LlmRuntimeOptions = {}): Promise<LlmRuntime> {
  const warnings: (readonly [string, unknown])[] = []
  const quiet = (): void => undefined
  const logger = {
    debug: quiet,
    info: quiet,
    warn: (message: string, details?: unknown) => void warnings.push([message, details]),
    error: quiet,
  }
  let registered: Omit<NativeModule, 'kind' | 'name'> | undefined
  await llm(options).init({
    config,
    logger,
    registry: {
      register: (_: string, module: Omit<NativeModule, 'kind' | 'name'>) => {
        registered = module
      },
      names: [],
    },
  } as unknown as RuntimeContext<never>)
  const lifetime = new AbortController()
  let call: AbortSignal | undefined
  const host = (registered?.bind as unknown as (context: Partial<NativeContext>) => HostFunctions)({
    lifetime: lifetime.signal,
    callSignal: () => call ?? lifetime.signal,
    timers: {
      now: () => performance.now(),
      after: (ms, fire) => {
        const t = setTimeout(fire, ms)
        return () => clearTimeout(t)
      },
    },
  })
  const context = createContext(Object.create(null), { microtaskMode: undefined as never })
  const parse = new Script('(text) => text === undefined ? undefined : JSON.parse(text)').runInContext(context)
  const cross = (value: unknown): unknown => parse(value === undefined ? undefined : JSON.stringify(value))
  const toHost = (value: unknown): unknown =>
    typeof value === 'function'
      ? ({
          kind: 'guest-function',
          call: async (args: unknown[]) => value(...args.map(cross)),
          release: quiet,
        } satisfies GuestFunction)
      : value === undefined
        ? undefined
        : JSON.parse(JSON.stringify(value))
  const hostOfGuest = Object.fromEntries(
    Object.entries(host).map(([name, fn]) => [
      name,
      (...args: unknown[]) => {
        const given = (fn as (...args: unknown[]) => unknown)(...args.map(toHost))
        return given instanceof Promise ? given.then(cross) : cross(given)
      },
    ]),
  )
  const module = { exports: {} as unknown }
  ;(
    new Script(`(function (module, exports, host) { ${registered?.guestCode} })`).runInContext(context) as (
      ...args: unknown[]
    ) => void
  )(module, module.exports, hostOfGuest)
  return {
    async run(body, signal) {
      call = signal
      const result = await (
        new Script(`(async (llm) => { 'use strict'; ${body} })`).runInContext(context) as (
          llm: unknown,
        ) => Promise<unknown>
      )(module.exports)
      return result === undefined ? undefined : JSON.parse(JSON.stringify(result))
    },
    close: async () => lifetime.abort(),
    warnings,
  }
}
