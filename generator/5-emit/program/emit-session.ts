import type { SessionModel, SessionOutcomeModel } from '../../artifact/session-model.js'
import { call, list } from '../text/code.js'
import { literal, quote } from '../text/literal.js'
import { emitReader } from './emit-reader.js'
import type { ProgramFacts } from './program-facts.js'
import { sessionName } from './program-names.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** The session: what can be written in it, and the reader that fills in its defaults. */
export function emitSession(facts: ProgramFacts, session: SessionModel | null): readonly Unit[] {
  if (session === null) return []
  const unit = new Unit(facts.names)
  const { shape, paths, defaults, origin } = session
  unit.declare(sessionName, origin, (out) => {
    writeConstant(out, { name: sessionName, type: unit.type('SessionProgram'), of: [unit.contract(shape)] }, () => {
      out.code('paths: ', call('new Set', list(paths.map(quote))), ',')
      out.line(`read: ${unit.name(facts.names.reader(shape))},`)
      out.line(`kernel: ${unit.use('sessionKernel')},`)
    })
  })
  emitReader(unit, { shape, member: 'a member of the session', defaults, fillsWithin: true })
  return [unit]
}

/** Declares what becomes of the session when an action ends. */
export function declareOutcome(unit: Unit, name: string, outcome: SessionOutcomeModel): void {
  const { origin, reason, success, rejection, error } = outcome
  const told = reason?.trim() ?? ''
  unit.declare(name, told === '' ? origin : `${told.replace(/([^.!?])$/, '$1.')} ${origin}`, (out) => {
    out.block(`const ${name}: ${unit.type('SessionOutcome')} = {`, '}', () => {
      out.line(`session: ${unit.name(sessionName)},`)
      for (const [end, clear] of Object.entries({ success, rejection, error }))
        if (clear !== null) out.code(`${end}: `, literal(clear), ',')
    })
  })
}
