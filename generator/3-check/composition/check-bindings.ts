import type { PortFacts } from '../../artifact/checked-composition.js'
import type { ManifestSyntax } from '../../artifact/documents.js'
import type { Entry, Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording, safeFix } from '../../diagnostic/fix.js'
import { type Advice, findNearest, suggestName } from '../../diagnostic/suggest.js'
import { findOffers, type KnownModule, type ProvidedPort } from './known-module.js'

/** What `bindings` say: per port the module that was chosen, null where the entry is wrong and has been reported. */
export interface Choices {
  readonly byPort: ReadonlyMap<string, Choice>
  readonly diagnostics: readonly Diagnostic[]
}

export interface Choice {
  readonly module: KnownModule | null
  readonly entry: Entry<Text>
}

/** Reads the bindings, and finds those that cannot be and those that decide nothing. */
export function checkBindings(manifest: ManifestSyntax, modules: readonly KnownModule[], ports: PortFacts): Choices {
  const byPort = new Map<string, Choice>()
  const diagnostics: Diagnostic[] = []
  for (const entry of manifest.bindings) {
    const problem = findProblem(entry, modules, ports)
    if (problem !== null && problem !== 'told') diagnostics.push(problem)
    const isWrong = problem === 'told' || problem?.severity === 'error'
    const module = isWrong ? null : (modules.find(({ id }) => id === entry.value.text) ?? null)
    byPort.set(portOf(entry.name.text), { module, entry })
  }
  return { byPort, diagnostics }
}

function findProblem(
  entry: Entry<Text>,
  modules: readonly KnownModule[],
  ports: PortFacts,
): Diagnostic | 'told' | null {
  const { name, value } = entry
  const path = `bindings.${name.text}`
  const known = ports.declared.map(({ port, version }) => `${port}@${version}`)
  if (!known.includes(name.text)) {
    const values = { port: name.text }
    return diagnostic('binding_unknown_port_error', name.at, values, { path, ...suggestPort(name, known) })
  }
  const module = modules.find(({ id }) => id === value.text)
  if (module === undefined) {
    const ids = modules.map(({ id }) => id)
    const values = { port: name.text, module: value.text }
    return diagnostic('binding_unknown_module_error', value.at, values, { path, ...suggestName(value, ids) })
  }
  const offers = findOffers(modules, portOf(name.text)).filter(
    ({ provided }) => `${provided.port}@${provided.version}` === name.text,
  )
  if (!offers.some((offer) => offer.module.id === module.id) && !module.mayProvideMore) {
    // That the module provides it at another version, or misspells it, has been told.
    const isMeant = ({ port }: ProvidedPort): boolean =>
      port === portOf(name.text) || (!isDeclared(port, ports) && findNearest(port, [portOf(name.text)]) !== null)
    if (module.provides.some(isMeant)) return 'told'
    const fixes = [...new Set(offers.map((offer) => offer.module.id))].map((id) => rewording(value, id, false))
    const related = [{ note: 'the module stands here', at: module.syntax.at }]
    return diagnostic(
      'binding_not_provided_error',
      value.at,
      { module: value.text, port: name.text },
      { path, related, fixes },
    )
  }
  const isOnly = new Set(offers.map((offer) => offer.module.id)).size < 2
  const fixes = [safeFix(`remove the binding of ${name.text}`, { kind: 'remove-entry', at: name.at })]
  return isOnly ? diagnostic('binding_unused_warning', name.at, { port: name.text }, { path, fixes }) : null
}

function isDeclared(port: string, { declared }: PortFacts): boolean {
  return declared.some((known) => known.port === port)
}

function suggestPort(written: Text, known: readonly string[]): Advice {
  const sameId = known.find((port) => portOf(port) === portOf(written.text))
  if (sameId === undefined) return suggestName(written, known)
  return { hint: `did you mean "${sameId}"?`, fixes: [rewording(written, sameId, true)] }
}

function portOf(reference: string): string {
  return reference.replace(/@[^@]*$/, '')
}
