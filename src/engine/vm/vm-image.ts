import { EngineError } from '../engine-error.js'

/** A VM at rest: the parts of its memory that are not zero, and where in it what is. Can be posted to a worker thread. */
export interface VmImage {
  /** What it was made of: the wasm code, the prelude and the guest code. */
  readonly key: string
  /** Pages of 64 KB. */
  readonly pages: number
  readonly runs: readonly MemoryRun[]
  readonly places: VmPlaces
}

export interface MemoryRun {
  readonly at: number
  readonly bytes: Uint8Array
}

/** Addresses in the memory of a VM. */
export interface VmPlaces {
  readonly runtime: number
  readonly context: number
  readonly dispatch: number
  readonly undefinedValue: number
  readonly text: number
  readonly args: number
  readonly out: number
}

const block = 4096

/** Copies what is not zero in a memory, in blocks of 4 KB. */
export function captureRuns(memory: ArrayBuffer): readonly MemoryRun[] {
  const words = new BigUint64Array(memory)
  const bytes = new Uint8Array(memory)
  const runs: MemoryRun[] = []
  let start = -1
  for (let at = 0; at <= bytes.length; at += block) {
    const isLive = at < bytes.length && hasContent(words, at / 8)
    if (isLive && start < 0) start = at
    if (isLive || start < 0) continue
    runs.push({ at: start, bytes: shared(bytes.subarray(start, at)) })
    start = -1
  }
  return runs
}

/** Bytes that an image takes. */
export function sizeOfImage(image: VmImage): number {
  return image.runs.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

/** Puts a memory back to what it was. It must have as many pages as the image, or more. */
export function restoreRuns(memory: ArrayBuffer, image: VmImage): void {
  if (memory.byteLength < image.pages * 65_536)
    throw new EngineError('ERR_IMAGE_MISMATCH', 'The memory is smaller than the image.', { pages: image.pages })
  const bytes = new Uint8Array(memory)
  for (const run of image.runs) bytes.set(run.bytes, run.at)
}

function hasContent(words: BigUint64Array, from: number): boolean {
  for (let index = from; index < from + block / 8; index += 1) if (words[index] !== 0n) return true
  return false
}

interface SharedMemory {
  readonly SharedArrayBuffer: new (length: number) => ArrayBuffer
}

// Shared, so that worker threads read the one copy.
function shared(bytes: Uint8Array): Uint8Array {
  const { SharedArrayBuffer: Shared } = globalThis as unknown as SharedMemory
  const copy = new Uint8Array(new Shared(bytes.length))
  copy.set(bytes)
  return copy
}
