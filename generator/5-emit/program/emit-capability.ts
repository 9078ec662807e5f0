import type { CapabilityModel } from '../../artifact/app-model.js'
import { call } from '../text/code.js'
import { quote } from '../text/literal.js'
import { emitReader } from './emit-reader.js'
import { RootFinder } from './find-roots.js'
import { FunctionBody } from './function-body.js'
import { localNames } from './local-names.js'
import { printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { scopeOf } from './scope.js'
import { Unit } from './unit.js'

/** A local capability: a pure function of its input. */
export function emitCapability(facts: ProgramFacts, capability: CapabilityModel): Unit {
  const unit = new Unit(facts.names)
  const { id, input, output, steps, result } = capability
  const name = facts.names.of('capability', id)
  const roots = new RootFinder()
  roots.steps(steps)
  roots.template(result)
  unit.declare(name, capability.origin, (out) => {
    const scope = scopeOf(unit, localNames(facts.names, steps))
    const parameter = roots.found.has('input') ? 'input' : '_input'
    out.enumeration(`function ${name}(`, [`${parameter}: ${unit.contract(input)}`], `): ${unit.contract(output)} {`)
    out.indented(() => {
      new FunctionBody(facts, scope, out, roots.found).steps(steps)
      const reader = unit.name(facts.names.reader(output))
      out.code('return ', call(unit.use('valid'), reader, printTemplate(result, scope), quote(id)))
    })
    out.line('}')
  })
  emitReader(unit, { shape: input, member: `an input of ${id}` })
  emitReader(unit, { shape: output, member: `an output of ${id}` })
  return unit
}
