import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { rewording } from '../../diagnostic/fix.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { RequireName } from './find-duplicate-modules.js'
import { findWrongOrder } from './find-wrong-order.js'
import type { KnownModule } from './known-module.js'
import type { Requirement } from './requirement.js'

export interface Requirements {
  readonly found: readonly Requirement[]
  readonly diagnostics: readonly Diagnostic[]
}

/** Resolves what modules require: guests name natives, the others name modules. Order is checked, never solved. */
export function checkRequires(modules: readonly KnownModule[], names: readonly RequireName[]): Requirements {
  const known: Requirement[] = []
  const diagnostics: Diagnostic[] = []
  for (const from of modules) {
    const targets = from.syntax.kind === 'guest' ? names : modules.map((module) => ({ name: module.id, module }))
    from.syntax.requires.forEach((written, index) => {
      const path = `${from.path}.requires.${index}`
      const target = targets.find(({ name }) => name === written.text)
      if (target !== undefined) known.push({ from, to: target.module, written, path })
      else diagnostics.push(unknownRequire({ from, written, path }, targets))
    })
  }
  diagnostics.push(...findCircles(modules, known).map(circleError))
  const inOrder = known.filter(({ from, to }) => to === null || findWay(to, from, known) === null)
  diagnostics.push(...findWrongOrder(inOrder))
  return { found: known, diagnostics }
}

interface Target {
  readonly name: string
  readonly module: KnownModule | null
}

/** The names that guests know something by which is called as hosts and manifests do: `node:path`, `tenon:path`, a module's id. */
export function meantNames(written: string, targets: readonly Target[]): readonly string[] {
  const bare = written.replace(/^(?:node|tenon):/, '')
  return targets.filter(({ name, module }) => name === bare || module?.id === written).map(({ name }) => name)
}

function unknownRequire(
  { from, written, path }: Pick<Requirement, 'from' | 'written' | 'path'>,
  targets: readonly Target[],
): Diagnostic {
  const values = { module: from.id, required: written.text }
  const [meant, ...others] = meantNames(written.text, targets)
  const names = targets.map(({ name }) => name)
  const advice =
    meant === undefined
      ? suggestName(written, names)
      : { hint: `did you mean "${meant}"?`, fixes: [rewording(written, meant, others.length === 0)] }
  return diagnostic('module_requires_unknown_error', written.at, values, { path, ...advice })
}

/** Requirements that lead from one module to another, or back to itself. */
type Way = readonly [Requirement, ...Requirement[]]

/** Each circle once, from its module that stands first. Where circles share a requirement, the first of them is told. */
function findCircles(modules: readonly KnownModule[], known: readonly Requirement[]): readonly Way[] {
  const circles: Way[] = []
  const told = new Set<Requirement>()
  for (const start of modules) {
    const circle = findWay(start, start, known)
    if (circle === null || circle.some((entry) => told.has(entry))) continue
    for (const entry of circle) told.add(entry)
    circles.push(circle)
  }
  return circles
}

/** The shortest way along requirements from one module to another; at least one requirement long. */
function findWay(start: KnownModule, goal: KnownModule, known: readonly Requirement[]): Way | null {
  const seen = new Set<KnownModule>()
  const ways: Way[] = known.filter(({ from }) => from === start).map((entry) => [entry])
  for (const way of ways) {
    const here = way.at(-1)?.to ?? null
    if (here === goal) return way
    if (here === null || seen.has(here)) continue
    seen.add(here)
    for (const entry of known) if (entry.from === here) ways.push([...way, entry])
  }
  return null
}

function circleError(circle: Way): Diagnostic {
  const [first, ...others] = circle
  const cycle = [...circle.map(({ from }) => from.id), first.from.id].join(' → ')
  const related = others.map(({ from, written }) => ({
    note: `"${from.id}" requires "${written.text}"`,
    at: written.at,
  }))
  return diagnostic('module_requires_cycle_error', first.written.at, { cycle }, { path: first.path, related })
}
