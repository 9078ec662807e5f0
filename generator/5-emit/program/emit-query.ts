import type { QueryModel } from '../../artifact/app-model.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { type Code, hang, list, object } from '../text/code.js'
import { literal, memberName, memberOf, quote } from '../text/literal.js'
import type { Writer } from '../text/writer.js'
import { typeText } from '../typescript/type-text.js'
import { emitReader } from './emit-reader.js'
import { RootFinder } from './find-roots.js'
import { destructured } from './parameter-list.js'
import { printTruth, printValue } from './print-expression.js'
import type { ProgramFacts } from './program-facts.js'
import { asResult, RowFunctions } from './row-function.js'
import { Unit } from './unit.js'
import { writeConstant } from './write-constant.js'

/** A query: who may use it, what it takes, and which rows of its projection it answers. */
export function emitQuery(facts: ProgramFacts, query: QueryModel): Unit {
  const unit = new Unit(facts.names)
  const { id, roles, input, where, defaults } = query
  const name = facts.names.of('query', id)
  const projection = facts.projection(query.projection)
  const filled = declareFilledInput(facts, unit, query)
  unit.declare(name, query.origin, (out) => {
    const rows = new RowFunctions(facts, unit, projection)
    const takes = filled === null ? unit.contract(input) : unit.name(filled)
    const of = [takes, rows.source, rows.row]
    writeConstant(out, { name, type: unit.type('QueryProgram'), of }, () => {
      out.line("kind: 'query',")
      out.line(`id: ${quote(id)},`)
      out.code('roles: ', literal(roles), ',')
      out.line(`readInput: ${unit.name(facts.names.reader(input))},`)
      out.line(`projection: ${facts.use(unit, 'projection', query.projection)},`)
      if (where !== null)
        out.code(
          'where: ',
          rows.arrow([where], (scope) => printTruth(where, scope).code),
          ',',
        )
      writeArguments(query, out)
      writePush(query, rows, out)
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

/** The inputs that are required and have a default: callers may leave them out, and the program always has them. */
export function filledFields(input: ObjectShape, defaults: QueryModel['defaults']): ObjectShape['fields'] {
  const names = new Set(defaults.map(({ name }) => name))
  return input.fields.filter((field) => field.required && names.has(field.name))
}

/** Declares the input as the program has it, where a default fills what callers may leave out; null where none does. */
export function declareFilledInput(
  facts: ProgramFacts,
  unit: Unit,
  { input, defaults }: Pick<QueryModel, 'input' | 'defaults'>,
): string | null {
  const fields = filledFields(input, defaults)
  if (fields.length === 0) return null
  const name = facts.names.free(`Filled${input.name}`)
  unit.declareType(name, (out) => {
    out.block(`interface ${name} extends ${unit.contract(input)} {`, '}', () => {
      for (const field of fields) {
        out.line(`readonly ${memberName(field.name)}: ${typeText(field.type, unit.contract)}`)
      }
    })
  })
  return name
}

const argumentNames = ['page', 'pageSize', 'search', 'sortBy', 'sortOrder'] as const

function writeArguments(query: QueryModel, out: Writer): void {
  const inputs = new Map(query.arguments.map(({ argument, input }) => [argument, input]))
  const named = Object.fromEntries(argumentNames.map((name) => [name, inputs.get(name) ?? null]))
  out.code('argumentNames: ', literal(named), ',')
  const members = query.arguments.map(({ argument, input }) => `${argument}: ${memberOf('input', input)}`)
  out.code('arguments: ', hang(members.length === 0 ? '() =>' : '(input) =>', asResult(object(members))), ',')
}

function writePush({ push }: QueryModel, rows: RowFunctions, out: Writer): void {
  const { condition, complete, parameters } = push
  const values = parameters.map((parameter): Code => printValue(parameter, rows.scope).code)
  const roots = new RootFinder()
  for (const parameter of parameters) roots.expression(parameter)
  const head = roots.found.size === 0 ? '() =>' : `(${destructured(roots.found, ['input', 'principal', 'ctx'])}) =>`
  out.block('push: {', '},', () => {
    out.line(`complete: ${complete},`)
    out.code('condition: ', literal(condition), ',')
    out.code('parameters: ', hang(head, list(values)), ',')
  })
}
