import type { PortFacts } from '../../artifact/checked-composition.js'
import type { ProjectionSyntax, SpecSyntax, TimelineProjectionSyntax } from '../../artifact/documents.js'
import type { PortNeed } from '../../artifact/port-need.js'
import type { Span } from '../../artifact/span.js'
import { collectionsRead, historyPorts } from '../../artifact/standard-ports.js'
import type { Declarations, DeclaredPort } from '../declaration/declarations.js'

/** Finds the ports that exist, and those that the app cannot run without: what entrypoints reach. */
export function findPortFacts(spec: SpecSyntax, declarations: Declarations): PortFacts {
  const callable = [...declarations.callables.values()].filter((one) => one.kind === 'port')
  const ports = [...callable, ...historyPorts.map((port) => ({ ...port, at: null }))].sort(byId)
  const uses = new Map<string, Use[]>()
  const found = [
    ...findUsesOfMutations(spec, declarations),
    ...findUsesOfQueries(spec, declarations),
    ...findUsesOfHistory(spec, declarations),
  ]
  for (const use of found) {
    const known = uses.get(use.port)
    if (known === undefined) uses.set(use.port, [use])
    else known.push(use)
  }
  return {
    declared: ports.map(({ id, version, at }) => ({ port: id, version, at })),
    needs: ports.flatMap((port) => gatherNeed(port, uses.get(port.id) ?? [])),
  }
}

/** A port that exists; `at` is null for one that no text declares. */
type KnownPort = Pick<DeclaredPort, 'id' | 'version' | 'at'>

function byId(left: KnownPort, right: KnownPort): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0
}

/** One place that uses a port, and one entrypoint that it is reached from. */
interface Use {
  readonly port: string
  readonly at: Span
  readonly by: string
  readonly from: string
}

/** What stands first in the spec is named first. */
function gatherNeed({ id, version }: KnownPort, uses: readonly Use[]): readonly PortNeed[] {
  const inOrder = [...uses].sort((left, right) => comparePlaces(left.at, right.at))
  const [first] = inOrder
  if (first === undefined) return []
  const neededBy = [...new Set(inOrder.map(({ by }) => by))]
  const reachedFrom = [...new Set(inOrder.map(({ from }) => from))].sort()
  return [{ port: id, version, at: first.at, neededBy, reachedFrom }]
}

function comparePlaces(left: Span, right: Span): number {
  return left.file === right.file ? left.start - right.start : left.file < right.file ? -1 : 1
}

function findUsesOfMutations({ mutations }: SpecSyntax, { callables }: Declarations): readonly Use[] {
  return mutations.flatMap(({ id, action }) => {
    const reached = new Set([action.text])
    const uses: Use[] = []
    for (const name of reached) {
      const callable = callables.get(name)
      if (callable?.kind !== 'action') continue
      for (const { target } of callable.calls) {
        const kind = callables.get(target.text)?.kind
        if (kind === 'action') reached.add(target.text)
        const by = `action "${name}"`
        if (kind === 'port') uses.push({ port: target.text, at: target.at, by, from: `mutation "${id.text}"` })
      }
    }
    return uses
  })
}

/** Every query reads the collections of its projection, or history. */
function findUsesOfQueries({ queries }: SpecSyntax, { projections }: Declarations): readonly Use[] {
  return queries.flatMap(({ id, projection, asOf }) => {
    const declared = projections.get(projection.text)
    if (declared === undefined) return []
    const { syntax } = declared
    const by = `projection "${projection.text}"`
    const from = `query "${id.text}"`
    if (syntax.strategy !== 'timeline') return [{ port: collectionsRead.id, at: placeOf(syntax), by, from }]
    const ports = ['history.persist', 'history.rebuild', 'history.scan']
    const uses = ports.map((port) => ({ port, at: declared.at, by, from }))
    const asked = asOf === null ? [] : [{ port: 'history.scan_as_of', at: asOf.at, by: from, from }]
    return [...uses, ...asked]
  })
}

/** An app that records what it emits needs the ports for it, whoever emits. */
function findUsesOfHistory({ app }: SpecSyntax, { history }: Declarations): readonly Use[] {
  if (history === null || app.history === null) return []
  const { at } = app.history
  return ['history.append', 'history.scan'].map((port) => ({ port, at, by: 'the history of the app', from: 'the app' }))
}

function placeOf(projection: Exclude<ProjectionSyntax, TimelineProjectionSyntax>): Span {
  return projection.strategy === 'from_collection' ? projection.collection.at : projection.primary.collection.at
}
