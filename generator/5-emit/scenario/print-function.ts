import type { ExpressionModel, TemplateModel } from '../../artifact/expression-model.js'
import type { GuardScopeEntry } from '../../artifact/guard-model.js'
import { RootFinder } from '../program/find-roots.js'
import { printValue } from '../program/print-expression.js'
import { printTemplate } from '../program/print-template.js'
import { asResult } from '../program/row-function.js'
import { type Scope, scopeOf } from '../program/scope.js'
import { type Code, hang } from '../text/code.js'
import { typeText } from '../typescript/type-text.js'
import type { ScenarioUnit } from './scenario-unit.js'

/** Where the functions of a scenario stand, and what its persona is called in the emitted code. */
export interface FunctionPlace {
  readonly unit: ScenarioUnit
  readonly persona: string | null
}

/** A function that builds what a template says, from the values of a scope that it reads. */
export function templateFunction(
  place: FunctionPlace,
  template: TemplateModel,
  entries: readonly GuardScopeEntry[],
): Code {
  const roots = new RootFinder()
  roots.template(template)
  const code = printTemplate(template, scopeIn(place, roots.found))
  const isObject = template.kind === 'object' || (template.kind === 'literal' && typeof template.value === 'object')
  return functionCode(place, roots.found, entries, isObject ? asResult(code) : code)
}

/** A function that computes an expression, from the values of a scope that it reads. */
export function valueFunction(place: FunctionPlace, value: ExpressionModel, entries: readonly GuardScopeEntry[]): Code {
  const roots = new RootFinder()
  roots.expression(value)
  return functionCode(place, roots.found, entries, printValue(value, scopeIn(place, roots.found)).code)
}

/** A persona is a constant of the file, so no function takes it. */
function scopeIn({ unit, persona }: FunctionPlace, used: ReadonlySet<string>): Scope {
  if (persona === null || !used.has('persona')) return scopeOf(unit)
  return scopeOf(unit, new Map([['persona', unit.name(persona)]]))
}

function functionCode(
  { unit }: FunctionPlace,
  used: ReadonlySet<string>,
  entries: readonly GuardScopeEntry[],
  body: Code,
): Code {
  const taken = entries.filter(({ name }) => used.has(name) && name !== 'persona')
  if (taken.length === 0) return hang('() =>', body)
  const names = taken.map(({ name }) => name).join(', ')
  const types = taken.map(({ name, type }) => `readonly ${name}: ${typeText(type, unit.contract)}`).join('; ')
  return hang(`({ ${names} }: { ${types} }) =>`, body)
}
