import type { RouteModel } from '../../artifact/app-model.js'
import { literal, quote } from '../text/literal.js'
import { declareFilledInput } from './emit-query.js'
import { emitReader } from './emit-reader.js'
import type { ProgramFacts } from './program-facts.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A route: who may open it, what it takes, and the screen that it renders. */
export function emitRoute(facts: ProgramFacts, route: RouteModel): Unit {
  const unit = new Unit(facts.names)
  const { id, roles, input, defaults, screen, overlay } = route
  const name = facts.names.of('route', id)
  const filled = declareFilledInput(facts, unit, route)
  unit.declare(name, route.origin, (out) => {
    const takes = filled === null ? unit.contract(input) : unit.name(filled)
    writeConstant(out, { name, type: unit.type('RouteProgram'), of: [takes] }, () => {
      out.line("kind: 'route',")
      out.line(`id: ${quote(id)},`)
      out.code('roles: ', literal(roles), ',')
      out.line(`readInput: ${unit.name(facts.names.reader(input))},`)
      out.line(`screen: ${facts.use(unit, 'screen', screen)},`)
      out.code('overlay: ', literal(overlay), ',')
    })
  })
  emitReader(unit, {
    shape: input,
    member: `an input of ${id}`,
    defaults,
    ...(filled === null ? {} : { gives: filled }),
  })
  return unit
}
