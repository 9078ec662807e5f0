import type { Json } from '../../contract/json.js'
import type { NativeModule } from '../../contract/native.js'
import type { InitializerModule } from '../../contract/owned-runtime.js'

/** A native module of an app, as activated: what guests that are granted it are composed with. */
export interface ActivatedNative {
  readonly native: NativeModule<never, object>
  readonly id: string
  /** The names that guests require it by, the first its own. */
  readonly names: readonly string[]
  readonly config: Json
}

/** An initializer of an app, as activated. */
export interface ActivatedInitializer {
  readonly initializer: InitializerModule
  readonly id: string
  readonly registers: readonly string[]
  readonly config: Json
}
