import type { BuiltInSetting } from '../../artifact/built-in-modules.js'
import type { MapEntry, MapNode, Node } from '../../artifact/node.js'
import { type Diagnostic, type DiagnosticExtras, diagnostic } from '../../diagnostic/diagnostic.js'
import { findNearest, joinWords, suggestName } from '../../diagnostic/suggest.js'
import { findRepeatedPlaces } from './find-repeated-places.js'
import { findSettingProblem, type Nested, nestedIn } from './find-setting-problem.js'
import type { KnownModule } from './known-module.js'

/** Finds configs that do not fit their built-in, and references to the environment that are not well formed. */
export function checkConfig(modules: readonly KnownModule[]): readonly Diagnostic[] {
  return modules.flatMap((module) => {
    const { config } = module.syntax
    const isOfKind = module.builtIn?.kind === module.syntax.kind
    const settings = isOfKind ? (module.builtIn?.config ?? null) : null
    const path = `${module.path}.config`
    return [
      ...(settings === null ? [] : checkSettings({ module, settings, modules, path }, config)),
      ...(config === null ? [] : findBadReferences(config, path)),
    ]
  })
}

/** Settings, with where they stand. */
interface Configured {
  readonly module: KnownModule
  readonly settings: readonly BuiltInSetting[]
  readonly modules: readonly KnownModule[]
  readonly path: string
}

function checkSettings(configured: Configured, config: MapNode | null): readonly Diagnostic[] {
  const { settings, path } = configured
  const entries = config?.entries ?? []
  const found = entries.flatMap(({ key, value }) => {
    const setting = settings.find(({ name }) => name === key.text)
    if (setting === undefined) return [unknownSetting(configured, key)]
    const problem = findSettingProblem(setting, value, { ...configured, entries })
    if (problem !== null) return [invalid(configured, value.at, problem, { path: `${path}.${key.text}` })]
    const inner = { ...configured, path: `${path}.${key.text}` }
    return [
      ...nestedIn(setting.form, value).flatMap((nested) => checkNested(configured, inner.path, nested)),
      ...findRepeatedPlaces(setting.form, value, entries).map(({ text, at, first }) =>
        invalid(inner, at, `two are at "${text}"`, { path: inner.path, related: [{ note: 'the first', at: first }] }),
      ),
    ]
  })
  const missing = settings.filter(
    ({ name, required, instead = [], or = [] }) =>
      required && ![name, ...instead, ...or].some((meant) => isMeant(meant, entries, or.includes(meant))),
  )
  return [
    ...found,
    ...findBoth(configured, entries),
    ...missing.map((setting) => missingSetting(configured, setting, config)),
  ]
}

/** Settings within a setting. */
function checkNested(configured: Configured, path: string, nested: Nested): readonly Diagnostic[] {
  const inner = { ...configured, path: `${path}.${nested.name}` }
  if ('problem' in nested) return [invalid(inner, nested.at, nested.problem, { path: inner.path })]
  return checkSettings({ ...inner, settings: nested.settings }, nested.config)
}

function unknownSetting(configured: Configured, key: MapEntry['key']): Diagnostic {
  const names = configured.settings.map(({ name }) => name)
  const problem = names.length === 0 ? 'it takes none' : `there is no "${key.text}"`
  const extras = { path: `${configured.path}.${key.text}`, ...suggestName(key, names) }
  return invalid(configured, key.at, problem, extras)
}

/** Settings that stand for one another, and are both there. */
function findBoth(configured: Configured, entries: readonly MapEntry[]): readonly Diagnostic[] {
  return configured.settings.flatMap(({ name, instead = [] }) => {
    const given = entries.filter(({ key }) => key.text === name || instead.includes(key.text))
    const [, second] = given
    if (instead.length === 0 || second === undefined) return []
    const problem = `it takes one of ${joinWords(given.map(({ key }) => `"${key.text}"`))}`
    return [invalid(configured, second.key.at, problem, { path: `${configured.path}.${second.key.text}` })]
  })
}

/** A misspelt key is reported as such, and then the one that was meant is not missed. */
function isMeant(name: string, entries: readonly MapEntry[], isFilled: boolean): boolean {
  return entries.some(({ key, value }) => {
    if (isFilled && value.kind === 'list' && value.items.length === 0) return false
    return key.text === name || findNearest(key.text, [name]) === name
  })
}

function missingSetting(configured: Configured, setting: BuiltInSetting, config: MapNode | null): Diagnostic {
  const { module, path } = configured
  const at = config?.at ?? module.syntax.source.at
  const example = `${setting.name}: ${setting.example}`
  const hint = path === `${module.path}.config` ? `config: { ${example} }` : `write "${example}"`
  const { name, instead = [], or = [] } = setting
  const names = [name, ...instead, ...or].map((one) => `"${one}"`).join(' or ')
  return invalid(configured, at, `${names} is required`, { path, hint })
}

function invalid({ module }: Configured, at: Node['at'], problem: string, extras: DiagnosticExtras): Diagnostic {
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
