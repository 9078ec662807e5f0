import type { NativeModule } from '../../contract/native.js'

/** A native module as it takes part in a composition. */
export interface NativeEntry {
  readonly kind: 'native-entry'
  readonly id: string
  readonly native: NativeModule<never, object>
  /** What guests require it by, the first its own. */
  readonly names: readonly string[]
  readonly config: unknown
}

/** What a native module gets of its composition; everything has a default. */
export interface NativeEntryOptions<Config> {
  /** Default: `native:` and the module's name. */
  readonly id?: string | undefined
  /** Default: the module's name and aliases. */
  readonly names?: readonly string[] | undefined
  readonly config?: Config | undefined
}

/** Puts a native module into a composition under an id and names of its own, and with its config. */
export function nativeModule<Config, Exports extends object>(
  native: NativeModule<Config, Exports>,
  options: NativeEntryOptions<Config> = {},
): NativeEntry {
  return {
    kind: 'native-entry',
    id: options.id ?? `native:${native.name}`,
    native: native as unknown as NativeModule<never, object>,
    names: Object.freeze([...(options.names ?? [native.name, ...(native.aliases ?? [])])]),
    config: options.config,
  }
}
