// A web global that every supported host has; natives are compiled without their types.
const { crypto } = globalThis as unknown as { readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } }

// As much as the web's function gives in one call.
const chunk = 65_536

/** That many bytes of the host's cryptographic randomness. */
export function systemRandom(count: number): Uint8Array {
  const bytes = new Uint8Array(count)
  for (let at = 0; at < count; at += chunk) crypto.getRandomValues(bytes.subarray(at, at + chunk))
  return bytes
}
