import type { NativeModule } from '../../contract/native.js'
import type { InitializerModule } from '../../contract/owned-runtime.js'
import { EngineError } from '../engine-error.js'
import type { RequireSettings } from '../require/require-settings.js'
import { pipeline, type Selection } from '../require/selection/selection.js'
import { findBadOptions } from './check-options.js'
import { checkRecipe } from './check-recipe.js'
import { CompositionError } from './composition-error.js'
import type { FactoryOptions } from './engine-options.js'
import { Factory } from './factory.js'
import type { InitializerEntry } from './initializer-entry.js'
import type { NativeEntry } from './native-entry.js'
import { selectEntries } from './select-entries.js'

/** A native module that guests may require: as it is, or with an id, names and config of its own. */
export type GivenModule = NativeModule<never, object> | NativeEntry | undefined

/** An initializer: as it is, or with an id and config of its own. */
export type GivenInitializer = InitializerModule | InitializerEntry | undefined

/**
 * The recipe of owned runtimes, until it is built. Nothing takes part that was not named; modules and initializers keep the
 * order in which they were given.
 */
export class FactoryBuilder {
  readonly #options: FactoryOptions
  readonly #require: RequireSettings[]
  readonly #modules: unknown[] = []
  readonly #initializers: unknown[] = []
  readonly #selections: Selection[] = []
  #frozen = false

  constructor(options: FactoryOptions = {}) {
    this.#options = { ...options }
    this.#require = options.require === undefined ? [] : [options.require]
  }

  withModules(...modules: readonly GivenModule[]): this {
    this.#refuseIfFrozen('withModules')
    this.#modules.push(...modules)
    return this
  }

  withRuntimeInitializers(...initializers: readonly GivenInitializer[]): this {
    this.#refuseIfFrozen('withRuntimeInitializers')
    this.#initializers.push(...initializers)
    return this
  }

  /** Later settings win over earlier ones, member by member. */
  withRequireOptions(...settings: readonly (RequireSettings | undefined)[]): this {
    this.#refuseIfFrozen('withRequireOptions')
    this.#require.push(...settings.filter((given) => given !== undefined))
    return this
  }

  /** Chooses among the modules that were given; of several selections the first is outermost. Default: all of them. */
  withModuleSelection(...selections: readonly (Selection | undefined)[]): this {
    this.#refuseIfFrozen('withModuleSelection')
    this.#selections.push(...selections.filter((given) => given !== undefined))
    return this
  }

  /** Throws a `CompositionError` with everything that is wrong; the builder can then be corrected and built again. */
  build(): Factory {
    this.#refuseIfFrozen('build')
    const checked = checkRecipe({ modules: this.#modules, initializers: this.#initializers })
    const selected = selectEntries(checked.ok ? checked.recipe.modules : [], this.#selection())
    const selecting = checked.ok ? selected.problems : []
    const problems = [...findBadOptions(this.#options), ...(checked.ok ? [] : checked.problems), ...selecting]
    if (!checked.ok || problems.length > 0) throw new CompositionError(problems)
    this.#frozen = true
    const given: RequireSettings = Object.assign({}, ...this.#require)
    const require = { ...given, denied: { ...given.denied, ...selected.denied } }
    return new Factory(
      { ...checked.recipe, modules: selected.modules },
      Object.freeze({ ...this.#options, require }),
      selected.explanation,
    )
  }

  #selection(): Selection | undefined {
    return this.#selections.length === 0 ? undefined : pipeline(...this.#selections)
  }

  #refuseIfFrozen(method: string): void {
    if (!this.#frozen) return
    const message = `The builder has built its factory and is frozen: \`${method}\` comes too late.`
    throw new EngineError('ERR_BUILDER_FROZEN', message, { method })
  }
}
