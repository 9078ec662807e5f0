import type { AppModel, CompositionModel, ModuleModel } from '../../artifact/app-model.js'
import { isServedByStore } from '../../artifact/standard-ports.js'
import { type Code, list, object, sequence } from '../text/code.js'
import { literal, memberName, memberOf, property, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeDoc, writeImport } from './module-text.js'

/** `factory.ts`: the modules of the app, imported by name and held against their contracts. */
export function emitFactory(model: AppModel, head: readonly string[]): string {
  const out = new Writer()
  const { modules, presetNatives } = model.composition
  const locals = localNames(model.composition)
  const ports = new Set(model.ports.map(({ id }) => id))
  const checked = modules.map((module) => ({ module, checks: checksOf(module, ports) }))
  for (const line of head) out.line(line)
  // The code of a guest is data, in `guests.ts`.
  for (const { id, kind, specifier } of modules)
    if (kind !== 'guest') out.line(`import ${locals.module(id)} from ${quote(specifier)}`)
  for (const { name, specifier } of presetNatives) out.line(`import ${locals.preset(name)} from ${quote(specifier)}`)
  writeImport(out, { from: 'tenon/engine', values: wrappersIn(modules), types: [] })
  if (model.composition.guests.some(({ bundle }) => bundle.isolation === 'worker'))
    writeImport(out, { from: 'tenon/engine/worker', values: ['workerVms'], types: [] })
  writeTypeImports(
    checked.flatMap(({ checks }) => checks),
    out,
  )
  if (modules.some(({ kind }) => kind === 'guest')) out.line("import { guests } from './guests.js'")
  out.line('')
  out.line(
    '/** The modules of this app by manifest id, in boot order. One that does not fit its ports does not compile. */',
  )
  out.block('export const modules: ModuleTable = {', '}', () => {
    for (const { module, checks } of checked) {
      const held = checks.map(({ text }) => ` satisfies ${text}`).join('')
      writeDoc(out, module.origin)
      out.code(`${memberName(module.id)}: `, wrap(module, model.composition, locals), `${held},`)
    }
  })
  return textOf(out)
}

const wrappers = { native: 'appNative', initializer: 'appInitializer', guest: 'appGuest', provider: null } as const

function wrappersIn(modules: readonly ModuleModel[]): readonly string[] {
  const used = modules.map(({ kind }) => wrappers[kind]).filter((wrapper) => wrapper !== null)
  return [...new Set(used)]
}

/** A module as the runtime starts it: a provider as it is, the others as the engine wraps them. */
function wrap({ id, kind, names }: ModuleModel, { guests }: CompositionModel, locals: Locals): Code {
  switch (kind) {
    case 'provider':
      return locals.module(id)
    case 'native':
      return sequence(`appNative(${locals.module(id)}, `, object([property('names', literal(names))]), ')')
    case 'initializer':
      return sequence(`appInitializer(${locals.module(id)}, `, object([property('registers', literal(names))]), ')')
    case 'guest': {
      const guest = guests.find(({ bundle }) => bundle.id === id)
      const given = guest?.presetNatives ?? []
      const isAlone = guest?.bundle.isolation === 'worker'
      const natives: Code =
        given.length === 0 && !isAlone ? '' : sequence(', ', list(given.map((name) => locals.preset(name))))
      return sequence(`appGuest(${memberOf('guests', id)}`, natives, isAlone ? ', workerVms())' : ')')
    }
  }
}

function writeTypeImports(checks: readonly Check[], out: Writer): void {
  const typesFrom = (source: Check['from']) => checks.flatMap(({ type, from }) => (from === source ? [type] : []))
  const fromProvider = [...new Set(typesFrom('tenon/provider'))]
  const fromRuntime = [...new Set(['ModuleTable', ...typesFrom('tenon/runtime')])]
  writeImport(out, { from: 'tenon/provider', values: [], types: fromProvider })
  writeImport(out, { from: 'tenon/runtime', values: [], types: fromRuntime })
  if (fromProvider.length > 0) out.line("import type { Ports } from './contracts.js'")
}

interface Check {
  readonly type: string
  readonly from: 'tenon/runtime' | 'tenon/provider'
  readonly text: string
}

function checksOf({ kind, serves }: ModuleModel, ports: ReadonlySet<string>): Check[] {
  if (kind !== 'provider') return []
  const checks: Check[] = []
  if (serves.some(isServedByStore)) {
    checks.push({ type: 'StoreModule', from: 'tenon/runtime', text: 'StoreModule' })
  }
  const own = serves.filter((port) => ports.has(port) && !isServedByStore(port))
  if (own.length > 0) {
    checks.push({
      type: 'ProviderFor',
      from: 'tenon/provider',
      text: `ProviderFor<Ports, ${own.map(quote).join(' | ')}>`,
    })
  }
  return checks
}

/** What is imported as what. */
interface Locals {
  module(id: string): string
  preset(name: string): string
}

// What a module is imported as may be neither the table nor something that stands beside it.
function localNames({ modules, presetNatives }: CompositionModel): Locals {
  const taken = new Set([
    ...['modules', 'guests', 'ModuleTable', 'Ports', 'ProviderFor', 'StoreModule'],
    ...['appGuest', 'appInitializer', 'appNative', 'workerVms'],
  ])
  const free = (identifier: string): string => {
    let name = identifier
    while (taken.has(name)) name += '_'
    taken.add(name)
    return name
  }
  const ofModules = new Map(modules.map(({ id, identifier }) => [id, free(identifier)]))
  const ofPresets = new Map(presetNatives.map(({ name, identifier }) => [name, free(identifier)]))
  return { module: (id) => ofModules.get(id) ?? id, preset: (name) => ofPresets.get(name) ?? name }
}
