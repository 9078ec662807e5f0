import { createHash } from 'node:crypto'

/** SHA-256 over a text or bytes, written `sha256-<base64>` as lockfiles do. */
export function digest(content: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`
}
