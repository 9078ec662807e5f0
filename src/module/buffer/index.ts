import type { NativeModule } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

/** Node's `Buffer`. Bytes that cross to a guest are `Uint8Array`s; `Buffer.from(bytes.buffer)` looks at them without a copy. */
export const buffer: NativeModule = {
  kind: 'native',
  name: 'buffer',
  capabilities: ['pure'],
  guestCode,
  globals: { Buffer: 'Buffer', atob: 'atob', btoa: 'btoa' },
  declaration,
}

export default buffer
