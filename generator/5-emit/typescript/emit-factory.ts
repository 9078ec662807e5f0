import type { AppModel, ModuleModel } from '../../artifact/app-model.js'
import { isServedByStore } from '../../artifact/standard-ports.js'
import { memberName, quote } from '../text/literal.js'
import { Writer } from '../text/writer.js'
import { textOf, writeDoc, writeImport } from './module-text.js'

/** `factory.ts`: the modules of the app, imported by name and held against their contracts. */
export function emitFactory(model: AppModel, head: readonly string[]): string {
  const out = new Writer()
  const { modules } = model.composition
  const locals = localNames(modules)
  const ports = new Set(model.ports.map(({ id }) => id))
  const checked = modules.map((module) => ({ module, checks: checksOf(module, ports) }))
  for (const line of head) out.line(line)
  for (const { id, specifier } of modules) out.line(`import ${locals.get(id)} from ${quote(specifier)}`)
  writeTypeImports(
    checked.flatMap(({ checks }) => checks),
    out,
  )
  out.line('')
  out.line(
    '/** The modules of this app by manifest id, in boot order. One that does not fit its ports does not compile. */',
  )
  out.block('export const modules: ModuleTable = {', '}', () => {
    for (const { module, checks } of checked) {
      const held = checks.map(({ text }) => ` satisfies ${text}`).join('')
      writeDoc(out, module.origin)
      out.line(`${memberName(module.id)}: ${locals.get(module.id)}${held},`)
    }
  })
  return textOf(out)
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

// What a module is imported as may be neither the table nor a type beside it.
function localNames(modules: readonly ModuleModel[]): ReadonlyMap<string, string> {
  const taken = new Set(['modules', 'ModuleTable', 'Ports', 'ProviderFor', 'StoreModule'])
  const names = new Map<string, string>()
  for (const { id, identifier } of modules) {
    let name = identifier
    while (taken.has(name)) name += '_'
    taken.add(name)
    names.set(id, name)
  }
  return names
}
