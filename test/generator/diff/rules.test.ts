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

  it('shows every rule that there is', () => {
    const shown = new Set(pairs.flatMap(({ there, back }) => [...there, ...back]))
    expect(Object.keys(rules).filter((rule) => !shown.has(rule))).toEqual([])
  })
})
