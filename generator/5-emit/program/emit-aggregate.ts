import type { AggregateModel } from '../../artifact/app-model.js'
import type { MetricModel } from '../../artifact/projection-model.js'
import { type Code, list, object, sequence } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { printTruth, printValue } from './print-expression.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult, declareSource, JoinedFunctions, RowFunctions } from './row-function.js'
import type { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'
import { writeListing } from './write-listing.js'

/** An aggregate: which records it groups, by what, and what it tells of each group. */
export function emitAggregate(
  facts: ProgramFacts,
  unit: Unit,
  { projection, guards }: { readonly projection: AggregateModel; readonly guards: string | null },
): void {
  const { id, strategy, hash, primary, joins } = projection
  const name = facts.names.of('projection', id)
  declareSource(facts, unit, projection)
  unit.declare(name, projection.origin, (out) => {
    const rows = new RowFunctions(facts, unit, projection)
    const joined = new JoinedFunctions(facts, unit, projection)
    const of = [unit.name(facts.names.source(id)), rows.row]
    writeConstant(out, { name, type: unit.type('AggregateProgram'), of }, () => {
      out.line(`id: ${quote(id)},`)
      out.line(`strategy: ${quote(strategy)},`)
      out.line(`hash: ${quote(hash)},`)
      out.code('primary: ', literal({ alias: primary.alias, collection: primary.collection }), ',')
      out.code('joins: ', list(joins.map((join) => literal(join))), ',')
      writeGrouping(projection, joined, out)
      writeListing(projection, rows, { out, guards: guards && unit.name(guards) })
    })
  })
}

function writeGrouping(projection: AggregateModel, joined: JoinedFunctions, out: Writer): void {
  const { where, whereIsConstant, group, metrics } = projection
  if (where !== null) {
    const filter = joined.arrow([where], (scope) => printTruth(where, scope).code)
    out.code(whereIsConstant ? 'keepJoined: ' : 'whereJoined: ', filter, ',')
  }
  const members = joined.arrow(
    group.map(({ value }) => value),
    (scope) => asResult(object(group.map(({ name, value }) => property(name, printValue(value, scope).code)))),
  )
  out.code('group: ', members, ',')
  const columns = group.flatMap(({ name, column }) =>
    column === null ? [] : [literal({ name, column: { alias: column.alias, field: column.field } })],
  )
  out.code('groupColumns: ', columns.length < group.length ? 'null' : list(columns), ',')
  out.block('metrics: [', '],', () => {
    for (const metric of metrics) out.code('', metricCode(metric, joined), ',')
  })
}

function metricCode({ id, op, value, column }: MetricModel, joined: JoinedFunctions): Code {
  const members: Code[] = [`id: ${quote(id)}`, `op: ${quote(op)}`]
  if (value !== null)
    members.push(
      sequence(
        'value: ',
        joined.arrow([value], (scope) => printValue(value, scope).code),
      ),
    )
  if (column !== null) members.push(sequence('column: ', literal({ alias: column.alias, field: column.field })))
  return object(members)
}
