import { type BuiltInModule, type BuiltInSetting, builtInModules } from '../../artifact/built-in-modules.js'
import type { ManifestSyntax, ModuleSyntax } from '../../artifact/documents.js'
import type { InstalledModule } from '../../artifact/source-set.js'
import { type Diagnostic, diagnostic, type Related } from '../../diagnostic/diagnostic.js'
import { type Fix, safeFix } from '../../diagnostic/fix.js'
import { joinWords } from '../../diagnostic/suggest.js'
import { type PortOffers, reference, sayNeeded } from './port-offers.js'

/** What could have a module for a port. */
export interface Surroundings {
  readonly manifest: ManifestSyntax
  readonly installed: readonly InstalledModule[]
}

/** Reports needed ports that nobody provides; those that one module would serve together are one mistake. */
export function findUnboundPorts(lacking: readonly PortOffers[], around: Surroundings): readonly Diagnostic[] {
  const groups = new Map<string, PortOffers[]>()
  for (const port of lacking) {
    const key = candidatesFor([port], around)[0]?.source ?? port.fact.port
    groups.set(key, [...(groups.get(key) ?? []), port])
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group
    return first === undefined ? [] : [unboundPort(first, others, around)]
  })
}

function unboundPort(first: PortOffers, others: readonly PortOffers[], around: Surroundings): Diagnostic {
  const { fact, need } = first
  const { manifest } = around
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
  const remedy = findRemedy([first, ...others], around)
  const hint = `${sayReached(need?.reachedFrom ?? [])}${remedy.text}`
  return diagnostic('port_unbound_error', at, values, { related, hint, fixes: isThere(manifest) ? remedy.fixes : [] })
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

function sayReached(entrypoints: readonly string[]): string {
  if (entrypoints.length === 0) return ''
  const shown = entrypoints.slice(0, 3)
  const rest = entrypoints.length - shown.length
  return `reached from ${joinWords(rest === 0 ? shown : [...shown, `${rest} more`])}; `
}

/** What serves ports that nobody provides. */
interface Remedy {
  readonly text: string
  readonly fixes: readonly Fix[]
}

type Lacking = readonly [PortOffers, ...PortOffers[]]

function findRemedy(ports: Lacking, around: Surroundings): Remedy {
  const { manifest } = around
  const [{ fact }] = ports
  const holder = manifest.modules.find(({ source, provides }) => provides !== null && doesProvide(source.text, fact))
  if (holder !== undefined) return letProvide(holder, ports)
  const where = isThere(manifest)
    ? 'add to "modules"'
    : `create ${manifest.at.file} with "tenon: 1" and, under "modules"`
  const candidates = candidatesFor(ports, around)
  return {
    text: `${where}: - ${candidates[0]?.line ?? ownLine(fact, manifest)}`,
    fixes: candidates.map(({ source, line, isComplete }) => ({
      title: `add the module "${source}"`,
      isSafe: candidates.length === 1 && isComplete,
      changes: [{ kind: 'items', at: manifest.at, key: 'modules', items: [line] }],
    })),
  }
}

/** A module that would serve ports, as a line of the manifest. */
interface Candidate {
  readonly source: string
  readonly line: string
  /** Whether nothing of the line is a guess: a setting that is required has an example there. */
  readonly isComplete: boolean
}

/** What would serve the first of some ports: built-in modules, then installed packages. */
function candidatesFor(ports: Lacking, { manifest, installed }: Surroundings): readonly Candidate[] {
  const [{ fact }] = ports
  const builtIn = builtInsFor(fact, manifest).map((source) => ({
    source,
    line: builtInLine(source, manifest),
    isComplete: requiredSettings(source).length === 0,
  }))
  const packages = installed
    .filter(({ provides }) => provides.some((one) => isSame(one, fact)))
    .map((module) => ({ source: module.source, line: installedLine(module, ports, manifest), isComplete: false }))
  return [...builtIn, ...packages]
}

/** A module stands there that would serve the ports, if its own list did not leave them out. */
function letProvide({ id, at, source }: ModuleSyntax, ports: Lacking): Remedy {
  const items = ports.filter(({ fact }) => doesProvide(source.text, fact)).map(({ fact }) => reference(fact))
  const text = `add ${joinWords(items)} to "provides" of "${id.text}"`
  return { text, fixes: [safeFix(text, { kind: 'items', at, key: 'provides', items })] }
}

/** The manifest line of a module that has yet to be written. */
function ownLine(fact: Port, manifest: ManifestSyntax): string {
  const id = freeId(fact.port.split('.')[0] ?? fact.port, manifest)
  return `{ id: ${id}, kind: provider, source: ./providers/${id}.ts, provides: [${reference(fact)}] }`
}

/** The manifest line of a built-in. */
function builtInLine(source: string, manifest: ManifestSyntax): string {
  const id = freeId(source === 'tenon:ids' ? 'ids' : 'store', manifest)
  const config = requiredSettings(source).map(({ name, example }) => `${name}: ${example}`)
  const settings = config.length === 0 ? '' : `, config: { ${config.join(', ')} }`
  return `{ id: ${id}, kind: provider, source: "${source}"${settings} }`
}

/** The manifest line of an installed package, which serves what is lacking and no more. */
function installedLine({ source, provides }: InstalledModule, ports: Lacking, manifest: ManifestSyntax): string {
  const lacking = ports
    .filter(({ fact }) => provides.some((one) => isSame(one, fact)))
    .map(({ fact }) => reference(fact))
  const [name = 'provider'] = /[a-z]\w*/.exec(source.replace(/^@[^/]*\//, '').replace(/\W+/g, '_')) ?? []
  return `{ id: ${freeId(name, manifest)}, kind: provider, source: "${source}", provides: [${lacking.join(', ')}] }`
}

function requiredSettings(source: string): readonly BuiltInSetting[] {
  return (builtInModules.get(source)?.config ?? []).filter(({ required }) => required)
}

function freeId(wanted: string, manifest: ManifestSyntax): string {
  const isTaken = manifest.modules.some(({ id }) => id.text === wanted)
  return isTaken ? freeId(`${wanted}_2`, manifest) : wanted
}

type Port = PortOffers['fact']

/** The built-ins that provide a port and run on the target. */
function builtInsFor(fact: Port, { target }: ManifestSyntax): readonly string[] {
  const runsHere = ({ runsOn }: BuiltInModule): boolean => runsOn === 'any' || target === 'node'
  return [...builtInModules].flatMap(([source, known]) =>
    runsHere(known) && doesProvide(source, fact) ? [source] : [],
  )
}

function doesProvide(source: string, { port, version }: Reference): boolean {
  const provided = builtInModules.get(source)?.provides ?? []
  return provided.some((one) => isSame(one, { port, version }))
}

type Reference = Pick<Port, 'port' | 'version'>

function isSame(left: Reference, right: Reference): boolean {
  return left.port === right.port && left.version === right.version
}
