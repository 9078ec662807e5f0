import type { ColumnReference, PushedFilter, QueryScope } from '../../contract/program.js'
import type { SqlValue } from './column-value.js'
import { compileCondition } from './compile-condition.js'
import type { ProjectionPlan } from './projection-plan.js'

/** What of a query's filter one call's statement says; `isExact` where that is everything. */
export interface CompiledFilter {
  /** ` WHERE …`, or nothing. */
  readonly where: string
  readonly values: readonly SqlValue[]
  readonly isExact: boolean
  /** The aliases of which the condition says something. */
  readonly mentioned: ReadonlySet<string>
}

/** The filter as SQL; null where it holds for no row. */
export function compileFilter(push: PushedFilter, scope: QueryScope, plan: ProjectionPlan): CompiledFilter | null {
  const mentioned = new Set<string>()
  const everything = { where: '', values: [], isExact: push.complete, mentioned }
  if (push.condition === null) return everything
  const columnOf = (reference: ColumnReference) => {
    mentioned.add(reference.alias)
    return plan.columnOf(reference)
  }
  const compiled = compileCondition(push.condition, { parameters: push.parameters(scope), columnOf })
  const { condition } = compiled
  const isExact = push.complete && compiled.exact
  if (typeof condition === 'boolean') return condition ? { ...everything, isExact } : null
  return { ...everything, where: ` WHERE ${condition.sql}`, values: condition.values, isExact }
}
