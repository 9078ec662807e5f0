import type { SignalModel } from '../../artifact/app-model.js'
import { hang } from '../text/code.js'
import { quote } from '../text/literal.js'
import { emitReader } from './emit-reader.js'
import { RootFinder } from './find-roots.js'
import { parameterList } from './parameter-list.js'
import { printValue } from './print-expression.js'
import type { ProgramFacts } from './program-facts.js'
import { scopeOf } from './scope.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A signal: its identity, and the reader of its payload. */
export function emitSignal(facts: ProgramFacts, signal: SignalModel): Unit {
  const unit = new Unit(facts.names)
  const { id, version, payload, eventKey } = signal
  const name = facts.names.of('signal', id)
  unit.declare(name, docOf(signal), (out) => {
    writeConstant(out, { name, type: unit.type('SignalProgram'), of: [unit.contract(payload)] }, () => {
      out.line(`id: ${quote(id)},`)
      out.line(`version: ${version},`)
      out.line(`readPayload: ${unit.name(facts.names.reader(payload))},`)
      if (eventKey === null) return
      const roots = new RootFinder()
      roots.expression(eventKey)
      const parameters = parameterList(roots.found, ['payload', 'ctx'])
      out.code('eventKey: ', hang(`(${parameters}) =>`, printValue(eventKey, scopeOf(unit)).code), ',')
    })
  })
  emitReader(unit, { shape: payload, member: `a member of ${id}` })
  return unit
}

/** The description of a declaration and where it stands. */
export function docOf(declared: { readonly description: string | null; readonly origin: string }): string {
  const { description, origin } = declared
  const text = description?.trim() ?? ''
  if (text === '') return origin
  return /[.!?]$/.test(text) ? `${text} ${origin}` : `${text}. ${origin}`
}
