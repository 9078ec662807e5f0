import type { FieldMap, TemplateSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import { type Diagnostic, diagnostic } from '../../diagnostic/diagnostic.js'
import { type Advice, adviseName, findNearest, pairNames, suggestName } from '../../diagnostic/suggest.js'
import type { DeclaredAction } from '../declaration/declarations.js'
import { areOfAnother, sayOtherNames } from '../template/other-names.js'
import { canFit } from '../type/compare-types.js'
import { describeType } from '../type/describe-type.js'
import { isNullable, withoutNull } from '../type/nullable.js'

/** What a mutation hands on, and to whom; null for an action that does not exist, which has been told. */
export interface Handover {
  readonly input: ObjectShape
  readonly action: DeclaredAction | null
  readonly place: { readonly path: string; readonly found: Diagnostic[] }
}

/** Holds the inputs of a mutation that hands on all of them against those of its action, which is named at a place. */
export function reportWhole(given: FieldMap, at: Span, { input, action, place }: Handover): void {
  if (action === null) return
  const report = (problem: string, where: Span, path: string, advice: Partial<Advice> = {}): void => {
    const extras = { path: `${place.path}.${path}`, ...advice }
    place.found.push(diagnostic('spec_contract_conflict_error', where, { problem }, extras))
  }
  const { fields } = action.input
  const names = fields.map(({ name }) => name)
  const typeOf = (name: string): ValueType | undefined => input.fields.find((one) => one.name === name)?.type
  const missing = fields
    .filter(({ name, required }) => required && !action.filled.has(name) && typeOf(name) === undefined)
    .map(({ name }) => name)
  const unknown = given.map(({ name }) => name.text).filter((name) => !names.includes(name))
  const pairs = pairNames(unknown, missing, (written, meant) => {
    const [type, wanted] = [typeOf(written), fields.find(({ name }) => name === meant)?.type]
    return type !== undefined && wanted !== undefined && canFit(type, wanted)
  })
  const meant = [...pairs.values()]
  const isNear = (name: string): boolean => findNearest(name, names) !== null
  const other = {
    strange: unknown.filter((name) => !pairs.has(name) && !isNear(name)),
    lacking: missing.filter((name) => !meant.includes(name)),
  }
  const isOther = areOfAnother(other)
  for (const { name, value } of given) {
    const field = fields.find((one) => one.name === name.text)
    if (field !== undefined) {
      const problem = findMisfit(typeOf(name.text), field, action.filled.has(name.text))
      if (problem !== null) report(sayMisfit(action, field, problem), value.at, `in.${name.text}`)
    } else if (!isOther || !other.strange.includes(name.text)) {
      const problem = `the whole input is handed on, and action "${action.id}" has no input "${name.text}"`
      const pair = pairs.get(name.text)
      const advice = pair === undefined || isNear(name.text) ? suggestName(name, names) : adviseName(name, pair)
      report(problem, name.at, `in.${name.text}`, advice)
    }
  }
  if (isOther) {
    const problem = `the whole input is handed on, and action "${action.id}" ${sayOtherNames('input', other)}`
    report(problem, at, 'run.input')
  } else
    for (const name of other.lacking)
      report(`the input of action "${action.id}" requires "${name}", which the mutation does not take`, at, 'run.input')
}

function sayMisfit({ id }: DeclaredAction, { name }: ShapeField, problem: string): string {
  return `"${name}" of the input of action "${id}" ${problem}`
}

function findMisfit(given: ValueType | undefined, field: ShapeField, isFilled: boolean): string | null {
  if (given === undefined) return null
  if (canFit(given, field.type)) return findLack(given, field, isFilled)
  return `must be ${describeType(withoutNull(field.type))}, and is ${describeType(withoutNull(given))}`
}

/**
 * What an input of the mutation lets in that the action never takes: nothing where it wants something, or another word.
 * Nothing stands between the two that could keep it out.
 */
function findLack(given: ValueType, { required, type }: ShapeField, isFilled: boolean): string | null {
  if (required && isNullable(given) && !isFilled) return 'is required, and the mutation can be called without it'
  if (given.kind !== 'enum' || type.kind !== 'enum') return null
  const others = given.values.filter((value) => !type.values.includes(value))
  return others.length === 0 ? null : `must be ${describeType(withoutNull(type))}, and may be ${others.join(' or ')}`
}

/** The same for inputs that are handed on one by one, just as they come: what never fits has been told. */
export function reportMembers(template: TemplateSyntax, { input, action, place }: Handover): void {
  if (action === null || template.kind !== 'object') return
  for (const { name, value } of template.entries) {
    const field = action.input.fields.find((one) => one.name === name.text)
    if (field === undefined || value.kind !== 'expression' || value.expression.kind !== 'var') continue
    const { segments, fallback } = value.expression
    const given = input.fields.find((one) => one.name === segments[1])
    if (fallback !== null || segments[0] !== 'input' || segments.length !== 2 || given === undefined) continue
    const lack = canFit(given.type, field.type) ? findLack(given.type, field, false) : null
    if (lack === null) continue
    const values = { problem: sayMisfit(action, field, lack) }
    const path = `${place.path}.run.input.${name.text}`
    place.found.push(diagnostic('spec_contract_conflict_error', value.at, values, { path }))
  }
}
