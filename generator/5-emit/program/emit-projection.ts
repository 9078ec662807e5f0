import type { ProjectionModel, SortKeyModel, SortModel } from '../../artifact/app-model.js'
import { type Code, call, list, object, sequence } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { printTruth, printValue } from './print-expression.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult, declareSource, RowFunctions } from './row-function.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A projection: where its rows come from, how they are shaped, filtered, searched, sorted and paged. */
export function emitProjection(facts: ProgramFacts, projection: ProjectionModel): Unit {
  const unit = new Unit(facts.names)
  const { id, strategy, hash, primary, joins, pagination } = projection
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
      writeSortKeys(projection, rows, out)
      writeSort(projection.sort, out)
      const { defaultPage, defaultSize, maxSize } = pagination
      out.code('pagination: ', literal({ defaultPage, defaultSize, maxSize }), ',')
    })
  })
  return unit
}

function writeRowFunctions(projection: ProjectionModel, rows: RowFunctions, out: Writer): void {
  const { fields, where, whereIsConstant, search } = projection
  const values = fields.map(({ value }) => value)
  const shape = rows.arrow(values, (scope) =>
    asResult(object(fields.map((field) => property(field.name, printValue(field.value, scope).code)))),
  )
  out.code('shape: ', shape, ',')
  if (where !== null) {
    const filter = rows.arrow([where], (scope) => printTruth(where, scope).code)
    out.code(whereIsConstant ? 'keep: ' : 'where: ', filter, ',')
  }
  if (search === null) return
  const texts = rows.arrow(search.texts, (scope) => list(search.texts.map((text) => printValue(text, scope).code)))
  out.code('searched: ', texts, ',')
}

function writeSortKeys({ sortKeys }: ProjectionModel, rows: RowFunctions, out: Writer): void {
  if (sortKeys.length === 0) {
    out.line('sortKeys: new Map(),')
    return
  }
  out.block('sortKeys: new Map([', ']),', () => {
    for (const key of sortKeys) out.code('', list([quote(key.id), sortKey(key, rows)]), ',')
  })
}

function sortKey({ value, column }: SortKeyModel, rows: RowFunctions): Code {
  const members = [
    sequence(
      'value: ',
      rows.arrow([value], (scope) => printValue(value, scope).code),
    ),
  ]
  if (column !== null) members.push(sequence('column: ', literal({ alias: column.alias, field: column.field })))
  return object(members)
}

function writeSort(sort: SortModel, out: Writer): void {
  if (sort.kind === 'fixed') {
    const rules = sort.rules.map(({ key, direction }) => literal({ key, direction }))
    const order = object([`id: ${quote(orderId(sort.rules))}`, sequence('rules: ', list(rules))])
    out.code('sort: ', object(["kind: 'fixed'", sequence('order: ', order)]), ',')
    return
  }
  out.block('sort: {', '},', () => {
    out.line("kind: 'chosen',")
    const allowed = sort.allowed.map(({ value, key }) => literal([value, key]))
    out.code('allowed: ', call('new Map', list(allowed)), ',')
    out.line(`defaultKey: ${quote(sort.defaultKey)},`)
    out.line(`defaultDirection: ${quote(sort.defaultDirection)},`)
  })
}

function orderId(rules: readonly { readonly key: string; readonly direction: string }[]): string {
  return rules.map(({ key, direction }) => `${key} ${direction}`).join(', ')
}
