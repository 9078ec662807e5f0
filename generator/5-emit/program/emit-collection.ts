import type { CollectionModel } from '../../artifact/app-model.js'
import { list, sequence } from '../text/code.js'
import { literal, quote } from '../text/literal.js'
import { emitGuards } from './emit-guards.js'
import { emitReader } from './emit-reader.js'
import type { ProgramFacts } from './program-facts.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A collection: its table, and the reader of its records. */
export function emitCollection(facts: ProgramFacts, collection: CollectionModel): Unit {
  const unit = new Unit(facts.names)
  const { id, record, columns, indexes, invariants } = collection
  const name = facts.names.of('collection', id)
  const rules = invariants === null ? null : emitGuards(facts, unit, invariants)
  unit.declare(name, collection.origin, (out) => {
    writeConstant(out, { name, type: unit.type('CollectionProgram'), of: [unit.contract(record)] }, () => {
      out.line(`id: ${quote(id)},`)
      out.block('columns: [', '],', () => {
        for (const { name: column, type, required } of columns)
          out.code('', literal({ name: column, type, required }), ',')
      })
      out.code('indexes: ', list(indexes.map(literal)), ',')
      out.code('readRecord: ', sequence(unit.name(facts.names.reader(record))), ',')
      if (rules !== null) out.line(`invariants: ${unit.name(rules)},`)
    })
  })
  emitReader(unit, { shape: record, member: `a member of ${id}` })
  return unit
}
