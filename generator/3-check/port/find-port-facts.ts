import type { PortFacts } from '../../artifact/checked-composition.js'
import type { SpecSyntax } from '../../artifact/documents.js'
import { eachUser, type PortNeed } from '../../artifact/port-need.js'
import type { Span } from '../../artifact/span.js'
import { historyPorts, semanticJudge } from '../../artifact/standard-ports.js'
import type { Declarations, DeclaredPort } from '../declaration/declarations.js'
import { findJudgeNeed } from './find-judge-need.js'
import { findUsesOfFlows } from './find-uses-of-flows.js'
import { findUsesOfHistory } from './find-uses-of-history.js'
import { findUsesOfMutations } from './find-uses-of-mutations.js'
import { findUsesOfQueries } from './find-uses-of-queries.js'
import { findUsesOfScreens } from './find-uses-of-screens.js'
import type { FindUses, Use } from './port-use.js'
import { findDoubtfulPorts, findUsesOfRequirements, modesOf } from './requirement-modes.js'

/** Whatever makes an app need a port, each origin by itself. */
const origins: readonly FindUses[] = [
  findUsesOfMutations,
  findUsesOfFlows,
  findUsesOfQueries,
  findUsesOfScreens,
  findUsesOfHistory,
  findUsesOfRequirements,
]

/** Finds the ports that exist, and those that the app cannot run without: what entrypoints reach, and what is required. */
export function findPortFacts(spec: SpecSyntax, declarations: Declarations): PortFacts {
  const callable = [...declarations.callables.values()].filter((one) => one.kind === 'port')
  const ports = [...callable, ...historyPorts.map((port) => ({ ...port, at: null }))]
  const modes = modesOf(spec)
  const doubtful = findDoubtfulPorts(
    spec,
    ports.map(({ id }) => id),
  )
  const uses = new Map<string, Use[]>()
  for (const use of origins.flatMap((find) => find(spec, declarations))) {
    const known = uses.get(use.port)
    if (known === undefined) uses.set(use.port, [use])
    else known.push(use)
  }
  const needs = ports.flatMap((port) => gatherNeed(port, uses.get(port.id) ?? []))
  const ofJudge = findJudgeNeed(declarations)
  const judge = { port: semanticJudge.id, version: semanticJudge.version, at: null }
  return {
    declared: [...ports.map(({ id, version, at }) => ({ port: id, version, at })), judge].sort(byPort),
    needs: [...needs, ...(ofJudge === null ? [] : [ofJudge])]
      .sort(byPort)
      .map((need) => inMode(need, { modes, doubtful })),
  }
}

interface Required {
  readonly modes: ReturnType<typeof modesOf>
  readonly doubtful: ReadonlySet<string>
}

function inMode(need: PortNeed, { modes, doubtful }: Required): PortNeed {
  if (doubtful.has(need.port)) return { ...need, isDoubtful: true }
  return modes.get(need.port) === 'delegated' ? { ...need, isDelegated: true } : need
}

/** A port that exists; `at` is null for one that no text declares. */
type KnownPort = Pick<DeclaredPort, 'id' | 'version' | 'at'>

function byPort(left: { readonly port: string }, right: { readonly port: string }): number {
  return left.port < right.port ? -1 : left.port > right.port ? 1 : 0
}

/** What stands first in the spec is named first. */
function gatherNeed({ id, version }: KnownPort, uses: readonly Use[]): readonly PortNeed[] {
  const inOrder = [...uses].sort((left, right) => comparePlaces(left.at, right.at))
  const [first] = inOrder
  if (first === undefined) return []
  const neededBy = eachUser(inOrder.map(({ by }) => by))
  const reachedFrom = [...new Set(inOrder.flatMap(({ from }) => (from === null ? [] : [from])))].sort()
  return [{ port: id, version, isOptional: false, at: first.at, neededBy, reachedFrom }]
}

function comparePlaces(left: Span, right: Span): number {
  return left.file === right.file ? left.start - right.start : left.file < right.file ? -1 : 1
}
