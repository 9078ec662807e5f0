import type { ProjectionModel, RecordsModel } from '../../artifact/app-model.js'
import { list, object } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { emitAggregate } from './emit-aggregate.js'
import { emitGuards } from './emit-guards.js'
import { emitTimeline } from './emit-timeline.js'
import { printTruth, printValue } from './print-expression.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult, declareSource, RowFunctions } from './row-function.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'
import { writeListing } from './write-listing.js'

/** A projection: where its rows come from, how they are shaped, filtered, searched, sorted and paged. */
export function emitProjection(facts: ProgramFacts, projection: ProjectionModel): Unit {
  const unit = new Unit(facts.names)
  const guards = projection.guards === null ? null : emitGuards(facts, unit, projection.guards)
  switch (projection.strategy) {
    case 'aggregate':
      emitAggregate(facts, unit, { projection, guards })
      break
    case 'timeline':
      emitTimeline(facts, unit, { projection, guards })
      break
    default:
      emitRecords(facts, unit, { projection, guards })
  }
  return unit
}

function emitRecords(
  facts: ProgramFacts,
  unit: Unit,
  { projection, guards }: { readonly projection: RecordsModel; readonly guards: string | null },
): void {
  const { id, strategy, hash, primary, joins } = projection
  const name = facts.names.of('projection', id)
  declareSource(facts, unit, projection)
  unit.declare(name, projection.origin, (out) => {
    const rows = new RowFunctions(facts, unit, projection)
    const of = [rows.source, rows.row]
    writeConstant(out, { name, type: unit.type('ProjectionProgram'), of }, () => {
      out.line(`id: ${quote(id)},`)
      out.line(`strategy: ${quote(strategy)},`)
      out.line(`hash: ${quote(hash)},`)
      out.code('primary: ', literal({ alias: primary.alias, collection: primary.collection }), ',')
      out.code('joins: ', list(joins.map((join) => literal(join))), ',')
      writeRowFunctions(projection, rows, out)
      writeListing(projection, rows, { out, guards: guards && unit.name(guards) })
    })
  })
}

function writeRowFunctions(projection: RecordsModel, rows: RowFunctions, out: Writer): void {
  const { fields, where, whereIsConstant } = projection
  const values = fields.map(({ value }) => value)
  const shape = rows.arrow(values, (scope) =>
    asResult(object(fields.map((field) => property(field.name, printValue(field.value, scope).code)))),
  )
  out.code('shape: ', shape, ',')
  if (where === null) return
  const filter = rows.arrow([where], (scope) => printTruth(where, scope).code)
  out.code(whereIsConstant ? 'keep: ' : 'where: ', filter, ',')
}
