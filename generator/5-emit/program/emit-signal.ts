import type { ExpressionModel, MigrationModel, SignalModel } from '../../artifact/app-model.js'
import { hang, object, sequence } from '../text/code.js'
import { commentText, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { emitGuards } from './emit-guards.js'
import { emitReader } from './emit-reader.js'
import { RootFinder } from './find-roots.js'
import { parameterList } from './parameter-list.js'
import { printValue } from './print-expression.js'
import { printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult } from './row-function.js'
import { scopeOf } from './scope.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A signal: its identity, and the reader of its payload. */
export function emitSignal(facts: ProgramFacts, signal: SignalModel): Unit {
  const unit = new Unit(facts.names)
  const { id, version, payload, eventKey, migrations } = signal
  const name = facts.names.of('signal', id)
  const guards = signal.guards === null ? null : emitGuards(facts, unit, signal.guards)
  unit.declare(name, docOf(signal), (out) => {
    writeConstant(out, { name, type: unit.type('SignalProgram'), of: [unit.contract(payload)] }, () => {
      out.line(`id: ${quote(id)},`)
      out.line(`version: ${version},`)
      out.line(`readPayload: ${unit.name(facts.names.reader(payload))},`)
      if (eventKey !== null) writeEventKey(unit, eventKey, out)
      if (migrations.length > 0)
        out.block('migrations: [', '],', () => {
          for (const step of migrations) writeMigration(unit, step, out)
        })
      if (guards !== null) out.line(`guards: ${unit.name(guards)},`)
    })
  })
  emitReader(unit, { shape: payload, member: `a member of ${id}` })
  return unit
}

function writeEventKey(unit: Unit, eventKey: ExpressionModel, out: Writer): void {
  const roots = new RootFinder()
  roots.expression(eventKey)
  const parameters = parameterList(roots.found, ['payload', 'ctx'])
  out.code('eventKey: ', hang(`(${parameters}) =>`, printValue(eventKey, scopeOf(unit)).code), ',')
}

function writeMigration(unit: Unit, { origin, from, payload }: MigrationModel, out: Writer): void {
  const roots = new RootFinder()
  roots.template(payload)
  const head = `(${parameterList(roots.found, ['payload'])}) =>`
  const migrate = sequence('migrate: ', hang(head, asResult(printTemplate(payload, scopeOf(unit)))))
  out.line(`// ${commentText(origin)}`)
  out.code('', object([`from: ${from}`, migrate]), ',')
}

/** The description of a declaration and where it stands. */
export function docOf(declared: { readonly description: string | null; readonly origin: string }): string {
  const { description, origin } = declared
  const text = description?.trim() ?? ''
  if (text === '') return origin
  return /[.!?]$/.test(text) ? `${text} ${origin}` : `${text}. ${origin}`
}
