import { builtInModules } from '../../artifact/built-in-modules.js'
import type { ManifestSyntax } from '../../artifact/documents.js'
import { type Diagnostic, diagnostic, type Related } from '../../diagnostic/diagnostic.js'
import { joinWords } from '../../diagnostic/suggest.js'
import { type PortOffers, reference, sayNeeded } from './port-offers.js'

/** Reports needed ports that nobody provides; those that one built-in would serve together are one mistake. */
export function findUnboundPorts(lacking: readonly PortOffers[], manifest: ManifestSyntax): readonly Diagnostic[] {
  const groups = new Map<string, PortOffers[]>()
  for (const port of lacking) {
    const key = suggestBuiltIn(port.fact.port, manifest) ?? port.fact.port
    groups.set(key, [...(groups.get(key) ?? []), port])
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group
    return first === undefined ? [] : [unboundPort(first, others, manifest)]
  })
}

function unboundPort(first: PortOffers, others: readonly PortOffers[], manifest: ManifestSyntax): Diagnostic {
  const { fact, need } = first
  const values = {
    manifest: manifest.at.file,
    port: fact.port,
    version: fact.version,
    neededBy: need === null ? 'the app' : sayNeeded(need),
  }
  const at = need?.at ?? manifest.at
  const declared =
    fact.at === null || fact.at.start === at.start ? [] : [{ note: 'the port is declared here', at: fact.at }]
  const also = others.map((other) => ({
    note: `${reference(other.fact)} is missing too`,
    at: other.need?.at ?? manifest.at,
  }))
  const related = [...declared, ...also, listModules(manifest)]
  return diagnostic('port_unbound_error', at, values, { related, hint: sayWhatToDo(first, manifest) })
}

function listModules(manifest: ManifestSyntax): Related {
  const first = manifest.modules[0]
  if (first !== undefined) return { note: 'the modules are listed from here', at: first.at }
  return { note: isThere(manifest) ? 'no modules are listed here' : 'there is no such file', at: manifest.at }
}

/** A manifest that was made because there is no file has a place without extent. */
function isThere({ at }: ManifestSyntax): boolean {
  return at.end > at.start
}

function sayWhatToDo({ fact, need }: PortOffers, manifest: ManifestSyntax): string {
  const reached = need === null || need.reachedFrom.length === 0 ? '' : `reached from ${sayReached(need.reachedFrom)}; `
  const where = isThere(manifest)
    ? 'add to "modules"'
    : `create ${manifest.at.file} with "tenon: 1" and, under "modules"`
  return `${reached}${where}: ${suggestModule(fact.port, fact.version, manifest)}`
}

function sayReached(entrypoints: readonly string[]): string {
  const shown = entrypoints.slice(0, 3)
  const rest = entrypoints.length - shown.length
  return joinWords(rest === 0 ? shown : [...shown, `${rest} more`])
}

/** The manifest line that would serve a port. */
function suggestModule(port: string, version: string, manifest: ManifestSyntax): string {
  const source = suggestBuiltIn(port, manifest)
  const name = freeId(
    source === null ? (port.split('.')[0] ?? port) : source === 'tenon:ids' ? 'ids' : 'store',
    manifest,
  )
  if (source === null)
    return `- { id: ${name}, kind: provider, source: ./providers/${name}.ts, provides: [${reference({ port, version })}] }`
  const settings = (builtInModules.get(source)?.config ?? []).filter(({ required }) => required)
  const config = settings.map((setting) => `${setting.name}: ${setting.example}`).join(', ')
  return `- { id: ${name}, kind: provider, source: "${source}"${config === '' ? '' : `, config: { ${config} }`} }`
}

function freeId(wanted: string, manifest: ManifestSyntax): string {
  const isTaken = manifest.modules.some(({ id }) => id.text === wanted)
  return isTaken ? freeId(`${wanted}_2`, manifest) : wanted
}

/** The first built-in that provides a port and runs on the target. */
function suggestBuiltIn(port: string, { target }: ManifestSyntax): string | null {
  const found = [...builtInModules].find(
    ([, { provides, runsOn }]) =>
      provides.some((provided) => provided.port === port) && (runsOn === 'any' || target === 'node'),
  )
  return found?.[0] ?? null
}
