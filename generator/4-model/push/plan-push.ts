import type { ColumnReference, Operand } from '../../../src/contract/program.js'
import type { ConditionModel, ExpressionModel, PathModel, PushModel } from '../../artifact/app-model.js'
import type { CheckedProjection } from '../../artifact/checked-app.js'
import type { ValueType } from '../../artifact/value-type.js'
import { callRoots } from '../call-roots.js'
import { rootsOf } from '../find-roots.js'
import { commonFamily } from './comparable-family.js'
import { mayThrow } from './may-throw.js'
import { ParameterList } from './parameter-list.js'
import { columnReader, type ReadColumn } from './read-column.js'

/**
 * What of a projection's and a query's row filter a store can decide by itself, with exactly the same outcome: the
 * same rows, and a type error wherever the filters would end in one. Of an aggregate it decides which records are
 * grouped; of a timeline nothing, for that has no columns.
 */
export function planPush(projection: CheckedProjection, where: ExpressionModel | null): PushModel {
  if (projection.strategy === 'timeline') return { condition: null, complete: false, parameters: [] }
  const planner = new PushPlanner(columnReader(projection))
  const filters = projection.strategy === 'aggregate' ? [projection.where] : [projection.where, where]
  const conjuncts = filters.flatMap((filter) => (filter === null ? [] : conjunctsOf(filter)))
  const pushed: ConditionModel[] = []
  for (const conjunct of conjuncts) {
    const condition = planner.push(conjunct)
    if (condition !== null) pushed.push(condition)
    // A row that a later conjunct refuses would never reach this one, and its type error would be lost.
    else if (mayThrow(conjunct)) break
  }
  const [first] = pushed
  return {
    condition: first === undefined ? null : pushed.length === 1 ? first : { op: 'and', conditions: pushed },
    complete: pushed.length === conjuncts.length,
    parameters: planner.parameters.expressions,
  }
}

function conjunctsOf(filter: ExpressionModel): readonly ExpressionModel[] {
  const isConjunction = filter.kind === 'operator' && filter.operator === 'and'
  return isConjunction ? filter.arguments.flatMap(conjunctsOf) : [filter]
}

type Operation = ExpressionModel & { readonly kind: 'operator' }
type ComparisonOp = Extract<ConditionModel, { readonly left: unknown }>['op']

const nothing: ExpressionModel = { kind: 'literal', type: { kind: 'null' }, value: null }
const truth: ValueType = { kind: 'scalar', scalar: 'bool', nullable: false }

const ordered = { '<': 'less', '<=': 'less_or_equal', '>': 'greater', '>=': 'greater_or_equal' } as const

class PushPlanner {
  readonly parameters = new ParameterList()
  private readonly readColumn: ReadColumn

  constructor(readColumn: ReadColumn) {
    this.readColumn = readColumn
  }

  /** The condition of a whole conjunct; null, and no parameter more, where a part of it cannot be one. */
  push(conjunct: ExpressionModel): ConditionModel | null {
    const { length } = this.parameters.expressions
    const condition = this.condition(conjunct)
    if (condition === null) this.parameters.shorten(length)
    return condition
  }

  /** An expression whose truth is asked for. */
  private condition(expression: ExpressionModel): ConditionModel | null {
    if (isOfCall(expression)) return this.constant(expression)
    switch (expression.kind) {
      case 'path':
        return this.flag(expression)
      case 'operator':
        return this.operation(expression)
      default:
        return null
    }
  }

  /** What says nothing of the row is decided once for each call. Parameters are evaluated even when there are no rows. */
  private constant(expression: ExpressionModel): ConditionModel | null {
    if (mayThrow(expression)) return null
    const { type } = expression
    const isBool = type.kind === 'scalar' && type.scalar === 'bool' && !type.nullable
    const value: ExpressionModel = isBool
      ? expression
      : { kind: 'operator', type: truth, operator: '!!', arguments: [expression] }
    return { op: 'holds', value: { parameter: this.parameters.add(value) } }
  }

  private flag(path: PathModel): ConditionModel | null {
    const column = this.readColumn(path)
    return column?.type === 'bool' ? { op: 'holds', value: operandOf(column) } : null
  }

  private operation({ operator, arguments: args }: Operation): ConditionModel | null {
    const [first, second] = args
    if (first === undefined) return null
    switch (operator) {
      case 'and':
      case 'or':
        return this.junction(operator, args)
      case '!!':
        return this.condition(first)
      case '!':
        return not(this.condition(first))
      case 'exists':
        return not(this.comparison('equal', first, nothing))
      case '==':
      case '===':
        return this.comparison('equal', first, second)
      case '!=':
      case '!==':
        return not(this.comparison('equal', first, second))
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.comparison(ordered[operator], first, second)
      case 'in':
        return this.membership(first, second)
      default:
        return null
    }
  }

  private junction(op: 'and' | 'or', args: readonly ExpressionModel[]): ConditionModel | null {
    const conditions = args.map((argument) => this.condition(argument)).filter((condition) => condition !== null)
    if (conditions.length < args.length) return null
    const [first] = conditions
    return conditions.length === 1 && first !== undefined ? first : { op, conditions }
  }

  private comparison(op: ComparisonOp, left: ExpressionModel, right?: ExpressionModel): ConditionModel | null {
    if (right === undefined) return null
    const family = commonFamily(left.type, right.type)
    // Bools have no order.
    if (family === null || (op !== 'equal' && family === 'bool')) return null
    const [one, other] = [this.operand(left), this.operand(right)]
    return one === null || other === null ? null : { op, left: one, right: other }
  }

  private membership(value: ExpressionModel, list?: ExpressionModel): ConditionModel | null {
    if (list?.type.kind !== 'array' || !isOfCall(list) || mayThrow(list)) return null
    if (commonFamily(value.type, list.type.item) === null) return null
    const operand = this.operand(value)
    return operand === null ? null : { op: 'in', value: operand, list: { parameter: this.parameters.add(list) } }
  }

  private operand(expression: ExpressionModel): Operand | null {
    if (isOfCall(expression)) return mayThrow(expression) ? null : { parameter: this.parameters.add(expression) }
    const column = expression.kind === 'path' ? this.readColumn(expression) : null
    return column === null ? null : operandOf(column)
  }
}

function isOfCall(expression: ExpressionModel): boolean {
  return [...rootsOf(expression)].every((root) => callRoots.has(root))
}

function operandOf({ alias, field }: ColumnReference): Operand {
  return { column: { alias, field } }
}

function not(condition: ConditionModel | null): ConditionModel | null {
  if (condition === null) return null
  return condition.op === 'not' ? condition.condition : { op: 'not', condition }
}
