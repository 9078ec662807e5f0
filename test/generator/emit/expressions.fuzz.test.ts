import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateProgram } from '../../../generator/evaluate/evaluate-program.js'
import { type ActionBody, compileLegal, outcomeOf, runAction } from './action-app.js'
import { evaluate, type Written } from './expression-oracle.js'
import { expressionsOver, inputs } from './random-expressions.js'
import { typeErrors } from './type-check.js'

/** Returns the value of an expression; every second time through a result that is read by a condition, too. */
function bodyOf(expression: Written, index: number): ActionBody {
  if (index % 2 === 0) return { return: { value: { $expr: expression } } }
  const again = { if: { var: 'value' }, then: [{ expr: expression, as: 'again' }] }
  return { do: [{ expr: expression, as: 'value' }, again], return: { value: { $expr: { var: 'value' } } } }
}

describe('emitted expressions', { timeout: 120_000 }, () => {
  const expressions = fc.sample(expressionsOver(), { numRuns: 1200, seed: 20260131 })
  const { legal, compiled } = compileLegal(expressions.map(bodyOf))
  const { files } = compiled.files

  it('are many', () => {
    expect(legal.length).toBeGreaterThan(400)
  })

  it('mean what the language says', () => {
    const program = evaluateProgram('fuzz', compiled.files)
    const given = fc.sample(inputs, { numRuns: 25, seed: 3 })
    for (const [id] of legal) {
      const written = expressions[Number(id.slice(1))] ?? null
      for (const values of given) {
        const wanted = outcomeOf(() => ({ value: evaluate(written, { input: values }) }))
        const actual = outcomeOf(() => runAction(program, id, values))
        expect({ written, values, actual }).toEqual({ written, values, actual: wanted })
      }
    }
  })

  it('type-check, whatever stands beside what', () => {
    expect(typeErrors(Object.fromEntries(files.map(({ path, text }) => [path, text])))).toEqual([])
  })
})
