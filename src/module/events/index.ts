import type { NativeModule } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

/** Node's `EventEmitter`. */
export const events: NativeModule = { kind: 'native', name: 'events', capabilities: ['pure'], guestCode, declaration }

export default events
