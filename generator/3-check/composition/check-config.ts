import type { BuiltInSetting } from '../../artifact/built-in-modules.js'
import type { MapEntry, MapNode, Node } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, suggest } from '../../diagnostic/suggest.js'
import type { KnownModule } from './known-module.js'

/** Finds configs that do not fit their built-in, and references to the environment that are not well formed. */
export function checkConfig(modules: readonly KnownModule[]): readonly Diagnostic[] {
  return modules.flatMap((module) => {
    const { config } = module.syntax
    const isOfKind = module.builtIn?.kind === module.syntax.kind
    const settings = isOfKind ? (module.builtIn?.config ?? null) : null
    return [
      ...(settings === null ? [] : checkSettings(module, settings, config)),
      ...(config === null ? [] : findBadReferences(config, `${module.path}.config`)),
    ]
  })
}

function checkSettings(
  module: KnownModule,
  settings: readonly BuiltInSetting[],
  config: MapNode | null,
): readonly Diagnostic[] {
  const entries = config?.entries ?? []
  const names = settings.map(({ name }) => name)
  const path = `${module.path}.config`
  const found = entries.flatMap(({ key, value }) => {
    const problem = findSettingProblem(key.text, value, names)
    const hint = names.includes(key.text) ? null : suggest(key.text, names)
    const at = names.includes(key.text) ? value.at : key.at
    return problem === null ? [] : [invalid(module, at, problem, { path: `${path}.${key.text}`, hint })]
  })
  const missing = settings.filter(({ name, required }) => required && !isMeant(name, entries))
  return [...found, ...missing.map((setting) => missingSetting(module, setting, config))]
}

function findSettingProblem(name: string, value: Node, names: readonly string[]): string | null {
  if (names.length === 0) return 'it takes none'
  if (!names.includes(name)) return `there is no "${name}"`
  return value.kind === 'scalar' && typeof value.value === 'string' ? null : `"${name}" must be text`
}

/** A misspelt key is reported as such, and then the one that was meant is not missed. */
function isMeant(name: string, entries: readonly MapEntry[]): boolean {
  return entries.some(({ key }) => key.text === name || findNearest(key.text, [name]) === name)
}

function missingSetting(module: KnownModule, setting: BuiltInSetting, config: MapNode | null): Diagnostic {
  const at = config?.at ?? module.syntax.source.at
  const hint = `config: { ${setting.name}: ${setting.example} }`
  return invalid(module, at, `"${setting.name}" is required`, { path: `${module.path}.config`, hint })
}

function invalid(
  module: KnownModule,
  at: Node['at'],
  problem: string,
  extras: { readonly path: string; readonly hint: string | null },
): Diagnostic {
  return diagnostic('module_config_invalid_error', at, { module: module.id, problem }, extras)
}

function findBadReferences(node: Node, path: string): readonly Diagnostic[] {
  if (node.kind === 'list') return node.items.flatMap((item, index) => findBadReferences(item, `${path}.${index}`))
  if (node.kind === 'map')
    return node.entries.flatMap(({ key, value }) => findBadReferences(value, `${path}.${key.text}`))
  if (typeof node.value !== 'string') return []
  return listReferences(node.value)
    .filter((text) => !/^\$\{env:[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\}$/.test(text))
    .map((text) => diagnostic('env_reference_invalid_error', node.at, { text }, { path }))
}

/** Everything in a text that begins as a reference does: to its closing brace, or to the end where it is never closed. */
function listReferences(text: string): readonly string[] {
  return text.match(/\$\{[^}]*\}?/g) ?? []
}
