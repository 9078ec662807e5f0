import type { InitializerEntry } from './initializer-entry.js'
import type { NativeEntry } from './native-entry.js'

/** The parts of a composition as they were given. */
export interface GivenParts {
  readonly modules: readonly unknown[]
  readonly initializers: readonly unknown[]
}

/** The parts of a composition that was found right. */
export interface Recipe {
  readonly modules: readonly NativeEntry[]
  readonly initializers: readonly InitializerEntry[]
}

/** One part of a composition, with its place among those of its kind. */
export interface Part {
  readonly kind: 'module' | 'initializer'
  readonly index: number
  readonly id: string
  /** The names that guests may require because of it. */
  readonly names: readonly string[]
}
