import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canFit, mayBeEqual, surelyFits } from '../../../generator/3-check/type/compare-types.js'
import { findJsonProblem, normalizeJson } from '../../../generator/3-check/type/find-json-problem.js'
import { joinTypes } from '../../../generator/3-check/type/join-types.js'
import { readTimestamp } from '../../../generator/3-check/type/read-timestamp.js'
import type { ValueType } from '../../../generator/artifact/value-type.js'
import type { Json } from '../../../src/contract/json.js'
import { normalTimestamp } from '../../../src/semantics/timestamp.js'

const scalars = ['text', 'id', 'int', 'number', 'bool', 'timestamp'] as const
const literals = ['', 'a', 'b', '2026-01-31T09:30:00.000Z', 0, 1, 1.5, -3, true, false] as const

const types: fc.Arbitrary<ValueType> = fc.letrec<{ type: ValueType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ kind: fc.constant('scalar'), scalar: fc.constantFrom(...scalars), nullable: fc.boolean() }),
    fc.record({
      kind: fc.constant('enum'),
      values: fc.uniqueArray(fc.constantFrom(...literals), { minLength: 1, maxLength: 3 }),
      nullable: fc.boolean(),
    }),
    fc.constant({ kind: 'null' }),
    fc.constant({ kind: 'unknown' }),
    fc.record({ kind: fc.constant('array'), item: tie('type'), nullable: fc.boolean() }),
    fc.record({
      kind: fc.constant('object'),
      shape: fc
        .uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c'), required: fc.boolean(), type: tie('type') }), {
          selector: ({ name }) => name,
          maxLength: 3,
        })
        .map((fields) => ({ name: '', fields: fields.map(normal).sort((x, y) => (x.name < y.name ? -1 : 1)) })),
      nullable: fc.boolean(),
    }),
  ) as fc.Arbitrary<ValueType>,
})).type

type Field = { readonly name: string; readonly required: boolean; readonly type: ValueType }

// A field that is required has no null in its type, and one that is not has it.
function normal({ name, required, type }: Field): Field {
  if (type.kind === 'unknown' || type.kind === 'null') return { name, required: false, type }
  return { name, required, type: { ...type, nullable: !required } }
}

const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Json>(null, ...literals),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
})).value

function isOf(value: Json, type: ValueType): boolean {
  return findJsonProblem(value, type) === null
}

/** Whether it is null or an empty list, or holds one. */
function holdsNothing(value: Json): boolean {
  if (value === null || typeof value !== 'object') return value === null
  const parts = Object.values(value)
  return (Array.isArray(value) && parts.length === 0) || parts.some(holdsEmptyList)
}

function holdsEmptyList(value: Json): boolean {
  return value !== null && typeof value === 'object' && holdsNothing(value)
}

const runs = { numRuns: 3000 }

describe('static types, held against values', () => {
  it('never call impossible what a value does', () => {
    fc.assert(
      fc.property(types, types, values, (left, right, value) => {
        // That both may be null, or hold a list that is empty, makes two types no more alike.
        const isBeside = holdsNothing(value) && left.kind !== 'null' && right.kind !== 'null'
        if (isBeside || !isOf(value, left) || !isOf(value, right)) return
        expect(canFit(left, right)).toBe(true)
        expect(mayBeEqual(left, right)).toBe(true)
      }),
      runs,
    )
  })

  it('never call sure what a value does not do', () => {
    fc.assert(
      fc.property(types, types, values, (left, right, value) => {
        if (surelyFits(left, right) && isOf(value, left)) expect(isOf(value, right)).toBe(true)
      }),
      runs,
    )
  })

  it('join to a type that has the values of both', () => {
    fc.assert(
      fc.property(types, types, values, (left, right, value) => {
        if (isOf(value, left) || isOf(value, right)) expect(isOf(value, joinTypes(left, right))).toBe(true)
      }),
      runs,
    )
  })

  it('surely fit themselves', () => {
    fc.assert(fc.property(types, (type) => surelyFits(type, type)))
  })
})

describe('timestamps of the spec', () => {
  it('are read as the runtime reads them', () => {
    const two = (least: number, most: number) =>
      fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'))
    const year = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0'))
    const fraction = fc.oneof(
      fc.constant(''),
      fc.integer({ min: 0, max: 2_000_000_000 }).map((n) => `.${n}`),
    )
    const zone = fc.oneof(
      fc.constant('Z'),
      fc.tuple(fc.constantFrom('+', '-'), two(0, 25), two(0, 61)).map(([s, h, m]) => `${s}${h}:${m}`),
    )
    const texts = fc
      .tuple(year, two(0, 13), two(0, 32), two(0, 24), two(0, 60), two(0, 60), fraction, zone)
      .map(([y, mo, d, h, m, s, f, z]) => `${y}-${mo}-${d}T${h}:${m}:${s}${f}${z}`)
    fc.assert(
      fc.property(texts, (text) => {
        expect(readTimestamp(text)).toBe(normalTimestamp(text))
      }),
      runs,
    )
  })

  it.each([
    '',
    'now',
    '2026-01-01',
    '2026-02-29T00:00:00Z',
    '2026-01-01T00:00:00',
    '2026-01-01 00:00:00Z',
    '0000-01-01T00:00:00+01:00',
  ])('%s is none', (text) => {
    expect([readTimestamp(text), normalTimestamp(text)]).toEqual([null, null])
  })

  it('become normal at every depth', () => {
    const at: ValueType = { kind: 'scalar', scalar: 'timestamp', nullable: false }
    const shape = {
      name: '',
      fields: [{ name: 'list', required: true, type: { kind: 'array', item: at, nullable: false } as const }],
    }
    const value = { list: ['2026-01-01T01:00:00+01:00', '2026-01-01T00:00:00Z'] }
    expect(normalizeJson(value, { kind: 'object', shape, nullable: false })).toEqual({
      list: ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    })
  })
})
