import type { InitializerModule } from '../../contract/owned-runtime.js'

/** An initializer as it takes part in a composition. */
export interface InitializerEntry {
  readonly kind: 'initializer-entry'
  readonly id: string
  readonly initializer: InitializerModule
  readonly registers: readonly string[]
  readonly requires: readonly string[]
  readonly config: unknown
}

/** What an initializer gets of its composition; everything has a default. */
export interface InitializerEntryOptions<Config> {
  /** Default: the initializer's own. */
  readonly id?: string | undefined
  /** The native names that it adds. Default: what it says itself. */
  readonly registers?: readonly string[] | undefined
  readonly config?: Config | undefined
}

/** Puts an initializer into a composition under an id of its own, and with its config. */
export function runtimeInitializer<Config>(
  initializer: InitializerModule<Config>,
  options: InitializerEntryOptions<Config> = {},
): InitializerEntry {
  return {
    kind: 'initializer-entry',
    id: options.id ?? initializer.id,
    initializer: initializer as unknown as InitializerModule,
    registers: Object.freeze([...(options.registers ?? initializer.registers ?? [])]),
    requires: Object.freeze([...(initializer.requires ?? [])]),
    config: options.config,
  }
}
