import { defaultGuestLimits, type GuestLimits } from '../../contract/guest.js'
import type { NativeCapability, NativeModule } from '../../contract/native.js'
import type { Recipe } from './recipe.js'

/** What a factory composes its runtimes of, as data. */
export interface Explanation {
  readonly modules: readonly ExplainedModule[]
  readonly initializers: readonly ExplainedInitializer[]
  /** Everything that guests can require by name, in code-unit order, with the id of who gives it. */
  readonly names: readonly { readonly name: string; readonly from: string }[]
  /** What the modules may do to the host, taken together, in code-unit order. */
  readonly capabilities: readonly NativeCapability[]
  /** What guest code may use, defaults included. A runtime may be given others. */
  readonly limits: GuestLimits
}

export interface ExplainedModule {
  readonly id: string
  readonly names: readonly string[]
  readonly capabilities: readonly NativeCapability[]
  /** Natives that its own guest code requires. */
  readonly uses: readonly string[]
}

export interface ExplainedInitializer {
  readonly id: string
  readonly registers: readonly string[]
  readonly requires: readonly string[]
}

export function explainRecipe({ modules, initializers }: Recipe, limits: Partial<GuestLimits> = {}): Explanation {
  const given = [
    ...modules.flatMap(({ id, names }) => names.map((name) => ({ name, from: id }))),
    ...initializers.flatMap(({ id, registers }) => registers.map((name) => ({ name, from: id }))),
  ]
  return {
    modules: modules.map(({ id, names, native }) => ({
      id,
      names,
      capabilities: native.capabilities,
      uses: (native.uses ?? []).map(({ name }) => name),
    })),
    initializers: initializers.map(({ id, registers, requires }) => ({ id, registers, requires })),
    names: given.sort((left, right) => compareNames(left.name, right.name)),
    capabilities: [...new Set(modules.flatMap(({ native }) => reachOf(native)))].sort(compareNames),
    limits: { ...defaultGuestLimits, ...limits },
  }
}

// What a module uses does its work on its behalf.
function reachOf(native: NativeModule<never, object>): readonly NativeCapability[] {
  return [...native.capabilities, ...(native.uses ?? []).flatMap(reachOf)]
}

function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
