import type { GuestBundle } from '../../contract/guest.js'
import { EngineError } from '../engine-error.js'

interface WebGlobals {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly crypto: { readonly subtle: { digest(algorithm: 'SHA-256', bytes: Uint8Array): Promise<ArrayBuffer> } }
  btoa(binary: string): string
}

const { TextEncoder, crypto, btoa } = globalThis as unknown as WebGlobals

/** Rejects with `ERR_INTEGRITY` where the code of a guest is not what was built: its bytes are read again, whoever brought them. */
export async function verifyIntegrity({ id, code, integrity }: GuestBundle): Promise<void> {
  const found = await integrityOf(code)
  if (found === integrity) return
  const message = `The code of the guest "${id}" is not what was built: it has ${found}, and ${integrity} was locked.`
  throw new EngineError('ERR_INTEGRITY', message, { id, expected: integrity, found })
}

/** `sha256-` and the digest of a text in UTF-8, in base 64. */
export async function integrityOf(code: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code)))
  return `sha256-${btoa(String.fromCharCode(...digest))}`
}
