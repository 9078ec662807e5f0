// Takes the joined records of an aggregate; gives a row for each group of them, with its metrics.
// Promises that equal values are one group, null among them, and one group over everything where nothing tells them apart.
// Not its job: joins, and what follows: filters, search, sort and pages of the rows.

import type { AggregateProgram, MetricProgram } from '../contract/program.js'
import type { OutputRow } from '../contract/row.js'
import { canonicalJson } from '../semantics/canonical-json.js'
import { compareForSort } from '../semantics/compare-values.js'

interface Group {
  readonly members: object
  readonly values: unknown[]
}

/** The rows of the groups, in the order in which their first records came. */
export function groupRows(aggregate: AggregateProgram, joined: Iterable<object>): readonly OutputRow[] {
  const { metrics } = aggregate
  const groups = new Map<string, Group>()
  for (const source of joined) {
    const members = aggregate.group(source)
    const key = canonicalJson(members)
    let group = groups.get(key)
    if (group === undefined) {
      group = emptyGroup(members, metrics)
      groups.set(key, group)
    }
    add(group.values, metrics, source)
  }
  if (groups.size === 0 && isOverEverything(aggregate)) groups.set('', emptyGroup({}, metrics))
  return [...groups.values()].map(({ members, values }) => rowOf(members, metrics, values))
}

/** Whether there is one group, present even without records. */
export function isOverEverything({ groupColumns }: AggregateProgram): boolean {
  return groupColumns?.length === 0
}

/** The row of a group: what its records have in common, and its metrics in their order. */
export function rowOf(members: object, metrics: readonly MetricProgram[], values: readonly unknown[]): OutputRow {
  const row: Record<string, unknown> = { ...members }
  metrics.forEach(({ id }, index) => {
    row[id] = values[index]
  })
  return row
}

function emptyGroup(members: object, metrics: readonly MetricProgram[]): Group {
  return { members, values: metrics.map(({ op }) => (op === 'count' ? 0 : null)) }
}

function add(values: unknown[], metrics: readonly MetricProgram[], source: object): void {
  for (let index = 0; index < metrics.length; index++) {
    const metric = metrics[index]
    if (metric !== undefined) values[index] = added(metric, values[index], source)
  }
}

function added({ op, value }: MetricProgram, sofar: unknown, source: object): unknown {
  if (value === undefined) return (sofar as number) + 1
  const next = value(source)
  if (next === null || next === undefined) return sofar
  if (op === 'count') return (sofar as number) + 1
  if (sofar === null) return next
  const ordering = compareForSort(next, sofar)
  return (op === 'min' ? ordering < 0 : ordering > 0) ? next : sofar
}
