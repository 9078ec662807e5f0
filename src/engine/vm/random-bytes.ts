// The one web global that every supported host has; the core is compiled without their types.
const { crypto } = globalThis as unknown as { readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } }

// Asked for in heaps: the host's own call costs more than what a VM does with eight bytes.
const heap = new Uint8Array(4096)
let used = heap.length

/** That many bytes of the host's cryptographic randomness, of which nobody else has had any. */
export function randomBytes(count: number): Uint8Array {
  if (count > 64) return crypto.getRandomValues(new Uint8Array(count))
  if (used + count > heap.length) {
    crypto.getRandomValues(heap)
    used = 0
  }
  const taken = heap.slice(used, used + count)
  heap.fill(0, used, used + count)
  used += count
  return taken
}
