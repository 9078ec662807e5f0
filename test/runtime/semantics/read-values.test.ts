import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Issues } from '../../../src/contract/issues.js'
import * as program from '../../../src/program.js'
import { IssueList } from '../../../src/semantics/issue-list.js'

type Scalar = (value: unknown, member: string, issues: Issues) => unknown

/** What is read, or the problems that were found. */
function reading(reader: Scalar, value: unknown): unknown {
  const issues = new IssueList()
  const read = reader(value, 'm', issues)
  return issues.found === undefined ? read : issues.found.map(({ path, problem }) => `${path} ${problem}`)
}

const states = ['open', 'closed', 3, true] as const
const requiredState: Scalar = (value, member, issues) => program.requiredEnum(value, member, issues, states)
const optionalState: Scalar = (value, member, issues) => program.optionalEnum(value, member, issues, states)

const required: readonly (readonly [name: string, reader: Scalar, value: unknown, result: unknown])[] = [
  ['text', program.requiredText, '', ''],
  ['text', program.requiredText, 'a\u{1F600}', 'a\u{1F600}'],
  ['text', program.requiredText, 7, ['m must be text']],
  ['text', program.requiredText, '\ud83d', ['m must be well-formed Unicode']],
  ['text', program.requiredText, new String('a'), ['m must be text']],
  ['id', program.requiredId, 'a', 'a'],
  ['id', program.requiredId, '', ['m must not be empty']],
  ['id', program.requiredId, {}, ['m must be text']],
  ['int', program.requiredInt, 2 ** 53 - 1, 2 ** 53 - 1],
  ['int', program.requiredInt, -(2 ** 53 - 1), -(2 ** 53 - 1)],
  ['int', program.requiredInt, 2 ** 53, ['m must be a whole number']],
  ['int', program.requiredInt, 1.5, ['m must be a whole number']],
  ['int', program.requiredInt, '1', ['m must be a whole number']],
  ['int', program.requiredInt, -0, 0],
  ['int', program.requiredInt, 1n, ['m must be a whole number']],
  ['number', program.requiredNumber, -0, 0],
  ['number', program.requiredNumber, 1.5, 1.5],
  ['number', program.requiredNumber, Number.NaN, ['m must be a number']],
  ['number', program.requiredNumber, Number.POSITIVE_INFINITY, ['m must be a number']],
  ['bool', program.requiredBool, false, false],
  ['bool', program.requiredBool, 0, ['m must be true or false']],
  ['timestamp', program.requiredTimestamp, '2026-01-31T10:30:00+01:00', '2026-01-31T09:30:00.000Z'],
  ['timestamp', program.requiredTimestamp, 'now', ['m must be a timestamp such as 2026-01-31T09:30:00Z']],
  ['timestamp', program.requiredTimestamp, 0, ['m must be a timestamp such as 2026-01-31T09:30:00Z']],
  ['enum', requiredState, 'closed', 'closed'],
  ['enum', requiredState, 3, 3],
  ['enum', requiredState, '3', ['m must be one of open, closed, 3, true']],
  ['enum', requiredState, 'Open', ['m must be one of open, closed, 3, true']],
]

const readers: readonly (readonly [name: string, required: Scalar, optional: Scalar])[] = [
  ['text', program.requiredText, program.optionalText],
  ['id', program.requiredId, program.optionalId],
  ['int', program.requiredInt, program.optionalInt],
  ['number', program.requiredNumber, program.optionalNumber],
  ['bool', program.requiredBool, program.optionalBool],
  ['timestamp', program.requiredTimestamp, program.optionalTimestamp],
  ['enum', requiredState, optionalState],
  [
    'array',
    (value, member, issues) => program.requiredArray(value, member, issues, program.requiredText),
    (value, member, issues) => program.optionalArray(value, member, issues, program.requiredText),
  ],
  [
    'object',
    (value, member, issues) => program.requiredObject(value, member, issues, readPoint),
    (value, member, issues) => program.optionalObject(value, member, issues, readPoint),
  ],
]

function readPoint(raw: unknown, issues: Issues) {
  const record = program.objectAt(raw, issues)
  for (const key in record) if (key !== 'x' && key !== 'y') issues.add(key, 'is not a member of point')
  return {
    x: program.requiredInt(record.x, 'x', issues),
    y: program.optionalInt(record.y, 'y', issues),
  }
}

describe('a required value', () => {
  it.each(required)('%s %#', (_, reader, value, result) => {
    expect(reading(reader, value)).toStrictEqual(result)
  })

  it.each(readers)('%s refuses absence and null with one issue each', (_, reader) => {
    expect(reading(reader, undefined)).toEqual(['m is required'])
    expect(reading(reader, null)).toEqual([expect.stringMatching(/^m must be /)])
  })
})

describe('an optional value', () => {
  it.each(readers)('%s keeps absence and null apart', (_, __, reader) => {
    expect(reading(reader, undefined)).toBeUndefined()
    expect(reading(reader, null)).toBeNull()
  })

  it.each(readers)('%s refuses what the required one refuses', (_, reader, optional) => {
    for (const value of [Symbol('no'), () => 1]) expect(reading(optional, value)).toEqual(reading(reader, value))
  })
})

describe('paths', () => {
  const readPoints: Scalar = (value, member, issues) =>
    program.requiredArray(value, member, issues, (element, index, within) =>
      program.requiredObject(element, index, within, readPoint),
    )

  it('join members and indexes with dots', () => {
    const value = [{ x: 1 }, { x: 'a', y: 1, z: 2 }, 7, null, { y: 1.5 }]
    expect(reading(readPoints, value)).toEqual([
      'm.1.z is not a member of point',
      'm.1.x must be a whole number',
      'm.2 must be an object',
      'm.3 must be an object',
      'm.4.x is required',
      'm.4.y must be a whole number',
    ])
  })

  it('say nothing of what lies within a value that is itself wrong', () => {
    expect(reading(readPoints, [[], { x: 1 }])).toEqual(['m.0 must be an object'])
  })

  it('are $ for the whole', () => {
    const issues = new IssueList()
    readPoint([], issues)
    expect(issues.found).toEqual([{ path: '$', problem: 'must be an object' }])
  })

  it('stop at a thousand issues, even in a list of four billion holes', () => {
    const holes: unknown[] = []
    holes.length = 2 ** 32 - 1
    expect(reading(readPoints, holes)).toHaveLength(1000)
    expect(reading(readPoints, Array(5000).fill(1))).toHaveLength(1000)
  })
})

describe('an object', () => {
  class Point {
    readonly x = 1
  }
  const objects: readonly (readonly [name: string, value: unknown, isOne: boolean])[] = [
    ['a literal', { x: 1 }, true],
    ['what JSON.parse gives', JSON.parse('{"x":1}'), true],
    ['one without prototype', Object.assign(Object.create(null), { x: 1 }), true],
    ['one of another realm', runInNewContext('({ x: 1 })'), true],
    ['an instance', new Point(), false],
    ['a map', new Map([['x', 1]]), false],
    ['a date', new Date(0), false],
    ['a list', [1], false],
    ['a function', () => 1, false],
    ['a text', 'x', false],
  ]

  it.each(objects)('%s', (_, value, isOne) => {
    const issues = new IssueList()
    readPoint(value, issues)
    expect(issues.found === undefined).toBe(isOne)
  })

  it('is read anew, and what is inherited is not read', () => {
    const raw = Object.create({ x: 5 }, {})
    const issues = new IssueList()
    readPoint(raw, issues)
    expect(issues.found).toEqual([{ path: '$', problem: 'must be an object' }])
    expect(program.own({}, 'toString')).toBeUndefined()
    expect(program.own({ toString: 1 }, 'toString')).toBe(1)
  })
})

describe('a value that does not fit', () => {
  it('ends a step with capability_contract_error and says why', () => {
    expect(() => program.valid(readPoint, { x: 'a', z: 1 }, 'geo.locate')).toThrow(
      expect.objectContaining({
        failure: {
          code: 'capability_contract_error',
          message: 'geo.locate broke its contract: z is not a member of point; x must be a whole number',
          retryable: false,
          details: {
            issues: [
              { path: 'z', problem: 'is not a member of point' },
              { path: 'x', problem: 'must be a whole number' },
            ],
          },
        },
      }),
    )
  })

  it('ends an action with action_step_input_error, and names a few of many problems', () => {
    const raw = { x: 1, a: 1, b: 1, c: 1, d: 1, e: 1 }
    expect(() => program.actionInput(readPoint, raw, 'desk.move')).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({
          code: 'action_step_input_error',
          message: expect.stringMatching(
            /^the input of action desk.move does not fit: a is .*; b is .*; c is .*; and 2 more$/,
          ),
        }),
      }),
    )
  })

  it('is handed through where it fits', () => {
    expect(program.valid(readPoint, { x: 1 }, 'geo.locate')).toEqual({ x: 1, y: undefined })
  })
})
