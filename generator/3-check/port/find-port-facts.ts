import type { PortFacts } from '../../artifact/checked-composition.js'
import type { ProjectionSyntax, SpecSyntax, TimelineProjectionSyntax } from '../../artifact/documents.js'
import type { PortNeed } from '../../artifact/port-need.js'
import type { Span } from '../../artifact/span.js'
import {
  collectionsRead,
  historyPorts,
  semanticJudge,
  sessionRead,
  sessionWrite,
} from '../../artifact/standard-ports.js'
import type { Declarations, DeclaredAction, DeclaredPort } from '../declaration/declarations.js'
import { findSessionRead } from '../session/find-session-reads.js'
import { listShown, nodesById } from '../view/find-shown.js'
import { findJudgeNeed } from './find-judge-need.js'

/** Finds the ports that exist, and those that the app cannot run without: what entrypoints reach. */
export function findPortFacts(spec: SpecSyntax, declarations: Declarations): PortFacts {
  const callable = [...declarations.callables.values()].filter((one) => one.kind === 'port')
  const ports = [...callable, ...historyPorts.map((port) => ({ ...port, at: null }))]
  const uses = new Map<string, Use[]>()
  const all = [
    ...findUsesOfMutations(spec, declarations),
    ...findUsesOfQueries(spec, declarations),
    ...findUsesOfScreens(spec),
    ...findUsesOfHistory(spec, declarations),
  ]
  for (const use of all) {
    const known = uses.get(use.port)
    if (known === undefined) uses.set(use.port, [use])
    else known.push(use)
  }
  const needs = ports.flatMap((port) => gatherNeed(port, uses.get(port.id) ?? []))
  const ofJudge = findJudgeNeed(declarations)
  const judge = { port: semanticJudge.id, version: semanticJudge.version, at: null }
  return {
    declared: [...ports.map(({ id, version, at }) => ({ port: id, version, at })), judge].sort(byPort),
    needs: [...needs, ...(ofJudge === null ? [] : [ofJudge])].sort(byPort),
  }
}

/** A port that exists; `at` is null for one that no text declares. */
type KnownPort = Pick<DeclaredPort, 'id' | 'version' | 'at'>

function byPort(left: { readonly port: string }, right: { readonly port: string }): number {
  return left.port < right.port ? -1 : left.port > right.port ? 1 : 0
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
  return [{ port: id, version, isOptional: false, at: first.at, neededBy, reachedFrom }]
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
      const by = `action "${name}"`
      const from = `mutation "${id.text}"`
      for (const { target } of callable.calls) {
        const kind = callables.get(target.text)?.kind
        if (kind === 'action') reached.add(target.text)
        if (kind === 'port') uses.push({ port: target.text, at: target.at, by, from })
      }
      for (const use of findUsesOfSession(callable)) uses.push({ ...use, by, from })
    }
    return uses
  })
}

/** An action that sees the session reads it, and one that clears it writes it, without any call. */
function findUsesOfSession({ syntax }: DeclaredAction): readonly Pick<Use, 'port' | 'at'>[] {
  const read = findSessionRead(syntax)
  const { sessionOutcome } = syntax
  const clears = sessionOutcome !== null && sessionOutcome.clears.length > 0
  return [
    ...(read === null ? [] : [{ port: sessionRead.id, at: read }]),
    ...(clears ? [{ port: sessionWrite.id, at: sessionOutcome.at }] : []),
  ]
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

/** An input that writes a path of the session does so from every screen that shows it. */
function findUsesOfScreens({ views, routes }: SpecSyntax): readonly Use[] {
  const nodes = nodesById(views.nodes)
  return views.screens.flatMap(({ id: screen, rootNodes }) => {
    const rendering = routes.filter(({ renders }) => renders.text === screen.text)
    const from = rendering.length === 0 ? [`screen "${screen.text}"`] : rendering.map(({ id }) => `route "${id.text}"`)
    return [...listShown(rootNodes, nodes)].flatMap((node) => {
      const at = nodes.get(node)?.statePath?.at
      if (at === undefined) return []
      return from.map((one) => ({ port: sessionWrite.id, at, by: `node "${node}"`, from: one }))
    })
  })
}

function placeOf(projection: Exclude<ProjectionSyntax, TimelineProjectionSyntax>): Span {
  return projection.strategy === 'from_collection' ? projection.collection.at : projection.primary.collection.at
}
