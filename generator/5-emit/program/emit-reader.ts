import type { Json } from '../../../src/contract/json.js'
import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import { type Code, call, choice, flat, list, sequence, widthOf } from '../text/code.js'
import { literal, memberName, quote } from '../text/literal.js'
import { printCode, widest } from '../text/print-code.js'
import { withoutNull } from '../typescript/type-text.js'
import type { Unit } from './unit.js'
import type { FunctionName } from './vocabulary.js'

/** What a reader is made from. */
export interface ReaderRequest {
  readonly shape: ObjectShape
  /** What a member that is not declared is not: `a member of tickets`. */
  readonly member: string
  /** Values for absent members. */
  readonly defaults?: readonly { readonly name: string; readonly value: Json }[]
  /** A default that is an object fills absent members of what stands in its place, too. */
  readonly fillsWithin?: boolean
  /** The type that it gives, where that is not the shape's own. */
  readonly gives?: string
}

/** Adds the function that reads a shape, and those of the shapes within it. Gives its name. */
export function emitReader(unit: Unit, request: ReaderRequest): string {
  const { shape } = request
  const name = unit.names.reader(shape)
  if (!unit.names.isFirstReading(shape)) return name
  const nested: ReaderRequest[] = []
  unit.declareText(name, () => readerText(unit, request, name, nested))
  for (const inner of nested) emitReader(unit, inner)
  return name
}

// Most of a program is readers, so their fixed lines are one template.
function readerText(unit: Unit, request: ReaderRequest, name: string, nested: ReaderRequest[]): string {
  const { shape, member } = request
  const head = `function ${name}(raw: unknown, issues: ${unit.type('Issues')}): ${request.gives ?? unit.contract(shape)} {
  const record = ${unit.use('objectAt')}(raw, issues)`
  const refusal = `issues.add(key, ${quote(`is not ${member}`)})`
  if (shape.fields.length === 0) return `${head}\n  for (const key in record) ${refusal}\n  return {}\n}`
  const reading: Reading = { unit, request, nested }
  let cases = ''
  let members = ''
  for (const field of shape.fields) {
    cases += `      case ${quote(field.name)}:\n`
    members += memberText(reading, field)
  }
  return `${head}
  for (const key in record) {
    switch (key) {
${cases}        break
      default:
        ${refusal}
    }
  }
  return {
${members}  }
}`
}

/** The reader that is being written; the shapes within its own are noted in `nested`. */
interface Reading {
  readonly unit: Unit
  readonly request: ReaderRequest
  readonly nested: ReaderRequest[]
}

function memberText(reading: Reading, field: ShapeField): string {
  const before = `${memberName(field.name)}: `
  const value = memberCode(reading, field)
  if (4 + before.length + widthOf(value) < widest) return `    ${before}${flat(value)},\n`
  return `${printCode(value, 4, before, ',').join('\n')}\n`
}

function memberCode(reading: Reading, { name, type, required }: ShapeField): Code {
  const { unit, request } = reading
  const quoted = quote(name)
  const raw = onPrototype.has(name) ? `${unit.use('own')}(record, ${quoted})` : `record[${quoted}]`
  const value = readingOf(reading, type, { isRequired: required, value: raw, member: quoted, field: name })
  const filled = request.defaults?.find((entry) => entry.name === name)
  const present = request.shape.complete && !required ? sequence(value, ' ?? null') : value
  if (filled === undefined) return present
  return choice([{ condition: `${raw} === undefined`, value: literal(filled.value) }], present)
}

/** Members that every object inherits: reading one where it is absent would give what is inherited. */
export const onPrototype: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

const scalarReaders = {
  text: ['requiredText', 'optionalText'],
  id: ['requiredId', 'optionalId'],
  int: ['requiredInt', 'optionalInt'],
  number: ['requiredNumber', 'optionalNumber'],
  bool: ['requiredBool', 'optionalBool'],
  timestamp: ['requiredTimestamp', 'optionalTimestamp'],
} as const satisfies Record<string, readonly [FunctionName, FunctionName]>

/** What is read: its text, its member or index, and the author's name of the field that holds it. */
interface Place {
  readonly isRequired: boolean
  readonly value: string
  readonly member: string
  readonly field: string
}

function readingOf(reading: Reading, type: ValueType, place: Place): Code {
  const { unit } = reading
  const { isRequired, value, member, field } = place
  switch (type.kind) {
    case 'scalar':
      return `${unit.use(scalarReaders[type.scalar][isRequired ? 0 : 1])}(${value}, ${member}, issues)`
    case 'enum': {
      const values = enumValues(reading, type, field)
      return call(unit.use(isRequired ? 'requiredEnum' : 'optionalEnum'), value, member, 'issues', values)
    }
    case 'array': {
      const element = elementReader(reading, type.item, field)
      return call(unit.use(isRequired ? 'requiredArray' : 'optionalArray'), value, member, 'issues', element)
    }
    case 'object': {
      const reader = shapeReader(reading, type.shape, field)
      return call(unit.use(isRequired ? 'requiredObject' : 'optionalObject'), value, member, 'issues', reader)
    }
    case 'null':
    case 'unknown':
      return value
  }
}

function elementReader(reading: Reading, item: ValueType, field: string): Code {
  if (item.kind === 'scalar') return reading.unit.use(scalarReaders[item.scalar][0])
  const place = { isRequired: true, value: 'value', member: 'member', field }
  return sequence('(value, member, issues) => ', readingOf(reading, withoutNull(item), place))
}

function shapeReader({ unit, nested, request }: Reading, shape: ObjectShape, field: string): string {
  nested.push({ shape, member: `a member of ${field}`, ...defaultsWithin(request, field) })
  return unit.name(unit.names.reader(shape))
}

function defaultsWithin({ defaults, fillsWithin }: ReaderRequest, field: string): Partial<ReaderRequest> {
  const value = fillsWithin === true ? defaults?.find(({ name }) => name === field)?.value : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const within = Object.entries(value).map(([name, inner]) => ({ name, value: inner }))
  return { defaults: within, fillsWithin: true }
}

// The values of an enum are a constant of their own, so that no call makes them anew.
function enumValues({ unit, request }: Reading, type: ValueType & { readonly kind: 'enum' }, field: string): string {
  const { shape } = request
  const name = unit.names.free(shape.name.charAt(0).toLowerCase() + shape.name.slice(1) + capitalized(field))
  const values = list(type.values.map(literal))
  unit.declare(name, null, (out) => out.code(`const ${name} = `, values, ' as const'))
  return unit.name(name)
}

function capitalized(field: string): string {
  return field.replace(/(?:^|_+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase())
}
