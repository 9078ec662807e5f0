import type { Span } from '../../artifact/span.js'
import { isServedByStore } from '../../artifact/standard-ports.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { type Fix, possibleFix } from '../../diagnostic/fix.js'
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
export function bindPorts(offers: readonly PortOffers[], choices: ReadonlyMap<string, Choice>, manifest: Span): Bound {
  const bound: BoundPort[] = []
  const open: PortOffers[] = []
  for (const port of offers) {
    const choice = choices.get(port.fact.port)
    const [first] = port.right
    if (choice !== undefined) {
      if (choice.module !== null) bound.push({ port, module: choice.module })
    } else if (idsOf(port.right).length > 1) {
      // A choice between two stores need not speak of sessions and history that the app does not have.
      if (port.need !== null || !/^(session|history)\./.test(port.fact.port)) open.push(port)
    } else if (first !== undefined) bound.push({ port, module: first.module })
  }
  return { bound, diagnostics: [...findAmbiguous(open, manifest), ...findSplitStore(bound, choices)] }
}

function idsOf(offers: readonly Offer[]): readonly string[] {
  return [...new Set(offers.map(({ module }) => module.id))]
}

/** Ports that the same modules provide are one decision that is missing, so they are reported together. */
function findAmbiguous(open: readonly PortOffers[], manifest: Span): readonly Diagnostic[] {
  const groups = new Map<string, PortOffers[]>()
  for (const port of open) {
    const key = JSON.stringify(idsOf(port.right))
    groups.set(key, [...(groups.get(key) ?? []), port])
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : ambiguous(first, others, manifest),
  )
}

function ambiguous(port: PortOffers, others: readonly PortOffers[], manifest: Span): readonly Diagnostic[] {
  const ids = idsOf(port.right)
  const second = port.right.find(({ module }) => module.id === ids[1])
  if (second === undefined) return []
  const values = { modules: joinWords(ids.map((id) => `"${id}"`)), port: port.fact.port, version: port.fact.version }
  const related = port.right
    .filter((offer) => offer !== second)
    .map(({ module, provided }) => ({ note: `"${module.id}" provides it`, at: provided.at }))
  const ports = [port, ...others].map(({ fact }) => reference(fact))
  const entries = ports.map((each) => `${each}: ${ids[0]}`)
  const fixes = ids.map((id) => bindingFix(ports, id, manifest))
  const extras = { path: second.provided.path, related, hint: `bindings: { ${entries.join(', ')} }`, fixes }
  return [diagnostic('port_ambiguous_error', second.provided.at, values, extras)]
}

function bindingFix(ports: readonly string[], id: string, at: Span): Fix {
  const entries = ports.map((key) => ({ key, value: id }))
  return possibleFix(`bind ${joinWords(ports)} to "${id}"`, { kind: 'entries', at, key: 'bindings', entries })
}

/** The ports of a store are served by one module: what commits together must be in one place. */
function findSplitStore(bound: readonly BoundPort[], choices: ReadonlyMap<string, Choice>): readonly Diagnostic[] {
  const [first, ...others] = bound.filter(({ port }) => port.need !== null && isServedByStore(port.fact.port))
  const other = others.find(({ module }) => module.id !== first?.module.id)
  if (first === undefined || other === undefined) return []
  const placeOf = ({ port, module }: BoundPort): Span =>
    choices.get(port.fact.port)?.entry.value.at ?? module.syntax.id.at
  const groups = [first, other].map(({ port }) => port.fact.port.replace(/\.\w+$/, '.*'))
  const values = {
    modules: joinWords([first, other].map(({ module }) => `"${module.id}"`)),
    port: joinWords([...new Set(groups)]),
    version: other.port.fact.version,
  }
  const related = [{ note: `${first.port.fact.port} is bound to another module`, at: placeOf(first) }]
  const hint =
    new Set(groups).size === 1
      ? 'reads and writes are served by one store: bind both to the same module'
      : 'records, sessions and history are kept in one store: bind both to the same module'
  return [diagnostic('port_ambiguous_error', placeOf(other), values, { related, hint })]
}
