import type { NativeModule } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

/** Paths by POSIX rules. */
export const path: NativeModule = { kind: 'native', name: 'path', capabilities: ['pure'], guestCode, declaration }

export default path
