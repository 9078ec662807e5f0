import type { BuiltInSetting } from '../../artifact/built-in-modules.js'
import type { MapEntry, MapNode, Node } from '../../artifact/node.js'
import { type Diagnostic, type DiagnosticExtras, diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, joinWords, suggestName } from '../../diagnostic/suggest.js'
import type { KnownModule } from './known-module.js'

/** Finds configs that do not fit their built-in, and references to the environment that are not well formed. */
export function checkConfig(modules: readonly KnownModule[]): readonly Diagnostic[] {
  return modules.flatMap((module) => {
    const { config } = module.syntax
    const isOfKind = module.builtIn?.kind === module.syntax.kind
    const settings = isOfKind ? (module.builtIn?.config ?? null) : null
    return [
      ...(settings === null ? [] : checkSettings({ module, settings, modules }, config)),
      ...(config === null ? [] : findBadReferences(config, `${module.path}.config`)),
    ]
  })
}

interface Configured {
  readonly module: KnownModule
  readonly settings: readonly BuiltInSetting[]
  readonly modules: readonly KnownModule[]
}

function checkSettings(configured: Configured, config: MapNode | null): readonly Diagnostic[] {
  const { module, settings } = configured
  const entries = config?.entries ?? []
  const names = settings.map(({ name }) => name)
  const path = `${module.path}.config`
  const found = entries.flatMap(({ key, value }) => {
    const setting = settings.find(({ name }) => name === key.text)
    const problem = setting === undefined ? sayUnknown(key.text, names) : findSettingProblem(setting, value, configured)
    const advice = setting === undefined ? suggestName(key, names) : {}
    const at = setting === undefined ? key.at : value.at
    return problem === null ? [] : [invalid(module, at, problem, { path: `${path}.${key.text}`, ...advice })]
  })
  const missing = settings.filter(
    ({ name, required, instead = [] }) => required && ![name, ...instead].some((meant) => isMeant(meant, entries)),
  )
  return [
    ...found,
    ...findBoth(configured, entries),
    ...missing.map((setting) => missingSetting(module, setting, config)),
  ]
}

function sayUnknown(name: string, names: readonly string[]): string {
  return names.length === 0 ? 'it takes none' : `there is no "${name}"`
}

function findSettingProblem({ name, form }: BuiltInSetting, value: Node, configured: Configured): string | null {
  const scalar = value.kind === 'scalar' ? value.value : undefined
  switch (form) {
    case 'text':
      return typeof scalar === 'string' ? null : `"${name}" must be text`
    case 'texts':
      return value.kind === 'list' && value.items.every(isText) ? null : `"${name}" must be a list of texts`
    case 'count':
      return Number.isSafeInteger(scalar) && Number(scalar) >= 1
        ? null
        : `"${name}" must be a whole number of at least 1`
    case 'mapping':
      return value.kind === 'map' ? null : `"${name}" must be a mapping`
    case 'mappings': {
      const isList = value.kind === 'list' && value.items.every(({ kind }) => kind === 'map')
      return isList ? null : `"${name}" must be a list of mappings`
    }
    case 'named': {
      const isNamed = value.kind === 'map' || (value.kind === 'list' && value.items.every(isText))
      return isNamed ? null : `"${name}" must be a list of texts or a mapping`
    }
    case 'store':
      return typeof scalar === 'string' ? findStoreProblem(scalar, configured) : `"${name}" must be the id of a module`
    default:
      return form.some((word) => word === scalar)
        ? null
        : `"${name}" must be ${form.map((word) => `"${word}"`).join(' or ')}`
  }
}

function isText(node: Node): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string'
}

function findStoreProblem(id: string, { module, modules }: Configured): string | null {
  const store = modules.find((other) => other.id === id)
  if (store === undefined) return `there is no module "${id}"`
  if (!store.provides.some(({ port }) => port === 'collections.read')) return `module "${id}" keeps no data of the app`
  return store.index < module.index ? null : `module "${id}" stands after it`
}

/** Settings that stand for one another, and are both there. */
function findBoth({ module, settings }: Configured, entries: readonly MapEntry[]): readonly Diagnostic[] {
  return settings.flatMap(({ name, instead = [] }) => {
    const given = entries.filter(({ key }) => key.text === name || instead.includes(key.text))
    const [, second] = given
    if (instead.length === 0 || second === undefined) return []
    const problem = `it takes one of ${joinWords(given.map(({ key }) => `"${key.text}"`))}`
    return [invalid(module, second.key.at, problem, { path: `${module.path}.config.${second.key.text}` })]
  })
}

/** A misspelt key is reported as such, and then the one that was meant is not missed. */
function isMeant(name: string, entries: readonly MapEntry[]): boolean {
  return entries.some(({ key }) => key.text === name || findNearest(key.text, [name]) === name)
}

function missingSetting(module: KnownModule, setting: BuiltInSetting, config: MapNode | null): Diagnostic {
  const at = config?.at ?? module.syntax.source.at
  const hint = `config: { ${setting.name}: ${setting.example} }`
  const names = [setting.name, ...(setting.instead ?? [])].map((name) => `"${name}"`).join(' or ')
  return invalid(module, at, `${names} is required`, { path: `${module.path}.config`, hint })
}

function invalid(module: KnownModule, at: Node['at'], problem: string, extras: DiagnosticExtras): Diagnostic {
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
