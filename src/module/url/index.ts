import type { NativeModule } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

/** The web's URLs. */
export const url: NativeModule = {
  kind: 'native',
  name: 'url',
  capabilities: ['pure'],
  guestCode,
  globals: { URL: 'URL', URLSearchParams: 'URLSearchParams' },
  declaration,
}

export default url
