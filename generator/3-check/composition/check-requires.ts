import type { Text } from '../../artifact/node.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { RequireName } from './find-duplicate-modules.js'
import type { KnownModule } from './known-module.js'

/** One entry of a `requires` list whose name is known; `to` is null for a name that a preset gives. */
export interface Requirement {
  readonly from: KnownModule
  readonly to: KnownModule | null
  readonly written: Text
  readonly path: string
}

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
      else
        diagnostics.push(
          unknownRequire(
            from,
            written,
            path,
            targets.map(({ name }) => name),
          ),
        )
    })
  }
  diagnostics.push(...findCircles(modules, known).map(circleError))
  const inOrder = known.filter(({ from, to }) => to === null || findWay(to, from, known) === null)
  diagnostics.push(...inOrder.flatMap(findWrongOrder))
  return { found: known, diagnostics }
}

function unknownRequire(from: KnownModule, written: Text, path: string, names: readonly string[]): Diagnostic {
  const values = { module: from.id, required: written.text }
  return diagnostic('module_requires_unknown_error', written.at, values, { path, ...suggestName(written, names) })
}

function findWrongOrder({ from, to, written, path }: Requirement): readonly Diagnostic[] {
  if (to === null || to.index < from.index) return []
  const related = [
    { note: `"${from.id}" starts here`, at: from.syntax.at },
    { note: 'and this, which it requires, starts later', at: to.syntax.at },
  ]
  const hint = 'move the module at line {line 1} to before line {line 0}'
  const values = { module: from.id, required: written.text }
  return [diagnostic('module_order_error', written.at, values, { path, related, hint })]
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
