// The one web global that every supported host has; the core is compiled without their types.
const { crypto } = globalThis as unknown as { readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } }

/** That many bytes of the host's cryptographic randomness. */
export function randomBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count))
}
