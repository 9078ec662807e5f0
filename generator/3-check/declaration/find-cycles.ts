/** A directed graph: each name with the names it leads to, in order. */
export type Graph = ReadonlyMap<string, readonly string[]>

/** Every cycle that a walk from each name closes, once, beginning where the walk met it first. */
export function findCycles(graph: Graph): readonly (readonly string[])[] {
  const cycles: string[][] = []
  walk(graph, (trail, next) => cycles.push(trail.slice(trail.indexOf(next))))
  return cycles
}

/** The names such that each stands after all it leads to; within a cycle the order is that of the walk. */
export function orderByNeed(graph: Graph): readonly string[] {
  return walk(graph, () => 0)
}

interface Step {
  readonly name: string
  readonly rest: Iterator<string>
}

// A loop, not a recursion: a chain of thousands must not end in a stack overflow.
function walk(graph: Graph, close: (trail: readonly string[], next: string) => unknown): readonly string[] {
  const done = new Set<string>()
  const open = new Set<string>()
  for (const start of graph.keys()) {
    const steps: Step[] = []
    const enter = (name: string): void => {
      if (done.has(name) || !graph.has(name)) return
      if (open.has(name)) {
        close([...open], name)
        return
      }
      open.add(name)
      steps.push({ name, rest: (graph.get(name) ?? [])[Symbol.iterator]() })
    }
    enter(start)
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const next = step.rest.next()
      if (next.done === true) {
        steps.pop()
        open.delete(step.name)
        done.add(step.name)
      } else enter(next.value)
    }
  }
  return [...done]
}
