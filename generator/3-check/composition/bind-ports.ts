import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { joinWords } from '../../diagnostic/suggest.js'
import type { Choice } from './check-bindings.js'
import type { KnownModule, Offer } from './known-module.js'
import { type PortOffers, reference } from './port-offers.js'

/** One port with the module that serves it. */
export interface BoundPort {
  readonly port: PortOffers
  readonly module: KnownModule
}

export interface Bound {
  readonly bound: readonly BoundPort[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Decides which module serves each offered port; where two would and `bindings` is silent, nothing is chosen. */
export function bindPorts(offers: readonly PortOffers[], choices: ReadonlyMap<string, Choice>): Bound {
  const bound: BoundPort[] = []
  const open: PortOffers[] = []
  for (const port of offers) {
    const choice = choices.get(port.fact.port)
    const [first] = port.right
    if (choice !== undefined) {
      if (choice.module !== null) bound.push({ port, module: choice.module })
    } else if (idsOf(port.right).length > 1) open.push(port)
    else if (first !== undefined) bound.push({ port, module: first.module })
  }
  return { bound, diagnostics: [...findAmbiguous(open), ...findSplitStore(bound, choices)] }
}

function idsOf(offers: readonly Offer[]): readonly string[] {
  return [...new Set(offers.map(({ module }) => module.id))]
}

/** Ports that the same modules provide are one decision that is missing, so they are reported together. */
function findAmbiguous(open: readonly PortOffers[]): readonly Diagnostic[] {
  const groups = new Map<string, PortOffers[]>()
  for (const port of open) {
    const key = JSON.stringify(idsOf(port.right))
    groups.set(key, [...(groups.get(key) ?? []), port])
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : ambiguous(first, others)))
}

function ambiguous(port: PortOffers, others: readonly PortOffers[]): readonly Diagnostic[] {
  const ids = idsOf(port.right)
  const second = port.right.find(({ module }) => module.id === ids[1])
  if (second === undefined) return []
  const values = { modules: joinWords(ids.map((id) => `"${id}"`)), port: port.fact.port, version: port.fact.version }
  const related = port.right
    .filter((offer) => offer !== second)
    .map(({ module, provided }) => ({ note: `"${module.id}" provides it`, at: provided.at }))
  const entries = [port, ...others].map(({ fact }) => `${reference(fact)}: ${ids[0]}`)
  const extras = { path: second.provided.path, related, hint: `bindings: { ${entries.join(', ')} }` }
  return [diagnostic('port_ambiguous_error', second.provided.at, values, extras)]
}

/** `collections.read` and `collections.write` are two ports of one store. */
function findSplitStore(bound: readonly BoundPort[], choices: ReadonlyMap<string, Choice>): readonly Diagnostic[] {
  const find = (id: string): BoundPort | undefined => bound.find(({ port }) => port.fact.port === id)
  const reads = find('collections.read')
  const writes = find('collections.write')
  if (reads === undefined || writes === undefined || reads.module.id === writes.module.id) return []
  const at = choices.get('collections.write')?.entry.value.at ?? writes.module.syntax.id.at
  const readAt = choices.get('collections.read')?.entry.value.at ?? reads.module.syntax.id.at
  const values = {
    modules: joinWords([reads, writes].map(({ module }) => `"${module.id}"`)),
    port: 'collections.*',
    version: writes.port.fact.version,
  }
  const related = [{ note: 'collections.read is bound to another module', at: readAt }]
  const hint = 'reads and writes are served by one store: bind both to the same module'
  return [diagnostic('port_ambiguous_error', at, values, { related, hint })]
}
