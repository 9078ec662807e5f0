import { describe, expect, it } from 'vitest'
import { compareApps } from '../../../generator/diff/compare-apps.js'
import { rules } from '../../../generator/diff/rules.js'
import { deskAfter, type Edit } from './desk-states.js'
import { pairsOfAccess } from './pairs-of-access.js'
import { pairsOfCalls } from './pairs-of-calls.js'
import { pairsOfComposition } from './pairs-of-composition.js'

const pairs = [...pairsOfCalls, ...pairsOfAccess, ...pairsOfComposition]

function rulesBetween(before: readonly Edit[], after: readonly Edit[]): readonly string[] {
  return compareApps(deskAfter(before), deskAfter(after))
    .map(({ rule }) => rule)
    .sort()
}

describe('the difference of two states', () => {
  it.each(pairs)('by $name', ({ edits, ground = [], there, back }) => {
    const edited = [...ground, ...edits]
    expect(rulesBetween(ground, edited)).toEqual([...there].sort())
    expect(rulesBetween(edited, ground)).toEqual([...back].sort())
  })

  it('names what a guest may do one by one, and what was not there', () => {
    const before = deskAfter([['source: ./judge.ts,', 'source: ./judge.ts, limits: { cpu_ms: 5 },']])
    const edit: Edit = ['source: ./judge.ts,', 'source: ./judge.ts, lifetime: runtime, limits: { cpu_ms: 6 },']
    const after = deskAfter([
      ['tenon: 1\n', 'tenon: 1\npresets: [tenon:safe]\n'],
      edit,
      ['./judge.ts,', './judge.ts, requires: [path],'],
    ])
    expect(compareApps(before, after).map(({ message }) => message)).toEqual([
      'the requirement of module "judge" is path, and was nothing',
      'the lifetime of module "judge" is runtime, and was call',
      'the limit cpuMs of module "judge" is 6, and was 5',
    ])
  })

  it('shows every rule that there is', () => {
    const shown = new Set(pairs.flatMap(({ there, back }) => [...there, ...back]))
    expect(Object.keys(rules).filter((rule) => !shown.has(rule))).toEqual([])
  })
})
