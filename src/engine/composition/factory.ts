import type { SelectedModule } from '../require/selection/select-modules.js'
import type { FactoryOptions } from './engine-options.js'
import { type Explanation, explainRecipe } from './explain-recipe.js'
import { openRuntime } from './open-runtime.js'
import type { OwnedRuntime } from './owned-runtime.js'
import type { Recipe } from './recipe.js'
import type { RuntimeOptions } from './runtime-options.js'

/** A recipe that was found right: makes owned runtimes that have nothing in common but their parts. */
export class Factory {
  readonly #recipe: Recipe
  readonly #options: FactoryOptions

  readonly #selected: readonly SelectedModule[]

  constructor(recipe: Recipe, options: FactoryOptions, selected: readonly SelectedModule[]) {
    this.#recipe = recipe
    this.#options = options
    this.#selected = selected
    Object.freeze(this)
  }

  /** Resolves with a runtime that is ready, or rejects with what stood in the way, when nothing of it is left. */
  newOwnedRuntime(options: RuntimeOptions = {}): Promise<OwnedRuntime> {
    return openRuntime(this.#recipe, this.#options, options)
  }

  /** Each module that was given: whether guests may require it, and which selection decided that. */
  explainSelection(): readonly SelectedModule[] {
    return this.#selected
  }

  explain(): Explanation {
    return explainRecipe(this.#recipe, this.#options.limits)
  }
}
