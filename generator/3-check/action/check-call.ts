import type { CheckedTarget } from '../../artifact/checked-app.js'
import type { CallStepSyntax, TemplateSyntax } from '../../artifact/documents.js'
import { runtimePorts, standardPorts } from '../../artifact/standard-ports.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import type { Callable, Declarations } from '../declaration/declarations.js'
import { type Context, typeOfShape, within } from '../expression/scope.js'
import { checkSessionRead, checkSessionWrite } from '../session/check-session-calls.js'
import { checkTemplate } from '../template/check-template.js'
import { contractOf } from '../template/contract.js'
import { surelyFits } from '../type/compare-types.js'
import { unknownType } from '../type/nullable.js'
import type { CallSurroundings } from './call-surroundings.js'
import { checkRead } from './check-read.js'
import { checkWrite } from './check-write.js'
import type { CheckedCall } from './checked-call.js'

/** Resolves what a step calls, and checks what it is given. */
export function checkCall(step: CallStepSyntax, context: Context, around: CallSurroundings): CheckedCall {
  const id = step.call.text
  const given: TemplateSyntax = step.with ?? { kind: 'object', at: step.call.at, entries: [] }
  const inner = within(context, 'with')
  if (id === 'collections.read') return checkRead(given, inner, around.declarations.collections)
  if (id === 'collections.write') return checkWrite(given, inner, around.declarations.collections)
  if (id === 'session.read') return checkSessionRead(given, inner, around.declarations.session)
  if (id === 'session.write') return checkSessionWrite(given, inner, around.declarations.session)
  const callable = around.declarations.callables.get(id)
  if (callable === undefined) {
    reportUnknown(step, within(context, 'call'), around.declarations)
    const input = checkTemplate(given, null, inner)
    return { target: targetOf('port', id), input, output: unknownType }
  }
  const filled = callable.kind === 'action' ? callable.filled : new Set<string>()
  const contract = contractOf(`the input of ${callable.kind} "${id}"`, callable.input, filled)
  const input = checkTemplate(given, contract, inner)
  const inputIsProven = isProven(input.type, callable.input, filled)
  const rollback = callable.kind === 'action' ? callable.syntax.failure.rollback : 'transaction'
  return {
    target: { ...targetOf(callable.kind, id), inputIsProven, rollback },
    input,
    output: outputOf(callable, around),
  }
}

function targetOf(kind: CheckedTarget['kind'], id: string): CheckedTarget {
  return { kind, id, collection: null, inputIsProven: false, rollback: 'transaction' }
}

/** The output of an action in a cycle is not known when it is asked for; the cycle has been reported. */
function outputOf(callable: Callable, around: CallSurroundings): ValueType {
  if (callable.kind !== 'action') return typeOfShape(callable.output)
  return around.outputs.get(callable.id) ?? unknownType
}

/** Whether a built input needs no reading: it fits in every case, and no default has anything to fill. */
export function isProven(type: ValueType, contract: ObjectShape, filled: ReadonlySet<string>): boolean {
  if (!surelyFits(type, typeOfShape(contract)) || type.kind !== 'object') return false
  const { shape } = type
  return [...filled].every((name) =>
    shape.fields.some((field) => field.name === name && (field.required || shape.complete === true)),
  )
}

function reportUnknown({ call }: CallStepSyntax, { path, found }: Context, declarations: Declarations): void {
  const { text, at } = call
  if (runtimePorts.includes(text)) {
    const problem = `the port "${text}" is called by the runtime alone, never by a step`
    found.push(diagnostic('spec_contract_conflict_error', at, { problem }, { path }))
    return
  }
  const names = [...standardPorts.keys(), ...declarations.callables.keys()]
  const values = { kind: 'capability, port or action', id: text }
  found.push(diagnostic('spec_reference_not_found_error', at, values, { path, ...suggestName(call, names) }))
}
