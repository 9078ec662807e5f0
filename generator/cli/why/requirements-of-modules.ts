import { builtInModules, presets } from '../../artifact/built-in-modules.js'
import type { CheckedModule } from '../../artifact/checked-composition.js'
import type { Locate, Requirement } from './requirement-graph.js'

/** What modules require of each other: guests by the names of natives, the others by ids. */
export function requirementsOfModules(modules: readonly CheckedModule[], locate: Locate): readonly Requirement[] {
  return modules.flatMap((module) => {
    const from = `module ${module.id}`
    const places = module.requires.map(({ name, at }) => ({
      from,
      to: module.kind === 'guest' ? `native ${name}` : `module ${name}`,
      at: locate(at),
    }))
    const giving = namesOf(module).map((name) => ({ from: `native ${name}`, to: from, at: locate(module.at) }))
    const stores = storesOf(module, modules).map((id) => ({ from, to: `module ${id}`, at: locate(module.at) }))
    return [...places, ...stores, ...giving]
  })
}

/** Every native that guests may be granted, with the module that gives it; null: a preset does. */
export function listNatives(
  modules: readonly CheckedModule[],
  presetNames: readonly string[],
): readonly { readonly name: string; readonly module: string | null }[] {
  const given = [...new Set(presetNames.flatMap((name) => presets.get(name) ?? []))].sort()
  return [
    ...modules.flatMap((module) => namesOf(module).map((name) => ({ name, module: module.id }))),
    ...given.map((name) => ({ name, module: null })),
  ]
}

function namesOf({ kind, names }: CheckedModule): readonly string[] {
  return kind === 'native' || kind === 'initializer' ? names : []
}

/** A native may be lent the store of another module, which its config names. */
function storesOf({ source, config }: CheckedModule, modules: readonly CheckedModule[]): readonly string[] {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return []
  const settings = builtInModules.get(source)?.config ?? []
  return settings.flatMap(({ name, form }) => {
    const value =
      form === 'store' && Object.hasOwn(config, name) ? Object.entries(config).find(([key]) => key === name)?.[1] : null
    return typeof value === 'string' && modules.some(({ id }) => id === value) ? [value] : []
  })
}
