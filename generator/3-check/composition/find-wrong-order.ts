import { bug } from '../../diagnostic/bug.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import type { KnownModule } from './known-module.js'
import type { Requirement } from './requirement.js'

/** A requirement whose module stands later. */
interface Misplaced extends Requirement {
  readonly to: KnownModule
}

/** Finds modules that stand after what requires them; a module that is in the wrong place is told once, whomever it concerns. */
export function findWrongOrder(known: readonly Requirement[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  let open = known.filter((entry): entry is Misplaced => entry.to !== null && entry.to.index >= entry.from.index)
  while (open.length > 0) {
    const module = findCulprit(open)
    const [concerned, others] = [
      open.filter((entry) => isOf(module, entry)),
      open.filter((entry) => !isOf(module, entry)),
    ]
    diagnostics.push(wrongOrder(module, concerned))
    open = others
  }
  return diagnostics
}

function isOf(module: KnownModule | undefined, { from, to }: Misplaced): boolean {
  return from === module || to === module
}

/** The module whose move would set the most right; the required one where both ends would. */
function findCulprit(open: readonly Misplaced[]): KnownModule | undefined {
  const modules = [...open.map(({ to }) => to), ...open.map(({ from }) => from)]
  const countOf = (module: KnownModule): number => open.filter((entry) => isOf(module, entry)).length
  const most = Math.max(...modules.map(countOf))
  return modules.find((module) => countOf(module) === most)
}

function wrongOrder(module: KnownModule | undefined, concerned: readonly Misplaced[]): Diagnostic {
  const [first, ...others] = [...concerned].sort((left, right) => left.from.index - right.from.index)
  if (first === undefined) throw bug('a module was promised to be in the wrong place')
  const { from, to, written, path } = first
  const isLate = to === module
  const last = concerned.reduce((latest, entry) => (entry.to.index > latest.to.index ? entry : latest), first)
  const related = [
    { note: `"${from.id}" starts here`, at: from.syntax.at },
    { note: 'and this, which it requires, starts later', at: last.to.syntax.at },
    ...others.map((other) => ({
      note: isLate ? `"${other.from.id}" requires it too` : `it requires "${other.written.text}" too`,
      at: other.written.at,
    })),
  ]
  const hint =
    isLate || others.length === 0
      ? 'move the module at line {line 1} to before line {line 0}'
      : 'move the module at line {line 0} to behind the one at line {line 1}'
  const values = { module: from.id, required: written.text }
  return diagnostic('module_order_error', written.at, values, { path, related, hint })
}
