import { builtInModules, presets } from './built-in-modules.js'
import type { ManifestSyntax, ModuleSyntax } from './documents.js'
import type { Text } from './node.js'

/** The names that a module gives to guests: a native's name and aliases, and what an initializer registers. */
export function namesGivenBy({ kind, id, name, aliases, registers, source }: ModuleSyntax): readonly Text[] {
  if (kind === 'native') return [name ?? id, ...aliases]
  if (kind !== 'initializer') return []
  if (registers.length > 0) return registers
  return (builtInModules.get(source.text)?.registers ?? []).map((text) => ({ text, at: source.at }))
}

/** Every name that guests can be granted. */
export function requireNamesOf({ presets: named, modules }: ManifestSyntax): ReadonlySet<string> {
  const given = modules.flatMap((module) => namesGivenBy(module).map(({ text }) => text))
  return new Set([...named.flatMap(({ text }) => presets.get(text) ?? []), ...given])
}
