import type { BindingModel, CallTarget, ExpressionModel, StepModel, TemplateModel } from '../../artifact/app-model.js'
import type { CallPolicyModel } from '../../artifact/call-model.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { type Code, call, hang, sequence } from '../text/code.js'
import { commentText, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText, withNull } from '../typescript/type-text.js'
import { onPrototype } from './emit-reader.js'
import { atLeast, binding, printCondition, printValue } from './print-expression.js'
import { inlinePolicyCode, policyCode, writeGoingOn } from './print-policy.js'
import { printMember, printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { sessionName } from './program-names.js'
import type { Scope } from './scope.js'

export type CallStep = StepModel & { readonly kind: 'call' }
export type SetStep = StepModel & { readonly kind: 'set' }

/** Writes the steps of an action or a capability as the statements of one function. */
export class FunctionBody {
  protected readonly facts: ProgramFacts
  protected readonly scope: Scope
  protected readonly out: Writer
  /** The bindings that something reads; the others are not declared. */
  private readonly read: ReadonlySet<string>

  constructor(facts: ProgramFacts, scope: Scope, out: Writer, read: ReadonlySet<string>) {
    this.facts = facts
    this.scope = scope
    this.out = out
    this.read = read
  }

  steps(steps: readonly StepModel[]): void {
    for (const step of steps) this.step(step)
  }

  private step(step: StepModel): void {
    const { out } = this
    for (const declared of step.declares) this.declare(declared)
    out.line(`// ${commentText(step.origin)}`)
    if (step.goesOn === null) this.statement(step)
    else writeGoingOn(out, step.path, step.goesOn, () => this.statement(step))
  }

  private statement(step: StepModel): void {
    switch (step.kind) {
      case 'expression':
        this.compute(step.binding, step.value)
        break
      case 'call':
        this.keep(step.binding, this.call(step), '')
        break
      case 'if':
        this.branch(step)
        break
      case 'set':
        this.set(step)
        break
    }
  }

  private declare({ identifier, type }: BindingModel): void {
    if (!this.read.has(identifier)) return
    const { unit } = this.scope
    this.out.line(`let ${this.scope.root(identifier)}: ${typeText(withNull(type), unit.contract)} = null`)
  }

  /** An expression that nobody reads is computed all the same, because it may fail. */
  private compute(bound: BindingModel, value: ExpressionModel): void {
    const printed = printValue(value, this.scope)
    if (!this.read.has(bound.identifier)) {
      this.out.code('void ', atLeast(binding.unary, printed))
      return
    }
    // TypeScript widens the literals within a list that is built in place.
    const isBuilt = value.type.kind === 'array' && value.kind !== 'path'
    this.keep(bound, printed.code, isBuilt ? `: ${typeText(value.type, this.scope.unit.contract)}` : '')
  }

  private keep(bound: BindingModel | null, value: Code, annotation: string): void {
    if (bound === null || !this.read.has(bound.identifier)) {
      this.out.code('', value)
      return
    }
    const name = this.scope.root(bound.identifier)
    this.out.code('', hang(bound.hoisted ? `${name} =` : `const ${name}${annotation} =`, value))
  }

  private branch(step: StepModel & { readonly kind: 'if' }): void {
    const { out } = this
    const condition = printCondition(step.condition, this.scope).code
    out.code('if (', condition, ') {')
    out.indented(() => this.steps(step.then))
    if (step.else.length > 0) {
      out.line('} else {')
      out.indented(() => this.steps(step.else))
    }
    out.line('}')
  }

  protected set(step: SetStep): void {
    throw new Error(`bug: ${step.path} sets the state of a flow outside of one`)
  }

  protected call(step: CallStep): Code {
    const { target, input, path, policy } = step
    const { scope, facts } = this
    const { unit } = scope
    switch (target.kind) {
      case 'capability': {
        const { input: shape } = facts.capability(target.id)
        return call(
          facts.use(unit, 'capability', target.id),
          this.argument('valid', shape, target, printTemplate(input, scope)),
        )
      }
      case 'action':
        return this.action(step, target)
      case 'port':
        return sequence(
          'await ',
          call(
            'run.call',
            facts.use(unit, 'port', target.id),
            printTemplate(input, scope),
            quote(path),
            ...policyCode(policy),
          ),
        )
      case 'read':
        return sequence('await ', this.reading(target.collection, input, policy))
      case 'write':
        return sequence('await ', call('run.write', printTemplate(input, scope), ...policyCode(policy)))
      case 'session-read':
        return sequence('await ', call('run.readSession', unit.name(sessionName), ...policyCode(policy)))
      case 'session-write':
        return sequence(
          'await ',
          call('run.writeSession', unit.name(sessionName), printTemplate(input, scope), ...policyCode(policy)),
        )
    }
  }

  private action(step: CallStep, target: CallTarget & { readonly kind: 'action' }): Code {
    const { facts, scope } = this
    const { input: shape } = facts.action(target.id)
    const name = facts.use(scope.unit, 'action', target.id)
    const built = printTemplate(step.input, scope)
    const calling = (argument: Code): Code =>
      facts.takesRun(target.id) ? call(name, argument, 'run') : call(name, argument)
    const outcome = facts.outcome(scope.unit, target.id)
    const isInline = facts.isInline(step)
    const policy = isInline ? inlinePolicyCode(step.policy, target) : []
    const run = (argument: Code): Code =>
      isInline ? call('run.inline', name, argument, quote(target.id), ...policy) : calling(argument)
    if (outcome !== null) {
      // Built outside, where TypeScript still knows what has been assigned; read inside, where it is the action's own.
      const type = this.isProven(shape, target) ? scope.unit.contract(shape) : 'unknown'
      const act = hang(`(given: ${type}) =>`, run(this.argument('actionInput', shape, target, 'given')))
      return sequence('await ', call('run.settle', outcome, built, act))
    }
    const called = run(this.argument('actionInput', shape, target, built))
    if (isInline) return sequence('await ', called)
    return facts.waits(target.id) ? sequence('await ', called) : called
  }

  private reading(collection: string | null, input: TemplateModel, policy: CallPolicyModel): Code {
    const { scope, facts } = this
    const id = printMember(input, 'id', scope)
    if (collection === null) {
      return call('run.readFrom', printMember(input, 'collection', scope), id, ...policyCode(policy))
    }
    return call('run.read', facts.use(scope.unit, 'collection', collection), id, ...policyCode(policy))
  }

  /** What a capability or an action is called with: as it is where the model has proved that it fits. */
  protected argument(
    check: 'valid' | 'actionInput',
    shape: ObjectShape,
    target: { readonly id: string; readonly inputIsProven: boolean },
    built: Code,
  ): Code {
    if (this.isProven(shape, target)) return built
    const { unit } = this.scope
    return call(unit.use(check), unit.name(unit.names.reader(shape)), built, quote(target.id))
  }

  private isProven(shape: ObjectShape, { inputIsProven }: { readonly inputIsProven: boolean }): boolean {
    return inputIsProven && !mayInherit(shape)
  }
}

/** Whether a member that a value does not have would be found on its prototype. Readers give every member a value. */
export function mayInherit(shape: ObjectShape): boolean {
  return shape.fields.some(({ name, required, type }) => (!required && onPrototype.has(name)) || typeMayInherit(type))
}

function typeMayInherit(type: ValueType): boolean {
  if (type.kind === 'array') return typeMayInherit(type.item)
  return type.kind === 'object' && mayInherit(type.shape)
}
