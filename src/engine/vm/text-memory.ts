import { EngineError } from '../engine-error.js'
import type { Ffi, Wasm } from './quickjs.js'
import type { VmPlaces } from './vm-image.js'

interface Encoder {
  encode(text: string): Uint8Array
  encodeInto(text: string, into: Uint8Array): { readonly written: number }
}

const { TextEncoder, TextDecoder } = globalThis as unknown as {
  readonly TextEncoder: new () => Encoder
  readonly TextDecoder: new () => { decode(bytes: Uint8Array): string }
}
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Where a text lies, and its bytes without the zero at its end. */
export interface PlacedText {
  readonly at: number
  readonly length: number
}

/** Texts in and out of a VM's memory: UTF-8 that ends with a zero, which JSON never holds. */
export class TextMemory {
  /** Bytes of the place for short texts. */
  static readonly room = 65_536
  readonly #wasm: Wasm
  readonly #ffi: Ffi
  readonly #places: VmPlaces

  constructor(wasm: Wasm, ffi: Ffi, places: VmPlaces) {
    this.#wasm = wasm
    this.#ffi = ffi
    this.#places = places
  }

  /** A text of the guest. */
  toValue(text: string): number {
    const { context, text: at } = this.#places
    // A code unit takes three bytes at most.
    if (text.length * 3 < TextMemory.room) {
      const memory = this.#wasm.HEAPU8
      const { written } = encoder.encodeInto(text, memory.subarray(at, at + TextMemory.room - 1))
      memory[at + written] = 0
      return this.#ffi.QTS_NewString(context, at)
    }
    const placed = this.place(text)
    const value = this.#ffi.QTS_NewString(context, placed.at)
    this.discard(placed)
    return value
  }

  /** A text in memory of its own, which whoever takes it frees, or discards. */
  place(text: string): PlacedText {
    const bytes = encoder.encode(text)
    const at = this.#wasm._malloc(bytes.length + 1)
    if (at === 0)
      throw new EngineError('ERR_GUEST_OOM', 'The guest has no memory for the text.', { bytes: bytes.length })
    const memory = this.#wasm.HEAPU8
    memory.set(bytes, at)
    memory[at + bytes.length] = 0
    return { at, length: bytes.length }
  }

  /** Gives back the memory of a text. Emptied, because images hold whatever is not zero. */
  discard({ at, length }: PlacedText): void {
    this.#wasm.HEAPU8.fill(0, at, at + length)
    this.#wasm._free(at)
  }

  /** Empties the place for short texts. */
  clear(): void {
    this.#wasm.HEAPU8.fill(0, this.#places.text, this.#places.text + TextMemory.room)
  }

  /** What a text of the guest says; no more bytes than `most`. */
  fromValue(value: number, most: number): string {
    const { context } = this.#places
    const at = this.#ffi.QTS_GetString(context, value)
    if (at === 0) throw new EngineError('ERR_GUEST_OOM', 'The guest has no memory for what it sends.')
    const memory = this.#wasm.HEAPU8
    const end = memory.indexOf(0, at)
    const isShort = end - at <= most
    const text = isShort ? decode(memory, at, end) : ''
    this.#ffi.QTS_FreeCString(context, at)
    if (isShort) return text
    const limitKb = Math.floor(most / 1024)
    throw new EngineError('ERR_LIMIT_OUTPUT', `The guest sent more than ${limitKb} KB at once.`, { limitKb })
  }
}

// The decoder has a price of its own, which short ASCII need not pay.
function decode(memory: Uint8Array, from: number, to: number): string {
  if (to - from > 48) return decoder.decode(memory.subarray(from, to))
  let text = ''
  for (let at = from; at < to; at += 1) {
    const byte = memory[at] as number
    if (byte > 127) return decoder.decode(memory.subarray(from, to))
    text += String.fromCharCode(byte)
  }
  return text
}
