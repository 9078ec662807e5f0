import type { Json } from '../../../src/contract/json.js'
import type { ObjectShape, ShapeField, ValueType } from '../../artifact/value-type.js'
import { type Code, call, list, sequence } from '../text/code.js'
import { literal, property, quote } from '../text/literal.js'
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
  /** The type that it gives, where that is not the shape's own. */
  readonly gives?: string
}

/** Adds the function that reads a shape, and those of the shapes within it. Gives its name. */
export function emitReader(unit: Unit, request: ReaderRequest): string {
  const { shape } = request
  const name = unit.names.reader(shape)
  if (!unit.names.isFirstReading(shape)) return name
  const nested: ReaderRequest[] = []
  unit.declare(name, null, (out) => {
    const members = shape.fields.map((field) => memberCode(unit, request, field, nested))
    const gives = request.gives ?? unit.contract(shape)
    const parameters = `raw: unknown, issues: ${unit.type('Issues')}`
    out.block(`function ${name}(${parameters}): ${gives} {`, '}', () => {
      out.line(`const record = ${unit.use('objectAt')}(raw, issues)`)
      const refusal = quote(`is not ${request.member}`)
      if (members.length === 0) {
        out.line(`for (const key in record) issues.add(key, ${refusal})`)
        out.line('return {}')
        return
      }
      out.block('for (const key in record) {', '}', () => {
        out.block('switch (key) {', '}', () => {
          for (const field of shape.fields) out.line(`case ${quote(field.name)}:`)
          out.line('  break')
          out.line('default:')
          out.line(`  issues.add(key, ${refusal})`)
        })
      })
      out.block('return {', '}', () => {
        for (const member of members) out.code('', member, ',')
      })
    })
  })
  for (const inner of nested) emitReader(unit, inner)
  return name
}

function memberCode(unit: Unit, request: ReaderRequest, field: ShapeField, nested: ReaderRequest[]): Code {
  const { name } = field
  const reading = new ValueReading(unit, request, nested)
  const raw = onPrototype.has(name) ? `${unit.use('own')}(record, ${quote(name)})` : `record[${quote(name)}]`
  const value = reading.code(field.type, field.required, [raw, quote(name)], name)
  const filled = request.defaults?.find((entry) => entry.name === name)
  if (filled !== undefined)
    return property(name, sequence(`${raw} === undefined ? `, literal(filled.value), ' : ', value))
  return property(name, request.shape.complete && !field.required ? sequence(value, ' ?? null') : value)
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

/** Writes the calls that read the members of one shape; notes the shapes within it. */
class ValueReading {
  private readonly unit: Unit
  private readonly request: ReaderRequest
  private readonly nested: ReaderRequest[]

  constructor(unit: Unit, request: ReaderRequest, nested: ReaderRequest[]) {
    this.unit = unit
    this.request = request
    this.nested = nested
  }

  /** `at`: the value and its member or index. `field` is the author's name of what holds it. */
  code(type: ValueType, required: boolean, at: readonly [string, string], field: string): Code {
    const { unit } = this
    const which = required ? 0 : 1
    switch (type.kind) {
      case 'scalar':
        return call(unit.use(scalarReaders[type.scalar][which]), ...at, 'issues')
      case 'enum':
        return call(unit.use(required ? 'requiredEnum' : 'optionalEnum'), ...at, 'issues', this.values(type, field))
      case 'array':
        return call(
          unit.use(required ? 'requiredArray' : 'optionalArray'),
          ...at,
          'issues',
          this.element(type.item, field),
        )
      case 'object':
        return call(
          unit.use(required ? 'requiredObject' : 'optionalObject'),
          ...at,
          'issues',
          this.shape(type.shape, field),
        )
      case 'null':
      case 'unknown':
        return at[0]
    }
  }

  private element(item: ValueType, field: string): Code {
    if (item.kind === 'scalar') return this.unit.use(scalarReaders[item.scalar][0])
    return sequence('(value, member, issues) => ', this.code(withoutNull(item), true, ['value', 'member'], field))
  }

  private shape(shape: ObjectShape, field: string): string {
    const name = this.unit.name(this.unit.names.reader(shape))
    this.nested.push({ shape, member: `a member of ${field}` })
    return name
  }

  // The values of an enum are a constant of their own, so that no call makes them anew.
  private values(type: ValueType & { readonly kind: 'enum' }, field: string): string {
    const { shape } = this.request
    const wanted = shape.name.charAt(0).toLowerCase() + shape.name.slice(1) + capitalized(field)
    const name = this.unit.names.free(wanted)
    const values = list(type.values.map(literal))
    this.unit.name(name)
    this.unit.declare(name, null, (out) => out.code(`const ${name} = `, values, ' as const'))
    return name
  }
}

function capitalized(field: string): string {
  return field.replace(/(?:^|_+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase())
}
