import { type EngineOptions, FactoryBuilder, type NativeModule, nativeModule, type OwnedRuntime } from 'tenon/engine'
import { onTestFinished } from 'vitest'
import type { NativeContext } from '../../src/contract/native.js'

type Native = NativeModule<never, object>

/** A native with its config, under another name where one is given. */
export interface Granted {
  readonly native: Native
  readonly config?: unknown
  readonly name?: string
}

const limits = { stackKb: 32, memoryMb: 64, cpuMs: 20_000, wallMs: 20_000, hostCalls: 100_000, outputKb: 4096 }

/** A runtime in which guests have what is granted; closed when the test ends. */
export async function openRuntimeWith(granted: readonly Granted[], options: EngineOptions = {}): Promise<OwnedRuntime> {
  const entries = granted.map(({ native, config, name }) =>
    nativeModule(
      native as NativeModule<never>,
      { config, ...(name === undefined ? {} : { id: name, names: [name] }) } as never,
    ),
  )
  const runtime = await new FactoryBuilder({ limits, ...options })
    .withModules(...entries)
    .build()
    .newOwnedRuntime()
  onTestFinished(() => runtime.close({ graceMs: 0 }).catch(() => {}))
  return runtime
}

/** Runs the body of an async function in the guest, and gives what it returns, as JSON has it. */
export async function runIn(runtime: OwnedRuntime, body: string): Promise<unknown> {
  const script = `(async () => JSON.stringify(await (async () => {${body}\n})()))()`
  const given = await runtime.runScript('test.js', script)
  return typeof given === 'string' ? JSON.parse(given) : undefined
}

/** What stands in front of a body that asks how things fail: `await failure(() => …)` gives the error's own properties. */
export const failure = `const failure = async (act) => {
  try { await act() } catch (error) { return { name: error.name, ...error } }
  return 'no error'
};`

export type AnyFunction = (...args: readonly unknown[]) => unknown

export interface Bound {
  readonly host: Readonly<Record<string, AnyFunction>>
  /** Ends the call that is on, and begins another. */
  abortCall(): void
  close(): void
}

/** The host's side of a native alone, with a context as a runtime gives it. */
export function bindNative(
  native: Native,
  config: unknown,
  world: { readonly activated?: (id: string) => unknown; readonly environment?: Readonly<Record<string, string>> } = {},
): Bound {
  const lifetime = new AbortController()
  let call = new AbortController()
  const context: Partial<NativeContext> = {
    id: native.name,
    config,
    lifetime: lifetime.signal,
    callSignal: () => call.signal,
    defer: (close) => lifetime.signal.addEventListener('abort', () => void close()),
    environment: { get: (name) => world.environment?.[name] },
    activated: (id) => world.activated?.(id),
    timers: {
      now: () => performance.now(),
      after: (ms, fire) => {
        const timer = setTimeout(fire, ms)
        return () => clearTimeout(timer)
      },
    },
  }
  const host = (native.bind?.(context as NativeContext<never>) ?? native.exports ?? {}) as Bound['host']
  onTestFinished(() => lifetime.abort())
  return {
    host,
    abortCall() {
      const ended = call
      call = new AbortController()
      ended.abort()
    },
    close: () => lifetime.abort(),
  }
}

/** The code, path and the like of what a function throws or rejects with. */
export async function failureIn(act: () => unknown): Promise<Readonly<Record<string, unknown>>> {
  try {
    await act()
  } catch (error) {
    return { ...(error as object), message: (error as Error).message }
  }
  throw new Error('expected a failure')
}
