import type { ProjectionModel } from '../../artifact/app-model.js'
import type { ProgramFacts } from '../program/program-facts.js'
import { asResult, RowFunctions } from '../program/row-function.js'
import { Unit } from '../program/unit.js'
import { writeConstant } from '../program/write-constant.js'
import { hang, object } from '../text/code.js'
import { literal, quote } from '../text/literal.js'

/** A query that shows a projection as it is: every caller may ask, and what it is asked with is not held to any shape. */
export function emitLookup(facts: ProgramFacts, projection: ProjectionModel, name: string): Unit {
  const unit = new Unit(facts.names)
  unit.declare(name, `Shows the projection \`${projection.id}\` without the filter of a query.`, (out) => {
    const rows = new RowFunctions(facts, unit, projection)
    const of = ['Readonly<Record<string, unknown>>', rows.source, rows.row]
    writeConstant(out, { name, type: unit.type('QueryProgram'), of }, () => {
      out.line("kind: 'query',")
      out.line(`id: ${quote(`projection:${projection.id}`)},`)
      out.line("roles: ['anonymous', 'authenticated'],")
      out.line(`readInput: ${unit.use('objectAt')},`)
      out.line(`projection: ${facts.use(unit, 'projection', projection.id)},`)
      const named = argumentsOf(projection)
      out.code('argumentNames: ', literal(named), ',')
      const members = Object.entries(named).flatMap(([argument, input]) =>
        input === null ? [] : [`${argument}: input[${quote(input)}]`],
      )
      out.code('arguments: ', hang('(input) =>', asResult(object(members))), ',')
      // What a store could decide by itself is not worth a plan in a test.
      out.line('push: { complete: false, condition: null, parameters: () => [] },')
    })
  })
  return unit
}

function argumentsOf({ pagination, search, sort }: ProjectionModel) {
  const chosen = sort.kind === 'chosen' ? sort : null
  return {
    page: pagination.pageArgument,
    pageSize: pagination.sizeArgument,
    search: search?.argument ?? null,
    sortBy: chosen?.byArgument ?? null,
    sortOrder: chosen?.orderArgument ?? null,
  }
}
