import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emit } from '../../../generator/5-emit/emit.js'
import { schemaDocument } from '../../../generator/artifact/json-schema.js'
import type { ObjectShape, ShapeField, ValueType } from '../../../generator/artifact/value-type.js'
import { evaluateProgram } from '../../../generator/evaluate/evaluate-program.js'
import type { Reader } from '../../../src/contract/program.js'
import { IssueList } from '../../../src/semantics/issue-list.js'
import { modelOfPorts } from './bare-model.js'

// Written from the language reference alone, so that the reader's own idea of a timestamp is held against another one.
function isTimestamp(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?(Z|[+-](\d\d):(\d\d))$/.exec(text)
  if (parts === null) return false
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, ...number[]]
  const date = new Date(0)
  date.setUTCFullYear(year, (month ?? 0) - 1, day)
  const isDay = date.getUTCMonth() + 1 === month && date.getUTCDate() === day
  const isTime = (hour ?? 99) < 24 && (minute ?? 99) < 60 && (second ?? 99) < 60
  const isOffset = parts[8] === 'Z' || (Number(parts[9]) < 24 && Number(parts[10]) < 60)
  if (!isDay || !isTime || !isOffset) return false
  const instant = Date.parse(`${text.slice(0, 19)}Z`) - offsetOf(parts[8] ?? 'Z')
  return instant >= Date.parse('0000-01-01T00:00:00Z') && instant <= Date.parse('9999-12-31T23:59:59.999Z')
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

// ---- shapes

const names = ['a', 'b1', 'toString', 'valueOf', 'class', 'default', 'a_b', 'length', 'x']

function shapeOf(depth: number): fc.Arbitrary<ObjectShape> {
  const fields = fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: 5 })
    .chain((picked) => fc.tuple(...picked.sort().map((name) => fieldOf(name, depth))))
  return fields.map((list) => ({ name: '', fields: list }))
}

function fieldOf(name: string, depth: number): fc.Arbitrary<ShapeField> {
  return fc
    .tuple(fc.boolean(), typeOf(depth))
    .map(([required, type]) => ({ name, required, type: { ...type, nullable: !required } as ValueType }))
}

function typeOf(depth: number): fc.Arbitrary<ValueType> {
  const scalars = fc
    .constantFrom('text', 'id', 'int', 'number', 'bool', 'timestamp')
    .map((scalar) => ({ kind: 'scalar', scalar, nullable: false }) as ValueType)
  const literals = fc.uniqueArray(fc.constantFrom<string | number | boolean>('open', '', '1', 1, 0, true, false, 2.5), {
    minLength: 1,
    maxLength: 4,
  })
  const enums = literals.map((values): ValueType => ({ kind: 'enum', values, nullable: false }))
  if (depth === 0) return fc.oneof(scalars, enums)
  const arrays = typeOf(depth - 1).map((item): ValueType => ({ kind: 'array', item, nullable: false }))
  const objects = shapeOf(depth - 1).map((shape): ValueType => ({ kind: 'object', shape, nullable: false }))
  return fc.oneof({ weight: 3, arbitrary: scalars }, enums, arrays, objects)
}

/** The shapes of a spec have names of their own, the inner ones after the members that hold them. */
function named(shape: ObjectShape, name: string): ObjectShape {
  const rename = (type: ValueType, inner: string): ValueType => {
    if (type.kind === 'array') return { ...type, item: rename(type.item, `${inner}I`) }
    return type.kind === 'object' ? { ...type, shape: named(type.shape, inner) } : type
  }
  return {
    name,
    fields: shape.fields.map((field) => ({ ...field, type: rename(field.type, `${name}_${field.name}`) })),
  }
}

// ---- values

const timestamps = fc.constantFrom(
  '2026-01-31T09:30:00Z',
  '2026-01-31T09:30:00.123456789+14:00',
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  '2024-02-29T00:00:00.1Z',
  '2023-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-01-31T24:00:00Z',
  '2026-01-31T23:59:60Z',
  '2026-01-31t09:30:00z',
  '2026-01-31T09:30:00',
  '2026-01-31 09:30:00Z',
  '2026-01-31T09:30:00.Z',
  '2026-01-31T09:30:00.1234567890Z',
  '2026-01-31T09:30:00+1:00',
  '2026-01-31T09:30:00+24:00',
  '02026-01-31T09:30:00Z',
)

const wild = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    0,
    -0,
    1,
    1.5,
    2 ** 53,
    -(2 ** 53),
    2 ** 53 - 1,
    1e308,
    true,
    false,
    '',
    'open',
    '1',
    [],
    {},
  ),
  timestamps,
  fc.string({ unit: 'grapheme' }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Mostly valid values of a type, so that what is wrong with one is often the only thing. */
function mostlyOf(type: ValueType): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: goodValueOf(type) }, { weight: 1, arbitrary: wild })
}

function goodValueOf(type: ValueType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'enum':
      return fc.constantFrom(...type.values)
    case 'array':
      return fc.array(mostlyOf(type.item), { maxLength: 3 })
    case 'object':
      return objectOf(type.shape)
    case 'scalar':
      return scalarValues[type.scalar]
    default:
      return wild
  }
}

const scalarValues = {
  text: fc.string({ unit: 'grapheme' }),
  id: fc.string({ unit: 'grapheme', minLength: 1 }),
  int: fc.maxSafeInteger(),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  bool: fc.boolean(),
  timestamp: timestamps,
}

function objectOf(shape: ObjectShape): fc.Arbitrary<unknown> {
  const members = shape.fields.map(({ name, required, type }) => {
    const absent = fc.constantFrom<unknown>(undefined, missing, null)
    const value = mostlyOf(type)
    const arbitrary = fc.oneof({ weight: required ? 24 : 3, arbitrary: value }, { weight: 1, arbitrary: absent })
    return arbitrary.map((given) => [name, given] as const)
  })
  const extra = fc.oneof(
    { weight: 15, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('q', 'toString', '__proto__', 'constructor', '').map((name) => [[name, 1]] as const),
    },
  )
  return fc.tuple(fc.tuple(...members), extra).map(([given, more]) => {
    const object: Record<string, unknown> = {}
    for (const [name, value] of [...given, ...more]) {
      if (value === missing) continue
      Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
    }
    return object
  })
}

const missing = Symbol('missing')

// ---- the test

function readersOf(shapes: readonly ObjectShape[]): Reader<unknown>[] {
  const files = emit(modelOfPorts(shapes), { inputHash: '', inputs: {}, digest: () => '' })
  const { ports } = evaluateProgram('bare', files)
  return shapes.map(({ name }) => {
    const port = ports.get(`port.${name}`)
    if (port === undefined) throw new Error(`no port of ${name}`)
    return (raw, issues) => port.readInput(raw, issues)
  })
}

describe('emitted readers', () => {
  const ajv = new Ajv2020({ strict: false, ownProperties: true })
  ajv.addFormat('date-time', isTimestamp)
  const shapes = fc
    .sample(shapeOf(2), { numRuns: 60, seed: 20260131 })
    .map((shape, index) => named(shape, `Shape${index}`))
  const readers = readersOf(shapes)

  it.each(shapes.map((shape, index) => ({ index, shape, fields: shape.fields.length })))(
    'accept what the JSON Schema accepts, shape $index of $fields fields',
    ({ index, shape }) => {
      const accepts = ajv.compile(schemaDocument(shape))
      const reader = readers[index]
      if (reader === undefined) throw new Error('no reader')
      const inputs = fc.oneof({ weight: 15, arbitrary: objectOf(shape) }, { weight: 1, arbitrary: wild })
      let accepted = 0
      fc.assert(
        fc.property(inputs, (input) => {
          const issues = new IssueList()
          reader(input, issues)
          const isAccepted = issues.found === undefined
          if (isAccepted) accepted++
          expect({ input, isAccepted, issues: issues.found }).toEqual({
            input,
            isAccepted: accepts(input),
            issues: issues.found,
          })
        }),
        { numRuns: 300, seed: 7 + index },
      )
      // A fuzz in which nothing is ever accepted would say nothing.
      expect(accepted).toBeGreaterThan(0)
    },
  )

  it('read a value again as it is', () => {
    for (const [index, reader] of readers.entries()) {
      const shape = shapes[index] as ObjectShape
      for (const input of fc.sample(objectOf(shape), { numRuns: 50, seed: index })) {
        const issues = new IssueList()
        const value = reader(input, issues)
        if (issues.found === undefined) expect(reader(value, new IssueList())).toEqual(value)
      }
    }
  })
})
