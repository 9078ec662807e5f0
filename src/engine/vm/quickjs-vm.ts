// One VM: an instance of QuickJS with a memory of its own, one function each way, texts across.
// Promised: what traps poisons this VM and no other; limits hold for whatever runs; nothing of a host function's failure goes
// through the frames of the VM.
// Not its job: what the texts mean, whose turn it is, and when promise jobs run.

import type { GuestLimits } from '../../contract/guest.js'
import { EngineError } from '../engine-error.js'
import type { EsModuleLoader } from '../require/es-modules.js'
import { EntryClock } from './entry-clock.js'
import { guestCode } from './guest-code.js'
import { type Ffi, type Instance, leastPages, loadQuickJs, type Wasm } from './quickjs.js'
import { TextMemory } from './text-memory.js'
import type { CodeKind, Reply, VmHost } from './vm-host.js'
import { captureRuns, restoreRuns, type VmImage, type VmPlaces } from './vm-image.js'

// Where the generator of Math.random keeps its state, from the start of the context. Proved for this build when it is made.
const seedOffset = 224
// Calls from host to guest to host again use the host's own stack, which gives out first.
const deepestNesting = 48
const evalAsModule = 1

export class QuickJsVm {
  depth = 0
  poisoned = false
  /** Ends whatever runs, past every `catch` and `finally`. */
  interruption: unknown
  look: () => void = () => {}
  /** Where computing is counted over many entries: what is left. Infinite: each entry has its whole time. */
  cpuBudgetMs = Number.POSITIVE_INFINITY
  readonly clock = new EntryClock(() => this.#host.now())
  /** The time of an entry was used up. */
  ranOut = false
  #host: VmHost
  #limits: GuestLimits
  /** Bytes that came with what crosses now. */
  #bytesTaken = 0
  #gone = false
  readonly #instance: Instance
  readonly #ffi: Ffi
  readonly #wasm: Wasm
  readonly #places: VmPlaces
  readonly #texts: TextMemory

  /** A new VM that has run the prelude. */
  static async create(host: VmHost, limits: GuestLimits): Promise<QuickJsVm> {
    const quickJs = await loadQuickJs()
    return new QuickJsVm(await quickJs.instantiate(leastPages, mostPages(leastPages, limits)), host, limits)
  }

  /** A new VM in the state of an image. */
  static async restore(image: VmImage, host: VmHost, limits: GuestLimits): Promise<QuickJsVm> {
    const quickJs = await loadQuickJs()
    const instance = await quickJs.instantiate(image.pages, mostPages(image.pages, limits))
    return new QuickJsVm(instance, host, limits, image)
  }

  private constructor(instance: Instance, host: VmHost, limits: GuestLimits, image?: VmImage) {
    this.#instance = instance
    this.#ffi = instance.ffi
    this.#wasm = instance.wasm
    this.#host = host
    this.#limits = limits
    instance.wasm.callbacks = {
      callFunction: (_suspend, context, _self, count, args) => this.#called(context, count, args),
      shouldInterrupt: () => (this.#mustStop() ? 1 : 0),
      freeHostRef: () => {},
      loadModuleSource: (...[, , , name]) => this.#forLoader((modules) => modules.load(name)),
      normalizeModule: (...[, , , base, name]) => this.#forLoader((modules) => modules.normalize(base, name)),
    }
    if (image === undefined) {
      this.#places = this.#start()
    } else {
      restoreRuns(instance.memory.buffer, image)
      this.#places = image.places
      this.#seed()
    }
    this.#texts = new TextMemory(this.#wasm, this.#ffi, this.#places)
    this.#applyLimits()
    if (image === undefined) this.#runPrelude()
  }

  /** Asks the guest. Gives its reply, or throws: an `EngineError` for what ended it. */
  dispatch(name: string, text: string, id = 0, buffers: readonly Uint8Array[] = []): Reply {
    return this.#enter(() => this.#reply(this.#dispatchRaw(name, text, id, this.#toBuffers(buffers))))
  }

  /** Runs a script, or an ES module, whose completion value is the reply; that of a bundle is what its ports come from. */
  evaluate(source: string, file: string, id: number, kind: CodeKind = 'script'): Reply {
    return this.#enter(() => {
      const context = this.#places.context
      const code = this.#texts.place(source)
      const flags = kind === 'module' ? evalAsModule : 0
      const value = this.#ffi.QTS_Eval(context, code.at, code.length, file, 0, flags)
      this.#texts.discard(code)
      const thrown = this.#ffi.QTS_ResolveException(context, value)
      const taken = kind === 'bundle' ? 'load' : 'value'
      if (thrown === 0) return this.#reply(this.#dispatchRaw(taken, '', id, [value]))
      this.#ffi.QTS_FreeValuePointer(context, value)
      return `!${this.#describe(thrown)}`
    })
  }

  /** Bytes that the last reply, or the last request of the guest, came with. */
  takeBuffer(index: number): Uint8Array {
    return this.#enter(() => {
      const { context } = this.#places
      const value = this.#dispatchRaw('buffer', '', index, [])
      const bytes = this.#readBuffer(value)
      this.#ffi.QTS_FreeValuePointer(context, value)
      return bytes
    })
  }

  /** Runs up to so many promise jobs; stops after one that latched an interrupt. Tells whether there are more. */
  drain(most: number): boolean {
    if (!this.#hasJob()) return false
    return this.#enter(() => {
      const before = this.interruption
      for (let ran = 0; ran < most && this.interruption === before && !this.ranOut && this.#hasJob(); ran += 1) {
        const done = this.#ffi.QTS_ExecutePendingJob(this.#places.runtime, 1, this.#places.out)
        this.#ffi.QTS_FreeValuePointerRuntime(this.#places.runtime, done)
      }
      return this.#hasJob()
    })
  }

  /** Its memory as it is. Only at rest: no call may be on the stack. */
  capture(key: string): VmImage {
    if (this.depth > 0 || this.poisoned || this.#gone)
      throw new EngineError('ERR_IMAGE_MISMATCH', 'A VM can be captured at rest alone.')
    this.#proveSeed()
    this.#texts.clear()
    const { buffer } = this.#instance.memory
    return { key, pages: buffer.byteLength / 65_536, runs: captureRuns(buffer), places: this.#places }
  }

  /** Puts it back to an image that a VM of the same code was captured as, for another host. False: it must be dropped. */
  reset(image: VmImage, host: VmHost, limits: GuestLimits): boolean {
    const { buffer } = this.#instance.memory
    // A memory that has grown stays large, and what trapped is not in the memory alone.
    if (this.poisoned || this.#gone || this.depth > 0 || buffer.byteLength !== image.pages * 65_536) return false
    restoreRuns(buffer, image)
    this.#host = host
    this.#limits = limits
    this.interruption = undefined
    this.look = () => {}
    this.cpuBudgetMs = Number.POSITIVE_INFINITY
    this.ranOut = false
    this.#seed()
    this.#applyLimits()
    return true
  }

  /** Holds it to other limits from now on. */
  limit(limits: GuestLimits): void {
    this.#limits = limits
    this.#applyLimits()
  }

  /** Nothing may be asked of it any more, as if it had trapped. */
  giveUp(): void {
    this.poisoned = true
  }

  // Dropped, not disposed: what guests leave behind would abort the process, and the memory is the collector's.
  drop(): void {
    this.#gone = true
  }

  #start(): VmPlaces {
    const ffi = this.#ffi
    const runtime = ffi.QTS_NewRuntime()
    const context = ffi.QTS_NewContext(runtime, 0)
    ffi.QTS_RuntimeEnableInterruptHandler(runtime)
    ffi.QTS_RuntimeEnableModuleLoader(runtime, 1)
    return {
      runtime,
      context,
      dispatch: this.#wasm._malloc(16),
      undefinedValue: ffi.QTS_GetUndefined(),
      text: this.#wasm._malloc(TextMemory.room),
      args: this.#wasm._malloc(4 * 40),
      out: this.#wasm._malloc(4),
    }
  }

  #runPrelude(): void {
    const { context } = this.#places
    const global = this.#ffi.QTS_GetGlobalObject(context)
    const key = this.#texts.toValue('__host')
    const door = this.#ffi.QTS_NewFunction(context, '__host', 2, false, 1)
    this.#ffi.QTS_SetProp(context, global, key, door)
    for (const value of [global, key, door]) this.#ffi.QTS_FreeValuePointer(context, value)
    const source = `(function(module){const __host=globalThis.__host;delete globalThis.__host;${guestCode}
return module.exports})({exports:{}})`
    const code = this.#texts.place(source)
    const dispatch = this.#ffi.QTS_Eval(context, code.at, code.length, 'tenon:prelude', 0, 0)
    this.#texts.discard(code)
    if (this.#ffi.QTS_ResolveException(context, dispatch) !== 0)
      throw new EngineError('ERR_VM_POISONED', 'The prelude of the VM failed.')
    // The value is a place in memory itself: it goes where an image can find it.
    new Uint32Array(this.#wasm.HEAPU8.buffer, this.#places.dispatch, 1)[0] = dispatch
  }

  #dispatchRaw(name: string, text: string, id: number, extras: readonly number[]): number {
    const { context, args, dispatch, undefinedValue } = this.#places
    const ffi = this.#ffi
    const nameValue = this.#texts.toValue(name)
    const textValue = this.#texts.toValue(text)
    const idValue = ffi.QTS_NewFloat64(context, id)
    const words = new Uint32Array(this.#wasm.HEAPU8.buffer)
    const first = args >> 2
    words[first] = nameValue
    words[first + 1] = textValue
    words[first + 2] = idValue
    extras.forEach((value, index) => {
      words[first + 3 + index] = value
    })
    const fn = words[dispatch >> 2] as number
    const result = ffi.QTS_Call(context, fn, undefinedValue, 3 + extras.length, args)
    ffi.QTS_FreeValuePointer(context, nameValue)
    ffi.QTS_FreeValuePointer(context, textValue)
    ffi.QTS_FreeValuePointer(context, idValue)
    for (const value of extras) ffi.QTS_FreeValuePointer(context, value)
    const thrown = ffi.QTS_ResolveException(context, result)
    if (thrown === 0) return result
    ffi.QTS_FreeValuePointer(context, result)
    ffi.QTS_FreeValuePointer(context, thrown)
    // The prelude catches whatever can be caught.
    throw this.#uncatchable()
  }

  #uncatchable(): Error {
    if (this.interruption instanceof Error) return this.interruption
    if (this.ranOut)
      return new EngineError('ERR_LIMIT_CPU', `The guest computed longer than ${this.#limits.cpuMs} ms.`, {
        limitMs: this.#limits.cpuMs,
      })
    return new EngineError('ERR_GUEST_OOM', `The guest needs more memory than ${this.#limits.memoryMb} MB.`, {
      limitMb: this.#limits.memoryMb,
    })
  }

  #describe(thrown: number): string {
    const wasInterrupted = this.interruption !== undefined || this.ranOut
    if (wasInterrupted) {
      this.#ffi.QTS_FreeValuePointer(this.#places.context, thrown)
      throw this.#uncatchable()
    }
    return this.#reply(this.#dispatchRaw('describe', '', 0, [thrown]))
  }

  #reply(value: number): Reply {
    this.#bytesTaken = 0
    const text = this.#texts.fromValue(value, this.#limits.outputKb * 1024)
    this.#ffi.QTS_FreeValuePointer(this.#places.context, value)
    return text
  }

  #enter<T>(work: () => T): T {
    if (this.#gone) throw new EngineError('ERR_VM_GONE', 'The VM is gone: its runtime is closed.')
    if (this.poisoned) throw new EngineError('ERR_VM_POISONED', 'The VM trapped and answers no more.')
    if (this.depth >= deepestNesting)
      throw new EngineError('ERR_GUEST_STACK', `Host and guest call each other deeper than ${deepestNesting} times.`)
    if (this.depth === 0) {
      this.ranOut = false
      this.clock.begin(Math.min(this.#limits.cpuMs, this.cpuBudgetMs))
    }
    this.depth += 1
    try {
      return this.depth === 2 ? this.clock.charged(work) : work()
    } catch (error) {
      if (error instanceof EngineError || error === this.interruption) throw error
      // Whatever else comes through the frames of the VM has broken them.
      this.poisoned = true
      throw new EngineError('ERR_VM_POISONED', 'The VM trapped and answers no more.', { cause: error })
    } finally {
      this.depth -= 1
      if (this.depth === 0) this.cpuBudgetMs -= this.clock.spentMs
    }
  }

  #mustStop(): boolean {
    this.look()
    if (this.interruption !== undefined) return true
    this.ranOut ||= this.clock.isOver
    return this.ranOut
  }

  #called(context: number, count: number, args: number): number {
    try {
      const name = this.#texts.fromValue(this.#ffi.QTS_ArgvGetJSValueConstPointer(args, 0), 1 << 16)
      const text = this.#texts.fromValue(
        this.#ffi.QTS_ArgvGetJSValueConstPointer(args, 1),
        this.#limits.outputKb * 1024,
      )
      const buffers: Uint8Array[] = []
      this.#bytesTaken = 0
      for (let index = 2; index < count; index += 1)
        buffers.push(this.#readBuffer(this.#ffi.QTS_ArgvGetJSValueConstPointer(args, index)))
      const answer = this.#host.answer(name, text, buffers)
      if (answer === undefined) return 0
      return typeof answer === 'string' ? this.#texts.toValue(answer) : (this.#toBuffers([answer])[0] as number)
    } catch (error) {
      // An error of the guest where the request was too large or too deep for the host.
      const refused = error instanceof EngineError ? error : new EngineError('ERR_GUEST_STACK', 'Too deep.')
      return this.#texts.toValue(this.#host.refuse(refused)) || this.#throwInto(context)
    }
  }

  #throwInto(context: number): number {
    const error = this.#ffi.QTS_NewError(context)
    const thrown = this.#ffi.QTS_Throw(context, error)
    this.#ffi.QTS_FreeValuePointer(context, error)
    return thrown
  }

  // QuickJS itself keeps no reason for a module that cannot be had: those of a host that has modules never fail.
  #forLoader(work: (modules: EsModuleLoader) => string): number {
    const { modules } = this.#host
    try {
      return modules === undefined ? 0 : this.#texts.place(work(modules)).at
    } catch {
      return 0
    }
  }

  #toBuffers(buffers: readonly Uint8Array[]): readonly number[] {
    return buffers.map((bytes) => {
      const at = this.#wasm._malloc(Math.max(1, bytes.length))
      if (at === 0)
        throw new EngineError('ERR_GUEST_OOM', 'The guest has no memory for the bytes.', { bytes: bytes.length })
      this.#wasm.HEAPU8.set(bytes, at)
      return this.#ffi.QTS_NewArrayBuffer(this.#places.context, at, bytes.length)
    })
  }

  #readBuffer(value: number): Uint8Array {
    const { context } = this.#places
    const length = this.#ffi.QTS_GetArrayBufferLength(context, value)
    this.#bytesTaken += length
    if (this.#bytesTaken > this.#limits.outputKb * 1024)
      throw new EngineError('ERR_LIMIT_OUTPUT', `The guest sent more than ${this.#limits.outputKb} KB at once.`, {
        limitKb: this.#limits.outputKb,
      })
    const at = this.#ffi.QTS_GetArrayBuffer(context, value)
    return this.#wasm.HEAPU8.slice(at, at + length)
  }

  #hasJob(): boolean {
    return !this.poisoned && !this.#gone && this.#ffi.QTS_IsJobPending(this.#places.runtime) !== 0
  }

  #applyLimits(): void {
    const { runtime } = this.#places
    this.#ffi.QTS_RuntimeSetMemoryLimit(runtime, this.#limits.memoryMb * 2 ** 20)
    this.#ffi.QTS_RuntimeSetMaxStackSize(runtime, this.#limits.stackKb * 1024)
  }

  #seed(bytes: Uint8Array = this.#host.random(8)): void {
    // A state of zeros would stay one.
    this.#wasm.HEAPU8.set(bytes, this.#places.context + seedOffset)
    this.#wasm.HEAPU8[this.#places.context + seedOffset] ||= 1
  }

  // Another build may keep the state elsewhere: two VMs of one image would then roll the same dice.
  #proveSeed(): void {
    const roll = (bytes: Uint8Array): string => {
      this.#seed(bytes)
      return this.evaluate('Math.random()', 'tenon:seed', 0)
    }
    const [first, again, other] = [
      roll(new Uint8Array(8).fill(7)),
      roll(new Uint8Array(8).fill(7)),
      roll(new Uint8Array(8).fill(9)),
    ]
    if (first !== again || first === other)
      throw new EngineError('ERR_IMAGE_MISMATCH', 'This build of QuickJS keeps its randomness elsewhere.')
  }
}

// Room beyond the guest's limit for what QuickJS keeps between its own blocks; the wasm code declares 32,768 at most.
function mostPages(pages: number, { memoryMb }: GuestLimits): number {
  return Math.min(32_768, pages + Math.ceil(memoryMb * 1.5) * 16 + 64)
}
