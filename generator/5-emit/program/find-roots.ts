import type { EmitModel, ExpressionModel, StepModel, TemplateModel } from '../../artifact/app-model.js'
import type { GuardModel } from '../../artifact/guard-model.js'
import { coalesced } from './coalesced.js'
import { isAlwaysNull } from './expression-facts.js'

/** Collects the roots of every path: what a function must bring into scope, and which bindings somebody reads. */
export class RootFinder {
  readonly found = new Set<string>()

  expression(expression: ExpressionModel | null): void {
    if (expression === null) return
    if (expression.kind === 'path' && !isAlwaysNull(expression)) this.found.add(expression.root)
    if (expression.kind === 'list') for (const item of expression.items) this.expression(item)
    if (expression.kind !== 'operator') return
    const { operator, arguments: operands } = expression
    for (const operand of operator === 'coalesce' ? coalesced(operands) : operands) this.expression(operand)
  }

  template(template: TemplateModel): void {
    if (template.kind === 'expression') this.expression(template.expression)
    if (template.kind === 'list') for (const item of template.items) this.template(item)
    if (template.kind === 'object') for (const { value } of template.entries) this.template(value)
  }

  steps(steps: readonly StepModel[]): void {
    for (const step of steps) {
      if (step.kind === 'expression') this.expression(step.value)
      if (step.kind === 'call') this.template(step.input)
      if (step.kind === 'set') this.template(step.changes)
      if (step.kind !== 'if') continue
      this.expression(step.condition)
      this.steps(step.then)
      this.steps(step.else)
    }
  }

  /** Rules get everything that they could see, whether one reads it or not. */
  guards(guards: GuardModel | null): void {
    for (const { identifier } of guards?.scope ?? []) this.found.add(identifier)
  }

  emits(emits: readonly EmitModel[]): void {
    for (const { when, payload } of emits) {
      this.expression(when)
      this.template(payload)
    }
  }
}
