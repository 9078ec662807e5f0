import type { ExpressionModel, TimelineModel } from '../../artifact/app-model.js'
import type { LogModel, StateModel } from '../../artifact/projection-model.js'
import { type Code, hang, list, object, sequence } from '../text/code.js'
import { literal, memberName, property, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { RootFinder } from './find-roots.js'
import { destructured } from './parameter-list.js'
import { printTruth, printValue } from './print-expression.js'
import { printTemplate } from './print-template.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult, RowFunctions } from './row-function.js'
import { type Scope, scopeOf } from './scope.js'
import type { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'
import { writeListing } from './write-listing.js'

/** A timeline: the signals that it reads, and what it makes of their records. */
export function emitTimeline(
  facts: ProgramFacts,
  unit: Unit,
  { projection, guards }: { readonly projection: TimelineModel; readonly guards: string | null },
): void {
  const { id, strategy, hash, accumulation, signals, payload } = projection
  const name = facts.names.of('projection', id)
  const payloads = declarePayloads(facts, unit, projection)
  unit.declare(name, projection.origin, (out) => {
    const rows = new RowFunctions(facts, unit, projection)
    const of = [rows.row, unit.contract(payload), unit.name(payloads)]
    writeConstant(out, { name, type: unit.type('TimelineProgram'), of }, () => {
      out.line(`id: ${quote(id)},`)
      out.line(`strategy: ${quote(strategy)},`)
      out.line(`hash: ${quote(hash)},`)
      out.line(`accumulation: ${quote(accumulation)},`)
      out.code('signals: ', list(signals.map((signal) => facts.use(unit, 'signal', signal))), ',')
      writeRecords(projection, scopeOf(unit), out)
      if (projection.rows.mode === 'log') writeLog(projection.rows, scopeOf(unit), out)
      else writeState(projection.rows, scopeOf(unit), out)
      out.code('rebuild: ', literal(projection.rebuild), ',')
      out.line(`retentionMs: ${projection.retentionMs},`)
      writeListing(projection, rows, { out, guards: guards && unit.name(guards) })
    })
  })
}

/** Declares the payload of each signal, by which handlers know theirs. */
function declarePayloads(facts: ProgramFacts, unit: Unit, { id, signals }: TimelineModel): string {
  const identifier = facts.names.of('projection', id)
  const name = facts.names.free(`${identifier.charAt(0).toUpperCase()}${identifier.slice(1)}Payloads`)
  unit.declareType(name, (out) => {
    out.block(`interface ${name} {`, '}', () => {
      for (const signal of signals)
        out.line(`readonly ${memberName(signal)}: ${unit.contract(facts.signal(signal).payload)}`)
    })
  })
  return name
}

const ofRecord = ['payload', 'signal']
const ofStep = ['acc', ...ofRecord]

/** `({ payload }) => body`, of what the expressions of the body name. */
function arrow(roots: RootFinder, names: readonly string[], body: Code): Code {
  return hang(roots.found.size === 0 ? '() =>' : `(${destructured(roots.found, names)}) =>`, body)
}

function rootsOf(...expressions: readonly ExpressionModel[]): RootFinder {
  const roots = new RootFinder()
  for (const expression of expressions) roots.expression(expression)
  return roots
}

function writeRecords({ where, order }: TimelineModel, scope: Scope, out: Writer): void {
  if (where !== null) out.code('keep: ', arrow(rootsOf(where), ofRecord, printTruth(where, scope).code), ',')
  const { value, direction } = order
  const by = value === null ? [] : [sequence('value: ', arrow(rootsOf(value), ofRecord, printValue(value, scope).code))]
  out.code('order: ', object([...by, `direction: ${quote(direction)}`]), ',')
}

type Fields = LogModel['fields']

function members(fields: Fields, scope: Scope): Code {
  const values = fields.map(({ value }) => value)
  const body = object(fields.map(({ name, value }) => property(name, printValue(value, scope).code)))
  return arrow(rootsOf(...values), ofRecord, asResult(body))
}

function writeLog({ mode, fields }: LogModel, scope: Scope, out: Writer): void {
  out.block('rows: {', '},', () => {
    out.line(`mode: ${quote(mode)},`)
    out.code('shape: ', members(fields, scope), ',')
  })
}

function writeState({ mode, start, group, when, removeWhen }: StateModel, scope: Scope, out: Writer): void {
  const names = group.map(({ name }) => name)
  // Of what names a group null is what it is before its first record.
  const given = start.filter(({ name, value }) => value !== null || !names.includes(name))
  out.block('rows: {', '},', () => {
    out.line(`mode: ${quote(mode)},`)
    out.code('start: ', object(given.map(({ name, value }) => property(name, literal(value)))), ',')
    out.code('groupNames: ', literal(names), ',')
    out.code('group: ', members(group, scope), ',')
    writeHandlers(
      'when',
      when.map(({ signal, change }) => {
        const roots = new RootFinder()
        roots.template(change)
        return [signal, arrow(roots, ofStep, asResult(printTemplate(change, scope)))]
      }),
      out,
    )
    if (removeWhen.length === 0) return
    writeHandlers(
      'removeWhen',
      removeWhen.map(({ signal, condition }) => [
        signal,
        arrow(rootsOf(condition), ofStep, printTruth(condition, scope).code),
      ]),
      out,
    )
  })
}

function writeHandlers(name: string, handlers: readonly (readonly [signal: string, code: Code])[], out: Writer): void {
  if (handlers.length === 0) {
    out.line(`${name}: {},`)
    return
  }
  out.block(`${name}: {`, '},', () => {
    for (const [signal, code] of handlers) out.code(`${memberName(signal)}: `, code, ',')
  })
}
