// In: the parts that a builder was given. Out: the recipe, or everything that is wrong with it, in the order of the parts.
// Promised: nothing is run and nothing is made. Not its job: what only a runtime can tell, as what an initializer does.

import type { EngineError } from '../engine-error.js'
import { findDuplicateIds, findNameProblems } from './find-clashes.js'
import { findDisorder } from './find-disorder.js'
import { findMalformedNatives } from './find-malformed-natives.js'
import { readInitializers, readModules } from './read-parts.js'
import type { GivenParts, Part, Recipe } from './recipe.js'

export type CheckedRecipe =
  | { readonly ok: true; readonly recipe: Recipe }
  | { readonly ok: false; readonly problems: readonly EngineError[] }

export function checkRecipe({ modules, initializers }: GivenParts): CheckedRecipe {
  const natives = readModules(modules)
  const hooks = readInitializers(initializers)
  const parts: readonly Part[] = [
    ...natives.read.map(({ index, entry }): Part => ({ kind: 'module', index, id: entry.id, names: entry.names })),
    ...hooks.read.map(
      ({ index, entry }): Part => ({ kind: 'initializer', index, id: entry.id, names: entry.registers }),
    ),
  ]
  const problems = [
    ...natives.problems,
    ...hooks.problems,
    ...findDuplicateIds(parts),
    ...findNameProblems(parts),
    ...findDisorder(parts, hooks.read),
    ...findMalformedNatives(natives.read),
  ]
  if (problems.length > 0) return { ok: false, problems: problems.sort(byPlace) }
  const recipe = {
    modules: Object.freeze(natives.read.map(({ entry }) => Object.freeze(entry))),
    initializers: Object.freeze(hooks.read.map(({ entry }) => Object.freeze(entry))),
  }
  return { ok: true, recipe: Object.freeze(recipe) }
}

// Modules before initializers, as they run; what concerns one part stays in the order in which it was found.
function byPlace(left: EngineError, right: EngineError): number {
  const place = ({ details }: EngineError): readonly [number, number] => [
    details.kind === 'module' ? 0 : 1,
    typeof details.index === 'number' ? details.index : 0,
  ]
  const [leftKind, leftIndex] = place(left)
  const [rightKind, rightIndex] = place(right)
  return leftKind - rightKind || leftIndex - rightIndex
}
