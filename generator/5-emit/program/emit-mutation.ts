import type { MutationModel } from '../../artifact/app-model.js'
import { type Code, call, hang } from '../text/code.js'
import { literal, quote } from '../text/literal.js'
import { typeText } from '../typescript/type-text.js'
import { emitReader } from './emit-reader.js'
import { RootFinder } from './find-roots.js'
import { mayInherit } from './function-body.js'
import { printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { scopeOf } from './scope.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A mutation: who may use it, what it takes, and the action that it runs. */
export function emitMutation(facts: ProgramFacts, mutation: MutationModel): Unit {
  const unit = new Unit(facts.names)
  const { id, roles, input, effects, output, action, rollback } = mutation
  const name = facts.names.of('mutation', id)
  unit.declare(name, mutation.origin, (out) => {
    const gives = typeText(output, unit.contract)
    const of = [unit.contract(input), gives]
    writeConstant(out, { name, type: unit.type('MutationProgram'), of }, () => {
      out.line("kind: 'mutation',")
      out.line(`id: ${quote(id)},`)
      out.code('roles: ', literal(roles), ',')
      out.line(`readInput: ${unit.name(facts.names.reader(input))},`)
      out.line(`action: ${quote(action)},`)
      out.code('effects: ', literal(effects), ',')
      const outcome = facts.outcome(unit, action)
      if (outcome !== null) out.line(`sessionOutcome: ${outcome},`)
      if (rollback === 'none') out.line("rollback: 'none',")
      out.code('run: ', runCode(facts, unit, mutation), ',')
    })
  })
  emitReader(unit, { shape: input, member: `an input of ${id}` })
  return unit
}

function runCode(facts: ProgramFacts, unit: Unit, mutation: MutationModel): Code {
  const { actionInput, action: id } = mutation
  const action = facts.action(id)
  const name = facts.use(unit, 'action', id)
  const isProven = mutation.inputIsProven && !mayInherit(action.input)
  if (isProven && actionInput === null) return name
  const roots = new RootFinder()
  if (actionInput === null) roots.found.add('input')
  else roots.template(actionInput)
  const built = actionInput === null ? 'input' : printTemplate(actionInput, scopeOf(unit, ofRun))
  const given = isProven
    ? built
    : call(unit.use('actionInput'), unit.name(unit.names.reader(action.input)), built, quote(id))
  const takesRun = facts.takesRun(id)
  const needsRun = takesRun || roots.found.has('principal') || roots.found.has('ctx')
  const input = roots.found.has('input') ? 'input' : needsRun ? '_input' : ''
  const parameters = needsRun ? `${input}, run` : input
  return hang(`(${parameters}) =>`, takesRun ? call(name, given, 'run') : call(name, given))
}

// The caller and the call come with the run.
const ofRun: ReadonlyMap<string, string> = new Map([
  ['principal', 'run.principal'],
  ['ctx', 'run.ctx'],
])
