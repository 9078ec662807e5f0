import type { TemplateModel } from '../../artifact/app-model.js'
import type { TemplateSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { adviseName, findNearest, pairNames, suggestName } from '../../diagnostic/suggest.js'
import { checkExpression } from '../expression/check-expression.js'
import { listArms } from '../expression/list-arms.js'
import { type Context, within } from '../expression/scope.js'
import { canFit } from '../type/compare-types.js'
import { describeType } from '../type/describe-type.js'
import { findJsonProblem } from '../type/find-json-problem.js'
import { isNullable, withoutNull } from '../type/nullable.js'
import { type Contract, memberContract, nameContract } from './contract.js'
import { areOfAnother, sayOtherNames } from './other-names.js'
import { templateOfItems, templateOfMembers, typeOfJson } from './template-type.js'

type Literal = TemplateSyntax & { readonly kind: 'literal' }
type Computed = TemplateSyntax & { readonly kind: 'expression' }
type List = TemplateSyntax & { readonly kind: 'list' }
type Members = TemplateSyntax & { readonly kind: 'object' }

/** Resolves and types a template; where it has a contract, reports what can never fit it. */
export function checkTemplate(template: TemplateSyntax, contract: Contract | null, context: Context): TemplateModel {
  switch (template.kind) {
    case 'literal':
      return checkLiteral(template, contract, context)
    case 'expression':
      return checkComputed(template, contract, context)
    case 'list':
      return checkList(template, contract, context)
    case 'object':
      return checkMembers(template, contract, context)
  }
}

/** Of an expression that chooses among values, each has to fit: the author means it to be taken some time. */
function checkComputed(template: Computed, contract: Contract | null, context: Context): TemplateModel {
  const expression = checkExpression(template.expression, within(context, '$expr'))
  const made = { kind: 'expression', type: expression.type, expression } as const
  if (contract === null || !canFit(made.type, contract.type)) return conclude(made, template.at, contract, context)
  const unfit = listArms(expression).find((type) => type.kind !== 'null' && !canFit(type, contract.type))
  if (unfit !== undefined)
    report(`${nameContract(contract)} ${sayMisfit(unfit, contract.type, 'may be')}`, template.at, context)
  return made
}

/** Reports what never fits. A value that may be null, where null does not fit, is left to run time. */
function conclude(made: TemplateModel, at: Span, contract: Contract | null, context: Context): TemplateModel {
  if (contract === null || canFit(made.type, contract.type)) return made
  report(`${nameContract(contract)} ${sayMisfit(made.type, contract.type)}`, at, context)
  return made
}

function sayMisfit(type: ValueType, contract: ValueType, is: 'is' | 'may be' = 'is'): string {
  if (type.kind === 'null' && !isNullable(contract)) return 'must not be null'
  if (type.kind === 'object' && contract.kind === 'object') return sayShapeMisfit(type.shape, contract.shape)
  return `must be ${describeType(withoutNull(contract))}, and ${is} ${describeType(withoutNull(type))}`
}

/** Why no object of one shape is one of the other: the first member that is too many, missing, or of another type. */
function sayShapeMisfit(shape: ObjectShape, contract: ObjectShape): string {
  const isOf = (name: string, { fields }: ObjectShape): boolean => fields.some((field) => field.name === name)
  const extra = shape.fields.find(
    ({ name, required }) => !isOf(name, contract) && (required || shape.complete === true),
  )
  if (extra !== undefined) return `has no member "${extra.name}", which this object has`
  const missing = contract.fields.find(({ name, required }) => required && !isOf(name, shape))
  if (missing !== undefined) return `requires "${missing.name}", which this object has not`
  for (const { name, type } of contract.fields) {
    const given = shape.fields.find((field) => field.name === name)
    if (given !== undefined && !canFit(given.type, type))
      return `has a member "${name}" that ${sayMisfit(given.type, type)}`
  }
  return 'must be another object'
}

function report(problem: string, at: Span, { path, found }: Context): void {
  found.push(diagnostic('spec_contract_conflict_error', at, { problem }, { path }))
}

function checkLiteral(template: Literal, contract: Contract | null, context: Context): TemplateModel {
  const problem = contract && findJsonProblem(template.value, contract.type)
  if (problem) report(`${nameContract(contract)} ${problem}`, template.at, context)
  return { kind: 'literal', type: typeOfJson(template.value), value: template.value }
}

function checkList(template: List, contract: Contract | null, context: Context): TemplateModel {
  const wanted = contract?.type.kind === 'array' ? contract.type.item : null
  const items = template.items.map((item, index) => {
    const inner = contract && wanted && memberContract(contract, index, wanted)
    return checkTemplate(item, inner, within(context, index))
  })
  return conclude(templateOfItems(items), template.at, wanted === null ? contract : null, context)
}

function checkMembers(template: Members, contract: Contract | null, context: Context): TemplateModel {
  const shape = contract?.type.kind === 'object' ? contract.type.shape : null
  const entries = template.entries.map(({ name, value }) => {
    const field = shape?.fields.find((one) => one.name === name.text)
    const inner = contract && field ? memberContract(contract, field.name, field.type) : null
    return { name: name.text, value: checkTemplate(value, inner, within(context, name.text)) }
  })
  if (contract !== null)
    reportMembers(template, contract, { context, given: new Map(entries.map(({ name, value }) => [name, value.type])) })
  return conclude(templateOfMembers(entries), template.at, shape === null ? contract : null, context)
}

interface Given {
  readonly context: Context
  /** The types of the members that are there. */
  readonly given: ReadonlyMap<string, ValueType>
}

function reportMembers({ entries, at }: Members, contract: Contract, { context, given }: Given): void {
  if (contract.type.kind !== 'object') return
  const owner = nameContract(contract)
  const { fields } = contract.type.shape
  const known = fields.map(({ name }) => name)
  const isMissing = ({ name, required }: ShapeField): boolean =>
    required && !contract.filled.has(name) && !given.has(name)
  const missing = fields.filter(isMissing).map(({ name }) => name)
  const unknown = [...given.keys()].filter((name) => !known.includes(name))
  const pairs = pairNames(unknown, missing, (written, meant) => {
    const field = fields.find(({ name }) => name === meant)
    return field !== undefined && canFit(given.get(written) ?? field.type, field.type)
  })
  const meant = [...pairs.values()]
  const isNear = (name: string): boolean => findNearest(name, known) !== null
  const other = {
    strange: unknown.filter((name) => !pairs.has(name) && !isNear(name)),
    lacking: missing.filter((name) => !meant.includes(name)),
  }
  const isOther = areOfAnother(other)
  for (const { name } of entries) {
    if (known.includes(name.text) || (isOther && other.strange.includes(name.text))) continue
    const problem = `${owner} has no member "${name.text}"`
    const pair = pairs.get(name.text)
    const advice = pair === undefined || isNear(name.text) ? suggestName(name, known) : adviseName(name, pair)
    const extras = { path: within(context, name.text).path, ...advice }
    context.found.push(diagnostic('spec_contract_conflict_error', name.at, { problem }, extras))
  }
  if (isOther) report(`${owner} ${sayOtherNames('member', other)}`, at, context)
  else for (const name of other.lacking) report(`${owner} requires "${name}"`, at, context)
}
