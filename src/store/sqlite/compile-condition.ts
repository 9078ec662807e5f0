// Takes a condition, the values of its parameters in one call, and where columns are found; gives SQL and its values.
// Promises the same rows as the condition where it says `exact`, and otherwise those rows and some others.
// What the parameters decide alone is decided here, so that the query planner sees only what is left of the condition.
// Not its job: running the query.

import type { ColumnReference, Condition, Operand } from '../../contract/program.js'
import {
  equal,
  greater,
  greaterOrEqual,
  includes,
  less,
  lessOrEqual,
  truthy,
} from '../../semantics/expression-logic.js'
import { encodeValue, type SqlValue } from './column-value.js'
import { comparable, families, type SourceColumn } from './source-column.js'

/** SQL that is true for a row or not; null and false mean the same in it. `values` are those of its placeholders. */
export interface SqlCondition {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** A condition that holds for every row or for none needs no SQL. */
export type CompiledCondition = boolean | SqlCondition

/** How one call's condition reads in SQL. */
export function compileCondition(condition: Condition, scope: ConditionScope): ExactCondition {
  const compiler = new ConditionCompiler(scope)
  const compiled = compiler.compile(condition, false)
  return { condition: compiled, exact: compiler.exact }
}

export interface ConditionScope {
  readonly parameters: readonly unknown[]
  columnOf(reference: ColumnReference): SourceColumn
}

export interface ExactCondition {
  readonly condition: CompiledCondition
  readonly exact: boolean
}

type Comparison = Extract<Condition, { readonly left: Operand }>
type Operator = Comparison['op']
type Membership = Extract<Condition, { readonly op: 'in' }>

const signs = { equal: '=', less: '<', less_or_equal: '<=', greater: '>', greater_or_equal: '>=' } as const
const decide = { equal, less, less_or_equal: lessOrEqual, greater, greater_or_equal: greaterOrEqual } as const
const turned = {
  equal: 'equal',
  less: 'greater',
  less_or_equal: 'greater_or_equal',
  greater: 'less',
  greater_or_equal: 'less_or_equal',
} as const satisfies Record<Operator, Operator>

// A statement is kept for each number of placeholders; more members than this are left to the filters above.
const mostMembers = 1024

class ConditionCompiler {
  exact = true
  private readonly scope: ConditionScope

  constructor(scope: ConditionScope) {
    this.scope = scope
  }

  // Negation is carried down to the comparisons: above them `AND` and `OR` never meet a null that a `NOT` would keep.
  compile(condition: Condition, negated: boolean): CompiledCondition {
    switch (condition.op) {
      case 'and':
      case 'or':
        return this.join(condition.conditions, (condition.op === 'and') !== negated, negated)
      case 'not':
        return this.compile(condition.condition, !negated)
      case 'holds':
        return this.holds(condition.value, negated)
      case 'in':
        return this.includes(condition, negated)
      default:
        return this.compare(condition, negated)
    }
  }

  private join(conditions: readonly Condition[], all: boolean, negated: boolean): CompiledCondition {
    const parts: SqlCondition[] = []
    for (const condition of conditions) {
      const part = this.compile(condition, negated)
      if (typeof part !== 'boolean') parts.push(part)
      else if (part !== all) return part
    }
    const [first] = parts
    if (first === undefined) return all
    if (parts.length === 1) return first
    const sql = parts.map((part) => part.sql).join(all ? ' AND ' : ' OR ')
    return { sql: `(${sql})`, values: parts.flatMap((part) => part.values) }
  }

  private holds(operand: Operand, negated: boolean): CompiledCondition {
    if ('parameter' in operand) return truthy(this.valueOf(operand)) !== negated
    const { sql, type } = this.scope.columnOf(operand.column)
    if (type !== 'bool') return this.unknown()
    return { sql: `${sql} ${negated ? 'IS NOT' : '='} 1`, values: [] }
  }

  private compare({ op, left, right }: Comparison, negated: boolean): CompiledCondition {
    if ('column' in left) {
      const column = this.scope.columnOf(left.column)
      return 'column' in right
        ? this.compareColumns(op, [column, this.scope.columnOf(right.column)], negated)
        : this.compareColumn(op, { column, value: this.valueOf(right) }, negated)
    }
    if ('parameter' in right) return decide[op](this.valueOf(left), this.valueOf(right)) !== negated
    return this.compareColumn(
      turned[op],
      { column: this.scope.columnOf(right.column), value: this.valueOf(left) },
      negated,
    )
  }

  private compareColumn(op: Operator, { column, value }: ColumnAndValue, negated: boolean): CompiledCondition {
    const { sql, type } = column
    if (op === 'equal') {
      if (value === null) return { sql: `${sql} IS ${negated ? 'NOT ' : ''}NULL`, values: [] }
      if (!isStorable(column, value)) return negated
      return { sql: `${sql} ${negated ? 'IS NOT' : '='} ?`, values: [encodeValue(type, value)] }
    }
    if (families[type] === 'json') return this.unknown()
    if (families[type] === 'bool' || typeof value !== jsTypes[families[type]] || Number.isNaN(value)) return negated
    // What is not well-formed has a place in the order of texts, but SQLite cannot be told.
    if (typeof value === 'string' && !value.isWellFormed()) return this.unknown()
    const compared = `${sql} ${signs[op]} ?`
    return { sql: negated ? `(${compared}) IS NOT TRUE` : compared, values: [encodeValue(type, value)] }
  }

  private compareColumns(
    op: Operator,
    [left, right]: readonly [SourceColumn, SourceColumn],
    negated: boolean,
  ): CompiledCondition {
    const pair = comparable(left, right)
    if (op === 'equal') {
      const nulls = `${left.sql} IS NULL AND ${right.sql} IS NULL`
      if (pair === null) return { sql: negated ? `NOT (${nulls})` : `(${nulls})`, values: [] }
      return { sql: `${pair[0]} IS ${negated ? 'NOT ' : ''}${pair[1]}`, values: [] }
    }
    if (families[left.type] === 'json' || families[right.type] === 'json') return this.unknown()
    if (pair === null || families[left.type] === 'bool') return negated
    const compared = `${pair[0]} ${signs[op]} ${pair[1]}`
    return { sql: negated ? `(${compared}) IS NOT TRUE` : compared, values: [] }
  }

  private includes({ value, list }: Membership, negated: boolean): CompiledCondition {
    const members = this.valueOf(list)
    if (members === null) return negated
    if (!Array.isArray(members)) return this.unknown()
    if ('parameter' in value) return includes(this.valueOf(value), members) !== negated
    const column = this.scope.columnOf(value.column)
    const { sql, type } = column
    const stored = members.filter((member) => isStorable(column, member)).map((member) => encodeValue(type, member))
    if (stored.length > mostMembers) return this.unknown()
    const hasNull = members.some((member) => member === null || member === undefined)
    const isNull = `${sql} IS ${negated ? 'NOT ' : ''}NULL`
    if (stored.length === 0) return hasNull ? { sql: isNull, values: [] } : negated
    const values = padded(stored)
    const among = `${sql} ${negated ? 'NOT ' : ''}IN (${values.map(() => '?').join(', ')})`
    if (!negated) return { sql: hasNull ? `(${among} OR ${isNull})` : among, values }
    return { sql: hasNull ? `(${among} AND ${isNull})` : `(${among} OR ${sql} IS NULL)`, values }
  }

  private valueOf({ parameter }: { readonly parameter: number }): unknown {
    return this.scope.parameters[parameter] ?? null
  }

  // Every row, which is never too few; somebody above has to look at each of them.
  private unknown(): true {
    this.exact = false
    return true
  }
}

interface ColumnAndValue {
  readonly column: SourceColumn
  readonly value: unknown
}

const jsTypes = { text: 'string', number: 'number', bool: 'boolean' } as const

// SQLite would turn "7" into 7 for a column of numbers; here a value of another type equals nothing in the column.
function isStorable({ type }: SourceColumn, value: unknown): boolean {
  const family = families[type]
  if (value === null || value === undefined) return false
  if (typeof value === 'string' && !value.isWellFormed()) return false
  if (typeof value === 'number' && !Number.isFinite(value)) return false
  return family === 'json' || typeof value === jsTypes[family]
}

// The last member again and again, up to a power of two: few numbers of placeholders make few statements.
function padded(values: readonly SqlValue[]): readonly SqlValue[] {
  const last = values.at(-1) ?? null
  const length = 2 ** Math.ceil(Math.log2(values.length))
  return [...values, ...new Array<SqlValue>(length - values.length).fill(last)]
}
