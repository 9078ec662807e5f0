import type { CheckedEmit } from '../../artifact/checked-app.js'
import type { EmitSyntax, ExpressionSyntax } from '../../artifact/documents.js'
import type { Operator } from '../../artifact/operator.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { possibleFix } from '../../diagnostic/fix.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredSignal } from '../declaration/declarations.js'
import { checkCondition } from '../expression/check-condition.js'
import { type Context, within } from '../expression/scope.js'
import { checkTemplate } from '../template/check-template.js'
import { type Contract, contractOf } from '../template/contract.js'

type Signals = ReadonlyMap<string, DeclaredSignal>

/** Checks what an action emits against the signals' payloads. */
export function checkEmits(emits: readonly EmitSyntax[], context: Context, signals: Signals): readonly CheckedEmit[] {
  return emits.map((emit, index) => {
    const inner = within(context, index)
    const contract = findPayload(emit, within(inner, 'signal'), signals)
    const when = emit.when && checkCondition(emit.when, within(inner, 'when'))
    if (emit.when !== null && isNever(emit.when)) {
      const fixes = [possibleFix(`emit "${emit.signal.text}" no more`, { kind: 'remove-item', at: emit.at })]
      const extras = { path: `${inner.path}.when`, fixes }
      inner.found.push(diagnostic('unreachable_emit_warning', emit.when.at, { signal: emit.signal.text }, extras))
    }
    const payload = checkTemplate(emit.payload, contract, within(inner, 'payload'))
    return { at: emit.at, signal: emit.signal.text, when, payload }
  })
}

function findPayload({ signal }: EmitSyntax, { path, found }: Context, signals: Signals): Contract | null {
  const declared = signals.get(signal.text)
  if (declared !== undefined) return contractOf(`the payload of signal "${signal.text}"`, declared.payload)
  const values = { kind: 'signal', id: signal.text }
  found.push(
    diagnostic('spec_reference_not_found_error', signal.at, values, { path, ...suggestName(signal, signals.keys()) }),
  )
  return null
}

/** Whether a condition is false whatever happens. Only what stands there as a constant is looked at. */
function isNever(condition: ExpressionSyntax): boolean {
  if (condition.kind === 'literal') return !condition.value
  if (condition.kind === 'list') return condition.items.length === 0
  if (condition.kind === 'var') return false
  const args = condition.arguments
  if (condition.operator === 'and') return args.some(isNever)
  if (condition.operator === 'or') return args.every(isNever)
  const [only, other] = args
  if (only?.kind === 'literal' && other?.kind === 'literal' && args.length === 2)
    return !holds(condition.operator, only.value, other.value)
  if (condition.operator === '!') return only !== undefined && isAlways(only)
  return condition.operator === '!!' && only !== undefined && isNever(only)
}

/** Whether a comparison of two constants holds; true for what is no comparison. */
function holds(operator: Operator, left: Constant, right: Constant): boolean {
  switch (operator) {
    case '==':
    case '===':
      return left === right
    case '!=':
    case '!==':
      return left !== right
    case '<':
    case '>=':
      return isBelow(left, right) === (operator === '<')
    case '>':
    case '<=':
      return isBelow(right, left) === (operator === '>')
    default:
      return true
  }
}

type Constant = null | boolean | number | string

function isBelow(left: Constant, right: Constant): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right
  return typeof left === 'string' && typeof right === 'string' && left < right
}

function isAlways(condition: ExpressionSyntax): boolean {
  return (condition.kind === 'literal' || condition.kind === 'list') && !isNever(condition)
}
