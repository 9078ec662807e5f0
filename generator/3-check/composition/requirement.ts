import type { Text } from '../../artifact/node.js'
import type { KnownModule } from './known-module.js'

/** One entry of a `requires` list whose name is known; `to` is null for a name that a preset gives. */
export interface Requirement {
  readonly from: KnownModule
  readonly to: KnownModule | null
  readonly written: Text
  readonly path: string
}
