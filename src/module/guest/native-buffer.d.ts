declare module 'native:buffer' {
  export interface Buffer extends Uint8Array {
    toString(encoding?: string): string
  }
  export const Buffer: {
    from(text: string, encoding?: string): Buffer
    from(memory: ArrayBufferLike, byteOffset: number, length: number): Buffer
    isEncoding(name: unknown): name is string
    alloc(size: number): Buffer
    concat(list: readonly Uint8Array[]): Buffer
  }
}
