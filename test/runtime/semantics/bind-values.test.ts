import { describe, expect, it } from 'vitest'
import {
  asBool,
  asEnum,
  asInt,
  asNumber,
  asTimestamp,
  fromBody,
  given,
  once,
} from '../../../src/semantics/bind-values.js'
import { IssueList } from '../../../src/semantics/issue-list.js'

type Coercion = (value: unknown, input: string, issues: IssueList) => unknown

describe('a coercion', () => {
  const cases: readonly (readonly [name: string, coerce: Coercion, accepted: object, refused: readonly string[]])[] = [
    [
      'to int',
      asInt,
      { '0': 0, '-0': 0, '007': 7, '-9007199254740991': -9007199254740991 },
      ['', ' 1', '+1', '1.0', '1e3', '0x1', '9007199254740992', '１'],
    ],
    [
      'to number',
      asNumber,
      { '0': 0, '-0.5': -0.5, '1e3': 1000, '1E-2': 0.01 },
      ['', ' ', '.5', '1.', '01', '+1', 'NaN', 'Infinity', '1e309', '0x1', '1_0'],
    ],
    ['to bool', asBool, { true: true, '1': true, false: false, '0': false }, ['', 'True', 'yes', '2', ' true']],
    [
      'to timestamp',
      asTimestamp,
      { '2026-01-31T10:00:00+01:00': '2026-01-31T09:00:00.000Z' },
      ['', '2026-01-31', '2026-01-31T10:00:00', '1769846400'],
    ],
  ]
  it.each(cases)('%s takes its texts and no others', (_, coerce, accepted, refused) => {
    for (const [text, value] of Object.entries(accepted)) {
      const issues = new IssueList()
      expect([text, coerce(text, 'x', issues), issues.found]).toEqual([text, value, undefined])
    }
    for (const text of refused) {
      const issues = new IssueList()
      expect([text, coerce(text, 'x', issues), issues.found?.length]).toEqual([text, undefined, 1])
    }
  })

  it.each(cases)('%s leaves alone what is no text', (_, coerce) => {
    const issues = new IssueList()
    for (const value of [undefined, null, true, 1.5, [], {}]) expect(coerce(value, 'x', issues)).toBe(value)
    expect(issues.found).toBe(undefined)
  })

  it('to an enum gives the value that is written so, and any other text as it is', () => {
    const values = [1, true, 'low', '1.5', 1.5]
    const texts = ['1', 'true', 'low', '1.5', '2', '']
    expect(texts.map((text) => asEnum(text, values))).toEqual([1, true, 'low', '1.5', '2', ''])
    expect([null, undefined, 2].map((value) => asEnum(value, values))).toEqual([null, undefined, 2])
  })
})

it('tells of what is missing and of what was repeated, and lets null pass', () => {
  const issues = new IssueList()
  expect([given(null, 'a', issues), given(undefined, 'b', issues)]).toEqual([null, undefined])
  expect([once('x', 'c', issues), once(['x', 'y'], 'd', issues)]).toEqual(['x', undefined])
  expect(issues.found).toEqual([
    { path: 'b', problem: 'is required' },
    { path: 'd', problem: 'was given more than once' },
  ])
})

describe('a member of a body', () => {
  const body = JSON.parse('{"a":{"b":[10,{"c":null}]},"__proto__":{"x":1},"0":"zero","t":"text"}')
  it.each([
    [['a', 'b', '0'], 10],
    [['a', 'b', '1', 'c'], null],
    [['0'], 'zero'],
    [['a', 'b', 'length'], undefined],
    [['a', 'b', '2'], undefined],
    [['t', 'length'], undefined],
    [['t', '0'], undefined],
    [['a', 'b', '1', 'c', 'd'], undefined],
    [['toString'], undefined],
    [['a', 'constructor'], undefined],
  ])('%j', (path, value) => {
    expect(fromBody(body, ...path)).toBe(value)
  })

  it.each([undefined, null, 'text', 7])('is not in %j', (nothing) => {
    expect(fromBody(nothing, 'length')).toBe(undefined)
  })
})
