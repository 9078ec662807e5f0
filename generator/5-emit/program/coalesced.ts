import type { ExpressionModel, PathModel, PathStep } from '../../artifact/app-model.js'
import { isPresent } from './expression-facts.js'

/**
 * The operands of `coalesce` that count, in their order. TypeScript refuses `??` behind what is plainly never null or
 * plainly always; and behind a value that was null it knows that nothing is in it.
 */
export function coalesced(operands: readonly ExpressionModel[]): ExpressionModel[] {
  const counting: ExpressionModel[] = []
  for (const operand of operands.flatMap(flattened)) {
    const known = counting.reduce(withoutWhatIsIn, operand)
    if (known.type.kind === 'null') continue
    counting.push(known)
    if (isPlainlyPresent(known)) break
  }
  return counting
}

function flattened(expression: ExpressionModel): readonly ExpressionModel[] {
  const isCoalesce = expression.kind === 'operator' && expression.operator === 'coalesce'
  return isCoalesce ? expression.arguments.flatMap(flattened) : [expression]
}

// Values of several types may be joined into one of which no more is known, and still be there in every case.
function isPlainlyPresent(expression: ExpressionModel): boolean {
  if (expression.kind === 'path') return false
  if (isPresent(expression) || expression.kind !== 'operator') return isPresent(expression)
  const { operator, arguments: operands } = expression
  if (operator !== 'if' || operands.length % 2 === 0) return false
  const values = operands.filter((_, index) => index % 2 === 1 || index === operands.length - 1)
  return values.every(isPlainlyPresent)
}

/** The expression where `missing` is null: paths that lead on from it are null, too. */
function withoutWhatIsIn(expression: ExpressionModel, missing: ExpressionModel): ExpressionModel {
  if (missing.kind !== 'path') return expression
  switch (expression.kind) {
    case 'literal':
      return expression
    case 'path':
      return leadsOn(missing, expression) ? { kind: 'literal', type: { kind: 'null' }, value: null } : expression
    case 'list':
      return { ...expression, items: expression.items.map((item) => withoutWhatIsIn(item, missing)) }
    case 'operator':
      return { ...expression, arguments: expression.arguments.map((one) => withoutWhatIsIn(one, missing)) }
  }
}

function leadsOn(from: PathModel, path: PathModel): boolean {
  const isLonger = path.steps.length + path.dynamic.length > from.steps.length
  return (
    from.root === path.root &&
    from.dynamic.length === 0 &&
    isLonger &&
    from.steps.every((step, index) => isSame(step, path.steps[index]))
  )
}

function isSame(left: PathStep, right: PathStep | undefined): boolean {
  if (left.kind === 'member') return right?.kind === 'member' && right.name === left.name
  return left.kind === 'index' ? right?.kind === 'index' && right.index === left.index : right?.kind === 'length'
}
