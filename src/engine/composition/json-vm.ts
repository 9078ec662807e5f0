// A QuickJS VM that crosses JSON texts alone: strings in, strings out, through one function each way.

import quickjs from '@jitl/quickjs-wasmfile-release-sync'
import { defaultGuestLimits, type GuestLimits } from '../../contract/guest.js'
import { EngineError, GuestError } from '../engine-error.js'
import { guestCrossingText } from './crossing-text.js'

/** What the guest asks of the host, by name; gives a text, or throws what becomes an error of the guest. */
export type HostDoor = (name: string, json: string) => string

/** A guest's error as it crosses. */
export interface ThrownText {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly properties?: Readonly<Record<string, never>>
}

// Addresses in the memory of the VM.
interface Ffi {
  QTS_NewRuntime(): number
  QTS_NewContext(runtime: number, intrinsics: number): number
  QTS_RuntimeSetMemoryLimit(runtime: number, bytes: number): void
  QTS_RuntimeSetMaxStackSize(runtime: number, bytes: number): void
  QTS_RuntimeEnableInterruptHandler(runtime: number): void
  QTS_GetGlobalObject(context: number): number
  QTS_GetUndefined(): number
  QTS_GetProp(context: number, of: number, key: number): number
  QTS_SetProp(context: number, of: number, key: number, value: number): void
  QTS_NewFunction(context: number, name: string, length: number, isConstructor: boolean, id: number): number
  QTS_NewString(context: number, text: number): number
  QTS_GetString(context: number, value: number): number
  QTS_FreeCString(context: number, text: number): void
  QTS_FreeValuePointer(context: number, value: number): void
  QTS_FreeValuePointerRuntime(runtime: number, value: number): void
  QTS_Eval(context: number, code: number, length: number, file: string, detect: number, flags: number): number
  QTS_Call(context: number, fn: number, self: number, count: number, args: number): number
  QTS_ResolveException(context: number, value: number): number
  QTS_ArgvGetJSValueConstPointer(args: number, index: number): number
  QTS_IsJobPending(runtime: number): number
  QTS_ExecutePendingJob(runtime: number, most: number, context: number): number
}

interface Wasm {
  type: 'sync'
  callbacks: Readonly<Record<string, (...args: readonly number[]) => number | undefined>>
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(at: number): void
}

interface Variant {
  importModuleLoader(): Promise<() => Promise<Wasm>>
  importFFI(): Promise<new (wasm: Wasm) => Ffi>
}

// Its types speak of the CommonJS build, which nests the default.
const variant = quickjs as unknown as Variant

interface Text {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new () => { decode(bytes: Uint8Array): string }
}

const { TextEncoder, TextDecoder } = globalThis as unknown as Text
const encoder = new TextEncoder()
const decoder = new TextDecoder()

// Wrapped so that what guest code throws is text before it leaves.
const prelude = `(function (global) {
  const ask = global.__ask
  delete global.__ask
  const { parse, stringify } = ${guestCrossingText}
  return { global, ask, parse, stringify, describe(thrown) {
    if (!(thrown instanceof Error)) return stringify({ name: 'Error', message: String(thrown) })
    const { name, message, stack, code } = thrown
    return stringify({ name, message, stack, code, properties: { ...thrown } })
  } }
})(globalThis)`

/** One instance of the VM. */
export class JsonVm {
  depth = 0
  poisoned = false
  interruption: unknown
  look: () => void = () => {}
  readonly #ffi: Ffi
  readonly #wasm: Wasm
  readonly #runtime: number
  readonly #context: number
  readonly #tools: number
  readonly #cpuMs: number
  readonly #lastContext: number
  readonly #now: () => number
  #deadline = Number.POSITIVE_INFINITY
  #gone = false

  static async open(ask: HostDoor, now: () => number, limits: Partial<GuestLimits>): Promise<JsonVm> {
    const [loader, Bindings] = await Promise.all([variant.importModuleLoader(), variant.importFFI()])
    const wasm = await loader()
    wasm.type = 'sync'
    return new JsonVm(wasm, new Bindings(wasm), {
      ask,
      now,
      limits: { ...defaultGuestLimits, ...limits },
    })
  }

  private constructor(
    wasm: Wasm,
    ffi: Ffi,
    { ask, now, limits }: { readonly ask: HostDoor; readonly now: () => number; readonly limits: GuestLimits },
  ) {
    this.#wasm = wasm
    this.#ffi = ffi
    this.#now = now
    this.#cpuMs = limits.cpuMs
    this.#lastContext = wasm._malloc(4)
    wasm.callbacks = {
      callFunction: (_asyncify, _context, _self, _count, args) => this.#asked(ask, args ?? 0),
      shouldInterrupt: () => (this.#mustStop() ? 1 : 0),
      freeHostRef: () => undefined,
      loadModuleSource: () => 0,
      normalizeModule: () => 0,
    }
    this.#runtime = ffi.QTS_NewRuntime()
    this.#context = ffi.QTS_NewContext(this.#runtime, 0)
    ffi.QTS_RuntimeSetMemoryLimit(this.#runtime, limits.memoryMb * 2 ** 20)
    ffi.QTS_RuntimeSetMaxStackSize(this.#runtime, limits.stackKb * 1024)
    ffi.QTS_RuntimeEnableInterruptHandler(this.#runtime)
    const fn = ffi.QTS_NewFunction(this.#context, 'ask', 2, false, 1)
    ffi.QTS_SetProp(this.#context, ffi.QTS_GetGlobalObject(this.#context), this.#text('__ask'), fn)
    this.#tools = this.#eval(prelude, 'prelude.js')
  }

  /** Evaluates an expression that has the tools of the prelude, and gives its value, an address. */
  install(expression: string): number {
    return this.#enter(() => {
      const make = this.#checked(this.#eval(`(${expression})`, 'install.js'))
      const made = this.#checked(this.#callAt(make, [this.#tools]))
      this.#ffi.QTS_FreeValuePointer(this.#context, make)
      return made
    })
  }

  /** Calls a method of what was installed, text in, text out. */
  call(object: number, method: string, ...args: readonly string[]): string {
    return this.#enter(() =>
      this.#take(
        this.#method(
          object,
          method,
          args.map((text) => this.#text(text)),
        ),
      ),
    )
  }

  /** Evaluates a script and hands its completion value to a method of what was installed. */
  evaluate(source: string, file: string, object: number, method: string, ...args: readonly string[]): string {
    return this.#enter(() => {
      const value = this.#checked(this.#eval(source, file))
      return this.#take(this.#method(object, method, [value, ...args.map((text) => this.#text(text))]))
    })
  }

  drain(maxJobs: number): number {
    return this.#enter(() => {
      const before = this.interruption
      for (let ran = 0; ran < maxJobs && this.interruption === before && this.#hasJob(); ran += 1) {
        const done = this.#ffi.QTS_ExecutePendingJob(this.#runtime, 1, this.#lastContext)
        this.#ffi.QTS_FreeValuePointerRuntime(this.#runtime, done)
      }
      return this.#hasJob() ? 1 : 0
    })
  }

  // Dropped, not disposed: what traps leave behind would abort the process.
  drop(): void {
    this.#gone = true
  }

  #hasJob(): boolean {
    return this.#ffi.QTS_IsJobPending(this.#runtime) !== 0
  }

  #mustStop(): boolean {
    this.look()
    return this.interruption !== undefined || this.#now() > this.#deadline
  }

  #enter<T>(work: () => T): T {
    if (this.#gone) throw new EngineError('ERR_VM_GONE', 'The VM is gone: its runtime is closed.')
    if (this.poisoned) throw new EngineError('ERR_VM_POISONED', 'The VM trapped and answers no more.')
    if (this.depth === 0) this.#deadline = this.#now() + this.#cpuMs
    this.depth += 1
    try {
      return work()
    } catch (error) {
      if (error instanceof EngineError || error instanceof GuestError) throw error
      // Whatever else comes through the frames of the VM has broken them.
      this.poisoned = true
      throw new EngineError('ERR_VM_POISONED', 'The VM trapped and answers no more.', { cause: error })
    } finally {
      this.depth -= 1
    }
  }

  #text(text: string): number {
    const at = this.#copy(text)
    const value = this.#ffi.QTS_NewString(this.#context, at.address)
    this.#wasm._free(at.address)
    return value
  }

  #copy(text: string): { readonly address: number; readonly bytes: number } {
    const bytes = encoder.encode(`${text}\0`)
    const address = this.#wasm._malloc(bytes.length)
    this.#wasm.HEAPU8.set(bytes, address)
    return { address, bytes: bytes.length - 1 }
  }

  #read(value: number): string {
    const address = this.#ffi.QTS_GetString(this.#context, value)
    const memory = this.#wasm.HEAPU8
    const text = decoder.decode(memory.subarray(address, memory.indexOf(0, address)))
    this.#ffi.QTS_FreeCString(this.#context, address)
    return text
  }

  #take(value: number): string {
    const text = this.#read(this.#checked(value))
    this.#ffi.QTS_FreeValuePointer(this.#context, value)
    return text
  }

  #eval(source: string, file: string): number {
    const { address, bytes } = this.#copy(source)
    const value = this.#ffi.QTS_Eval(this.#context, address, bytes, file, 0, 0)
    this.#wasm._free(address)
    return value
  }

  #method(object: number, method: string, args: readonly number[]): number {
    const key = this.#text(method)
    const fn = this.#ffi.QTS_GetProp(this.#context, object, key)
    const result = this.#callAt(fn, args)
    for (const value of [key, fn, ...args]) this.#ffi.QTS_FreeValuePointer(this.#context, value)
    return result
  }

  #callAt(fn: number, args: readonly number[]): number {
    const at = this.#wasm._malloc(4 * Math.max(1, args.length))
    new Int32Array(this.#wasm.HEAPU8.buffer, at, args.length).set(args)
    const result = this.#ffi.QTS_Call(this.#context, fn, this.#ffi.QTS_GetUndefined(), args.length, at)
    this.#wasm._free(at)
    return result
  }

  #checked(value: number): number {
    const thrown = this.#ffi.QTS_ResolveException(this.#context, value)
    if (thrown === 0) return value
    const stopped = this.interruption
    this.interruption = undefined
    this.#deadline += this.#cpuMs
    const text = this.#take(this.#method(this.#tools, 'describe', [thrown]))
    this.interruption = stopped
    throw toError(JSON.parse(text))
  }

  #asked(ask: HostDoor, args: number): number {
    const [name, json] = [0, 1].map((index) => this.#read(this.#ffi.QTS_ArgvGetJSValueConstPointer(args, index)))
    return this.#text(ask(name ?? '', json ?? ''))
  }
}

/** The host's own error for what a guest threw, or for what ended it. */
export function toError(thrown: ThrownText): Error {
  const { name, message, code, stack = '', properties = {} } = thrown
  if (name === 'InternalError') {
    if (message === 'interrupted') return new EngineError('ERR_LIMIT_CPU', 'The guest computed longer than it may.')
    if (message === 'out of memory') return new EngineError('ERR_GUEST_OOM', 'The guest ran out of memory.')
    if (message === 'stack overflow') return new EngineError('ERR_GUEST_STACK', 'The guest recursed too deep.')
  }
  const { code: _code, ...rest } = properties
  return new GuestError({ name, message, code, stack, cause: undefined, thrown: undefined, properties: rest })
}
