import { digest } from '../../src/host/digest.js'
import { canonicalJson } from '../../src/semantics/canonical-json.js'

/** SHA-256 in lower-case hex over a value's canonical JSON: the order of members does not matter, that of lists does. */
export function hashValue(value: unknown): string {
  return digest(canonicalJson(value))
}
