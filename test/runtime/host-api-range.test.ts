import semver from 'semver'
import { describe, expect, it } from 'vitest'
import { admits } from '../../src/kernel/host-api-range.js'

describe('a host API range', () => {
  it.each<readonly [string, string, boolean]>([
    ['*', '0.0.1', true],
    ['1.2.3', '1.2.3', true],
    ['1.2.3', '1.2.4', false],
    ['^1.2.3', '1.2.3', true],
    ['^1.2.3', '1.9.0', true],
    ['^1.2.3', '1.2.2', false],
    ['^1.2.3', '2.0.0', false],
    // The same major, also where it is 0: other than in package managers.
    ['^0.2.3', '0.9.0', true],
    ['^0.2.3', '0.2.2', false],
    ['>=1.0.0', '1.0.0', true],
    ['>1.0.0', '1.0.0', false],
    ['>=1.0.0 <2.0.0', '1.10.0', true],
    ['>=1.0.0 <2.0.0', '2.0.0', false],
    ['>1.0.0 <=1.2.0', '1.2.0', true],
    ['=1.0.0', '1.0.0', true],
    ['=1.0.0 >1.0.0', '1.0.0', false],
    ['>=1.9.0', '1.10.0', true],
  ])('%s admits %s: %s', (range, version, isAdmitted) => {
    expect(admits(range, version)).toBe(isAdmitted)
  })

  it.each([
    '',
    ' ',
    '1',
    '1.0',
    'v1.0.0',
    '~1.0.0',
    '1.x',
    '1.0.0 - 2.0.0',
    '>=1.0.0 || >=2.0.0',
    '>= 1.0.0',
    '>=1.0.0  <2.0.0',
    '>=1.0.0,<2.0.0',
    '^1.0',
    '01.0.0',
    '1.0.0-a',
    '>=1.0.0 1.0.0',
    '* *',
  ])('of the form "%s" admits nothing', (range) => {
    expect(admits(range, '1.0.0')).toBe(false)
  })

  it('means what package managers mean by comparators', () => {
    const parts = [0, 1, 2]
    const versions = parts.flatMap((major) =>
      parts.flatMap((minor) => parts.map((patch) => `${major}.${minor}.${patch}`)),
    )
    for (const version of versions)
      for (const bound of versions)
        for (const operator of ['>=', '<=', '>', '<', '='])
          expect([operator, bound, version, admits(operator + bound, version)]).toEqual([
            operator,
            bound,
            version,
            semver.satisfies(version, operator + bound),
          ])
  })
})
