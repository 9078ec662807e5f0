import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** SHA-256 in lower-case hex over the text's UTF-8 bytes: the same on every host. */
export function sha256(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)))
}
