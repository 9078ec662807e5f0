import type { NativeModule } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

/** What Node's `util` has for values and texts. */
export const util: NativeModule = {
  kind: 'native',
  name: 'util',
  capabilities: ['pure'],
  guestCode,
  globals: { TextEncoder: 'TextEncoder', TextDecoder: 'TextDecoder' },
  declaration,
}

export default util
