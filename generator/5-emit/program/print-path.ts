import type { PathModel, PathStep } from '../../artifact/app-model.js'
import { memberOf, quote } from '../text/literal.js'
import { isAlwaysNull } from './expression-facts.js'
import type { Scope } from './scope.js'

/** A path as member accesses; what may be absent is undefined. */
export function printPath(path: PathModel, scope: Scope): string {
  if (isAlwaysNull(path)) return 'null'
  let text = scope.root(path.root)
  for (const step of path.steps) text = printStep(text, step, scope)
  if (path.dynamic.length === 0) return text
  return `${scope.unit.use('read')}(${[text, ...path.dynamic.map(quote)].join(', ')})`
}

function printStep(before: string, step: PathStep, scope: Scope): string {
  switch (step.kind) {
    case 'member':
      return memberOf(before, step.name, step.optional)
    case 'index':
      return `${before}${step.optional ? '?.' : ''}[${step.index}]`
    case 'length':
      return printLength(before, step, scope)
  }
}

// The length of a text is counted in code points.
function printLength(before: string, step: PathStep & { readonly kind: 'length' }, scope: Scope): string {
  if (step.of === 'list') return `${before}${step.optional ? '?.' : '.'}length`
  const counted = `${scope.unit.use('length')}(${before})`
  return step.optional ? `(${before} == null ? null : ${counted})` : counted
}
