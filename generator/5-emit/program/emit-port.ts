import type { PortModel } from '../../artifact/app-model.js'
import { literal, quote } from '../text/literal.js'
import { emitReader } from './emit-reader.js'
import type { ProgramFacts } from './program-facts.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A port: its contract, and the readers of what it takes and gives. */
export function emitPort(facts: ProgramFacts, port: PortModel): Unit {
  const unit = new Unit(facts.names)
  const { id, version, input, output, effects, contractHash } = port
  const name = facts.names.of('port', id)
  unit.declare(name, port.origin, (out) => {
    const of = [unit.contract(input), unit.contract(output)]
    writeConstant(out, { name, type: unit.type('PortProgram'), of }, () => {
      out.line(`id: ${quote(id)},`)
      out.line(`version: ${quote(version)},`)
      out.line(`contractHash: ${quote(contractHash)},`)
      out.code('effects: ', literal(effects), ',')
      out.line(`readInput: ${unit.name(facts.names.reader(input))},`)
      out.line(`readOutput: ${unit.name(facts.names.reader(output))},`)
    })
  })
  emitReader(unit, { shape: input, member: `an input of ${id}` })
  emitReader(unit, { shape: output, member: `an output of ${id}` })
  return unit
}
