import type { NativeModule } from '../../contract/native.js'
import { declaration, guestCode } from './guest-code.js'

/** YAML 1.2 with its core types. */
export const yaml: NativeModule = { kind: 'native', name: 'yaml', capabilities: ['pure'], guestCode, declaration }

export default yaml
