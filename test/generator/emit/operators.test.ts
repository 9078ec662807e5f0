import { describe, expect, it } from 'vitest'
import { operators } from '../../../generator/artifact/operator.js'
import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import type { Json } from '../../../src/contract/json.js'
import { outcomeOf } from './action-app.js'
import { evaluate, type Written } from './expression-oracle.js'

// Nothing is known of a claim before somebody calls, so no operator can be refused or made simpler beforehand: each has to
// keep its rules of types at run time, for every pair and every kind of value.
const values: readonly Json[] = [
  null,
  false,
  true,
  0,
  1,
  -2.5,
  3,
  '',
  'a',
  ' B\u00df ',
  '3',
  [],
  ['a', 3],
  [null],
  [[]],
  {},
  { a: 3 },
  { b: 1, a: [2] },
]

const claim = (name: string): Written => ({ var: `principal.claims.${name}` })

/** An operator with as many operands as it takes: the least, one more, three where there is no limit. */
function usesOf(operator: string, [least, most]: readonly [number, number]): readonly Written[] {
  const names = ['a', 'b', 'c']
  const counts = [0, 1, 2, 3].filter((count) => count >= least && count <= most)
  return counts.map((count) => ({ [operator]: names.slice(0, count).map(claim) }))
}

const expressions: readonly Written[] = [
  claim('a'),
  { var: ['principal.claims.a', claim('b')] },
  claim('a.length'),
  claim('a.0'),
  claim('a.a.0'),
  [claim('a'), [claim('b')]],
  ...Object.entries(operators).flatMap(([operator, arity]) => usesOf(operator, arity)),
]

const ids = expressions.map((_, index) => `e${index}`)
const bundle = compileApp({
  spec: defineApp({
    yaml: JSON.stringify({
      app: { id: 'operators', name: 'Operators', tz: 'UTC' },
      domain: {
        actions: Object.fromEntries(
          expressions.map((expression, index) => [`e${index}`, { return: { value: { $expr: expression } } }]),
        ),
      },
      mutations: ids.map((id) => ({ id, in: {}, run: { actionId: id, input: {} } })),
      access: { default_policy: 'allow', roles: {} },
    }),
  }),
})

function run(id: string, claims: Json): unknown {
  const principal = { subject: null, claims, tags: [], roles: [] }
  return bundle.program.mutations.get(id)?.run({}, { principal } as never)
}

describe('an operator on what nothing is known of', () => {
  it.each(expressions.map((expression, index) => [JSON.stringify(expression), expression, ids[index] ?? ''] as const))(
    'keeps its rules: %s',
    (_, expression, id) => {
      const all = values.flatMap((a) => values.flatMap((b) => [null, 3, 'a'].map((c) => ({ a, b, c }))))
      const differing = all.flatMap((claims) => {
        const wanted = outcomeOf(() => ({ value: evaluate(expression, { principal: { claims } }) }))
        const outcome = outcomeOf(() => run(id, claims))
        return outcome === wanted ? [] : [{ claims, outcome, wanted }]
      })
      expect(differing).toEqual([])
    },
  )

  it('takes every operator of the language', () => {
    expect(expressions.length).toBeGreaterThan(Object.keys(operators).length + 6)
  })
})
