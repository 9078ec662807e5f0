import { createContext, runInContext } from 'node:vm'
import type { Crossing, GuestFunction, HostFunctions, NativeContext, NativeModule } from '../../src/contract/native.js'
import type { RuntimeContext } from '../../src/contract/owned-runtime.js'
import type { LlmOptions } from '../../src/module/llm/index.js'
import { llm } from '../../src/module/llm/index.js'

/** The guest side and the host side of `llm`, with nothing but JSON and functions between them. */
export interface LlmRuntime {
  /** Runs the body of an async function that sees `llm`, and gives what it returns. */
  run(body: string, signal?: AbortSignal): Promise<unknown>
  close(): Promise<void>
  readonly warnings: readonly (readonly [message: string, details: unknown])[]
}

export interface LlmRuntimeOptions extends LlmOptions {
  /** Of the initializer. */
  readonly config?: unknown
}

type Registered = Omit<NativeModule, 'kind' | 'name'>

export async function openLlmRuntime({ config, ...options }: LlmRuntimeOptions = {}): Promise<LlmRuntime> {
  const warnings: (readonly [string, unknown])[] = []
  const lifetime = new AbortController()
  let call: AbortSignal = lifetime.signal
  const native = await register(options, config, (message, details) => warnings.push([message, details]))
  const host = bind(native, { lifetime: lifetime.signal, callSignal: () => call })
  const guest = openGuest(native.guestCode ?? '', host)
  return {
    async run(body, signal = lifetime.signal) {
      call = signal
      return toHost(await guest(body))
    },
    close: async () => lifetime.abort(),
    warnings,
  }
}

async function register(
  options: LlmOptions,
  config: unknown,
  warn: (message: string, details?: unknown) => void,
): Promise<Registered> {
  const found: Registered[] = []
  const quiet = (): void => undefined
  const context: Pick<RuntimeContext, 'config' | 'logger' | 'registry'> = {
    config,
    logger: { debug: quiet, info: quiet, warn, error: quiet },
    registry: { names: [], register: (_, module) => void found.push(module) },
  }
  await llm(options).init(context as RuntimeContext<never>)
  const [native] = found
  if (native === undefined) throw new Error('llm registered nothing')
  return native
}

function bind({ bind }: Registered, context: Pick<NativeContext, 'lifetime' | 'callSignal'>): HostFunctions {
  const timers: NativeContext['timers'] = {
    now: () => performance.now(),
    after: (ms, fire) => {
      const timer = setTimeout(fire, ms)
      return () => clearTimeout(timer)
    },
  }
  return bind?.({ ...context, timers } as NativeContext<never>) ?? {}
}

type AnyFunction = (...args: unknown[]) => unknown

/** A context without a global of Node or the web; what crosses is copied as JSON, and becomes objects of the other side. */
function openGuest(guestCode: string, host: HostFunctions): (body: string) => Promise<unknown> {
  const context = createContext(Object.create(null))
  const make = (source: string): AnyFunction => runInContext(source, context)
  const parse = make('(text) => JSON.parse(text)')
  const toGuest = (value: unknown): unknown => (value === undefined ? undefined : parse(JSON.stringify(value)))
  const guestFunction = (called: AnyFunction): GuestFunction => ({
    kind: 'guest-function',
    call: async (args) => toHost(await called(...args.map(toGuest))) as Crossing | undefined,
    release: () => undefined,
  })
  const cross = (value: unknown): unknown =>
    typeof value === 'function' ? guestFunction(value as AnyFunction) : toHost(value)
  const hostFunction =
    (called: AnyFunction) =>
    (...args: unknown[]) => {
      const given = called(...args.map(cross))
      return given instanceof Promise ? given.then(toGuest) : toGuest(given)
    }
  const crossed = Object.fromEntries(
    Object.entries(host).map(([name, called]) => [name, hostFunction(called as AnyFunction)]),
  )
  const module = { exports: {} }
  make(`(function (module, exports, host) { ${guestCode} })`)(module, module.exports, crossed)
  return async (body) => make(`(async (llm) => { 'use strict'; ${body} })`)(module.exports)
}

function toHost(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
