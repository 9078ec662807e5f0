// Takes the rows of a page and the rules of their projection; gives what to say of them.
// Promises that every rule is held against every row, and that a broken one ends the call where the policy is to abort.
// Not its job: rules in plain words, which no projection has.

import type { Warning } from '../contract/envelope.js'
import type { GuardProgram } from '../contract/guard.js'
import type { Json } from '../contract/json.js'
import type { ListingProgram, RowScope } from '../contract/listing.js'
import type { QueryMeta, QueryOutput, RowGuardMeta, RowViolation } from '../contract/query-output.js'
import type { OutputRow } from '../contract/row.js'
import { callFailed } from '../semantics/call-failed.js'
import { type BrokenRule, findBroken } from '../semantics/guard/find-broken.js'
import { warningOf } from '../semantics/guard/say-broken.js'
import type { AnsweredPage } from './answer-page.js'

/** An answer, and what is to be known of it. */
export interface GuardedAnswer {
  readonly kind: 'answered'
  readonly output: QueryOutput<object, QueryMeta<string>>
  readonly warnings: readonly Warning[]
}

const nothing: readonly never[] = Object.freeze([])

/** What the rules of a page see beside its rows; `isSuspended` where they are not held at all. */
export interface PageScope extends Omit<RowScope, 'row'> {
  readonly isSuspended: boolean
}

/** The answer of a page whose rows may be shown; throws where a rule forbids it. */
export function guardRows({ guards }: ListingProgram, { rows, meta }: AnsweredPage, scope: PageScope): GuardedAnswer {
  if (guards === undefined) return { kind: 'answered', output: { rows, meta }, warnings: nothing }
  const found = scope.isSuspended ? { broken: [], evaluated: 0 } : holdAll(guards, rows, scope)
  const violations = found.broken.map(({ row, broken }) => violationOf(guards, row, broken))
  if (violations.length > 0 && (guards.policy === 'abort' || guards.policy === 'fail_action'))
    throw refusal(guards, violations)
  const told: RowGuardMeta = {
    evaluated_rows: found.evaluated,
    violation_count: violations.length,
    violations,
  }
  const warnings =
    guards.policy === 'log_and_continue' ? found.broken.map(({ broken }) => warningOf(guards, broken)) : nothing
  return { kind: 'answered', output: { rows, meta: { ...meta, guards: told } as QueryMeta<string> }, warnings }
}

interface BrokenRow {
  readonly row: number
  readonly broken: BrokenRule
}

function holdAll(guards: GuardProgram<RowScope>, rows: readonly OutputRow[], { args, as_of }: PageScope) {
  const broken = rows.flatMap((row, index) =>
    findBroken(guards, { row, args, as_of }).map((one): BrokenRow => ({ row: index, broken: one })),
  )
  return { broken, evaluated: rows.length }
}

function violationOf({ policy }: GuardProgram<RowScope>, row: number, { rule }: BrokenRule): RowViolation {
  return { row, guard_id: rule.id, description: rule.description, policy }
}

function refusal({ primitive }: GuardProgram<RowScope>, violations: readonly RowViolation[]): Error {
  const description = violations[0]?.description ?? ''
  return callFailed('projection_guard_error', { primitive, description }, { violations: violations.map(toJson) })
}

function toJson({ row, guard_id, description, policy }: RowViolation): Json {
  return { row, guard_id, description, policy }
}
