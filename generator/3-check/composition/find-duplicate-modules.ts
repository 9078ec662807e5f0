import { builtInModules, presets } from '../../artifact/built-in-modules.js'
import type { ManifestSyntax } from '../../artifact/documents.js'
import type { Text } from '../../artifact/node.js'
import { namesGivenBy } from '../../artifact/require-names.js'
import type { Span } from '../../artifact/span.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest } from '../../diagnostic/suggest.js'
import type { KnownModule } from './known-module.js'

/** Finds module ids that stand twice; each repetition is reported with the first place. */
export function findDuplicateIds(modules: readonly KnownModule[]): readonly Diagnostic[] {
  const firstAt = new Map<string, Span>()
  return modules.flatMap(({ id, syntax, path }) => {
    const earlier = firstAt.get(id)
    if (earlier === undefined) {
      firstAt.set(id, syntax.id.at)
      return []
    }
    const related = [{ note: 'first used here', at: earlier }]
    return [diagnostic('module_duplicate_id_error', syntax.id.at, { id }, { path: `${path}.id`, related })]
  })
}

/** Whether two modules have one id: then one of them may be what another reference misses. */
export function hasTwoOfOneId(modules: readonly KnownModule[]): boolean {
  return new Set(modules.map(({ id }) => id)).size < modules.length
}

/** A name that a guest can require, and who gives it. */
export interface RequireName {
  readonly name: string
  readonly at: Span
  /** Null for a name that a preset gives. */
  readonly module: KnownModule | null
}

/** Every name that a guest can require: presets' first, then natives, their aliases and registered names, as authored. */
export function listRequireNames(manifest: ManifestSyntax, modules: readonly KnownModule[]): readonly RequireName[] {
  // A preset that stands twice is told as such.
  const isFirst = ({ text }: Text, index: number): boolean =>
    manifest.presets.findIndex((other) => other.text === text) === index
  const preset = manifest.presets
    .filter(isFirst)
    .flatMap(({ text, at }) => (presets.get(text) ?? []).map((name) => ({ name, at, module: null })))
  return [
    ...preset,
    ...modules.flatMap((module) => namesGivenBy(module.syntax).map(({ text, at }) => ({ name: text, at, module }))),
  ]
}

/**
 * Names that may have been meant and are given by nothing, because of a mistake that has been told: a preset or a built-in that does
 * not exist, or a name that another module has.
 */
export function listMeantNames(
  { presets: named, modules }: ManifestSyntax,
  given: readonly RequireName[],
): readonly RequireName[] {
  const preset = named.flatMap(({ text, at }) =>
    presets.has(text) ? [] : [...presets.values()].flat().map((name) => ({ name, at, module: null })),
  )
  const registered = modules.flatMap(({ kind, source: { text, at }, registers }) => {
    if (kind !== 'initializer' || registers.length > 0 || builtInModules.has(text)) return []
    const meant = builtInModules.get(findNearest(text, builtInModules.keys()) ?? '')
    return (meant?.registers ?? []).map((name) => ({ name, at, module: null }))
  })
  const renamed = modules.flatMap(({ kind, id, name }) => {
    const isTaken = given.filter((one) => one.name === name?.text).length > 1
    return kind === 'native' && isTaken ? [{ name: id.text, at: id.at, module: null }] : []
  })
  return [...preset, ...registered, ...renamed]
}

/** Finds names for guests that are given twice. Two natives with one id are one mistake, which `findDuplicateIds` reports. */
export function findDuplicateNames(names: readonly RequireName[]): readonly Diagnostic[] {
  const first = new Map<string, RequireName>()
  return names.flatMap((given) => {
    const earlier = first.get(given.name)
    if (earlier === undefined) first.set(given.name, given)
    if (earlier === undefined || (earlier.module?.id === given.module?.id && earlier.module !== given.module)) return []
    const note = earlier.module === null ? 'this preset gives it already' : 'first given here'
    const related = [{ note, at: earlier.at }]
    const path = given.module?.path ?? 'presets'
    return [diagnostic('module_duplicate_name_error', given.at, { name: given.name }, { path, related })]
  })
}
