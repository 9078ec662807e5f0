// The compiled QuickJS of this process and what makes instances of it.

import quickjs from '@jitl/quickjs-wasmfile-release-sync'

/** What the VM asks of the wasm code. Values, contexts and texts are addresses in its memory. */
export interface Ffi {
  QTS_NewRuntime(): number
  QTS_NewContext(runtime: number, intrinsics: number): number
  QTS_RuntimeSetMemoryLimit(runtime: number, bytes: number): void
  QTS_RuntimeSetMaxStackSize(runtime: number, bytes: number): void
  QTS_RuntimeEnableInterruptHandler(runtime: number): void
  QTS_RuntimeEnableModuleLoader(runtime: number, hasNormalize: number): void
  QTS_GetGlobalObject(context: number): number
  QTS_GetUndefined(): number
  QTS_SetProp(context: number, of: number, key: number, value: number): void
  QTS_NewFunction(context: number, name: string, length: number, isConstructor: boolean, id: number): number
  QTS_NewString(context: number, text: number): number
  QTS_NewFloat64(context: number, value: number): number
  QTS_NewArrayBuffer(context: number, bytes: number, length: number): number
  QTS_NewError(context: number): number
  QTS_Throw(context: number, error: number): number
  QTS_GetString(context: number, value: number): number
  QTS_GetArrayBuffer(context: number, value: number): number
  QTS_GetArrayBufferLength(context: number, value: number): number
  QTS_FreeCString(context: number, text: number): void
  QTS_FreeVoidPointer(context: number, at: number): void
  QTS_FreeValuePointer(context: number, value: number): void
  QTS_FreeValuePointerRuntime(runtime: number, value: number): void
  QTS_Eval(context: number, code: number, length: number, file: string, detect: number, flags: number): number
  QTS_Call(context: number, fn: number, self: number, count: number, args: number): number
  QTS_ResolveException(context: number, value: number): number
  QTS_ArgvGetJSValueConstPointer(args: number, index: number): number
  QTS_IsJobPending(runtime: number): number
  QTS_ExecutePendingJob(runtime: number, most: number, context: number): number
}

/** What the wasm code asks of the host. The first argument is of builds that can suspend; this one cannot. */
export interface Callbacks {
  callFunction(suspend: undefined, context: number, self: number, count: number, args: number, id: number): number
  shouldInterrupt(): 0 | 1
  freeHostRef(): void
  loadModuleSource(suspend: undefined, runtime: number, context: number, name: string): number
  normalizeModule(suspend: undefined, runtime: number, context: number, base: string, name: string): number
}

export interface Wasm {
  type: 'sync'
  callbacks: Callbacks
  readonly HEAPU8: Uint8Array
  _malloc(bytes: number): number
  _free(at: number): void
}

export interface Memory {
  readonly buffer: ArrayBuffer
}

/** Compiled code: can be posted to a worker thread. */
export type CompiledWasm = object

interface WebAssemblyOfHost {
  readonly Module: new (bytes: Uint8Array) => CompiledWasm
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => Memory
  readonly Instance: new (code: CompiledWasm, imports: object) => { readonly exports: object }
}

interface LoaderOptions {
  readonly wasmMemory: Memory
  readonly printErr: (line: string) => void
  instantiateWasm(imports: object, ready: (instance: object, code: CompiledWasm) => void): object
}

interface Variant {
  importModuleLoader(): Promise<(options: LoaderOptions) => Promise<Wasm>>
  importFFI(): Promise<new (wasm: Wasm) => Ffi>
}

interface NodeModules {
  (name: 'node:fs'): { readFileSync(path: string): Uint8Array }
  (name: 'node:module'): { createRequire(from: string): { resolve(name: string): string } }
}

const { WebAssembly, process } = globalThis as unknown as {
  readonly WebAssembly: WebAssemblyOfHost
  readonly process: { readonly getBuiltinModule: NodeModules }
}

// Its types speak of the CommonJS build, which nests the default.
const variant = quickjs as unknown as Variant

/** One instance of the wasm code with a memory of its own. */
export interface Instance {
  readonly wasm: Wasm
  readonly ffi: Ffi
  readonly memory: Memory
}

/** Makes instances. */
export interface QuickJs {
  readonly code: CompiledWasm
  /** A new instance with that many pages of 64 KB, which may grow to so many. */
  instantiate(pages: number, mostPages: number): Promise<Instance>
}

/** Pages of a new memory: the least that the wasm code takes. */
export const leastPages = 256

let loaded: Promise<QuickJs> | undefined

/** Compiles QuickJS once for this process, or takes what another thread has compiled. */
export function loadQuickJs(code?: CompiledWasm): Promise<QuickJs> {
  loaded ??= load(code)
  return loaded
}

async function load(code = compile()): Promise<QuickJs> {
  const [loader, Bindings] = await Promise.all([variant.importModuleLoader(), variant.importFFI()])
  return {
    code,
    async instantiate(pages, mostPages) {
      const memory = new WebAssembly.Memory({ initial: pages, maximum: mostPages })
      const wasm = await loader({
        wasmMemory: memory,
        // What it would print is what it throws as well.
        printErr: () => {},
        instantiateWasm(imports, ready) {
          const instance = new WebAssembly.Instance(code, imports)
          ready(instance, code)
          return instance.exports
        },
      })
      wasm.type = 'sync'
      return { wasm, ffi: new Bindings(wasm), memory }
    },
  }
}

function compile(): CompiledWasm {
  const { createRequire } = process.getBuiltinModule('node:module')
  const { url } = import.meta as unknown as { readonly url: string }
  const file = createRequire(url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')
  return new WebAssembly.Module(process.getBuiltinModule('node:fs').readFileSync(file))
}
