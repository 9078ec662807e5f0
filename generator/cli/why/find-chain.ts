import type { Requirement, RequirementGraph } from './requirement-graph.js'

/**
 * The shortest way from something that is called from outside to what is asked for: what each step of it requires. Null
 * where nothing leads there. What the app needs as a whole counts where no call leads there. Of two ways of one length it is
 * the one whose start is told first.
 */
export function findChain(graph: RequirementGraph, target: string): readonly Requirement[] | null {
  const outgoing = groupBy(graph.requirements, 'from')
  return findWay(graph.entries, outgoing, target) ?? findWay(graph.others, outgoing, target)
}

function findWay(roots: readonly string[], outgoing: Groups, target: string): readonly Requirement[] | null {
  const cameBy = new Map<string, Requirement | null>(roots.map((root) => [root, null]))
  for (const key of cameBy.keys()) {
    if (key === target) return wayTo(target, cameBy)
    for (const one of outgoing.get(key) ?? []) if (!cameBy.has(one.to)) cameBy.set(one.to, one)
  }
  return null
}

function wayTo(target: string, cameBy: ReadonlyMap<string, Requirement | null>): readonly Requirement[] {
  const last = cameBy.get(target) ?? null
  return last === null ? [] : [...wayTo(last.from, cameBy), last]
}

/** Everything called from outside that leads to what is asked for, however deep. */
export function listReaching({ entries, others, requirements }: RequirementGraph, target: string): readonly string[] {
  const incoming = groupBy(requirements, 'to')
  const leading = new Set([target])
  for (const key of leading) for (const { from } of incoming.get(key) ?? []) leading.add(from)
  return [...entries, ...others].filter((root) => leading.has(root))
}

type Groups = ReadonlyMap<string, readonly Requirement[]>

function groupBy(requirements: readonly Requirement[], end: 'from' | 'to'): Groups {
  const groups = new Map<string, Requirement[]>()
  for (const one of requirements) {
    const group = groups.get(one[end])
    if (group === undefined) groups.set(one[end], [one])
    else group.push(one)
  }
  return groups
}
