import { describe, expect, it } from 'vitest'
import { isNullable } from '../../../generator/3-check/type/nullable.js'
import type { CheckedStep } from '../../../generator/artifact/checked-app.js'
import { actionOf, checkedYaml, expectMarked, spec } from './check-yaml.js'

/** Which results may be null, and which do not. */
function nullable(steps: readonly CheckedStep[]): readonly string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return [...nullable(step.then), ...nullable(step.else)]
    return step.kind === 'set' || step.result === null
      ? []
      : [`${step.result.name}${isNullable(step.result.type) ? '?' : ''}`]
  })
}

function resultsOf(yaml: string): readonly string[] {
  return nullable(checkedYaml(yaml).actions[0]?.steps ?? [])
}

const mail = 'with: { to: a, subject: b }'

describe('a result', () => {
  it.each([
    [`{ call: mail.send, ${mail}, as: x }`, ['x']],
    [`{ call: mail.send, ${mail}, timeout_ms: 5, retry: { max_attempts: 3 }, as: x }`, ['x']],
    [`{ call: mail.send, ${mail}, on_timeout: continue, as: x }`, ['x?']],
    [`{ call: mail.send, ${mail}, on_error: continue, as: x }`, ['x?']],
    ['{ call: text.shout, with: { words: a }, on_error: continue, as: x }', ['x?']],
    ['{ call: collections.read, with: { collection: tickets, id: a }, on_error: continue, as: x }', ['x?']],
    ['{ call: collections.write, with: { patches: [] }, on_error: continue, as: x }', ['x?']],
    ['{ expr: 1, as: x }', ['x']],
  ])('of %s', (step, expected) => {
    expect(resultsOf(actionOf(`- ${step}`))).toEqual(expected)
  })

  it('may be null in every step of an action that goes on', () => {
    const steps = `
      - { call: mail.send, ${mail}, as: a }
      - { expr: { var: input.text }, as: b }
      - if: { var: input.flag }
        then: [ { expr: true, as: c } ]
    `
    const goesOn = 'effects: [network]\nfailure: { on_step_error: continue }'
    expect(resultsOf(actionOf(steps, goesOn))).toEqual(['a?', 'b?', 'c?'])
    expect(resultsOf(actionOf(steps, 'effects: [network]\nfailure: { on_step_error: abort }'))).toEqual(['a', 'b', 'c'])
  })

  it('that may be null is checked where it is handed on', () => {
    const yaml = actionOf(`
      - { call: text.shout, with: { words: a }, on_error: continue, as: x }
      - { call: text.shout, with: { words: { $expr: { var: x.loud } } } }
      - { call: text.shout, with: { words: a }, as: y }
      - { call: text.shout, with: { words: { $expr: { var: y.loud } } } }
    `)
    const proven = checkedYaml(yaml).actions[0]?.steps.map((step) => step.kind === 'call' && step.target.inputIsProven)
    expect(proven).toEqual([true, false, true, true])
  })
})

describe('the effects of an action', () => {
  it('bound its own calls, whoever calls it', () => {
    expectMarked(
      spec({
        actions: `
          outer:
            effects: [network]
            do: [ { call: inner }, { call: mail.send, ${mail} } ]
          inner:                                        # ! spec_effect_undeclared_error
            do: [ { call: mail.send, ${mail} } ]
        `,
      }),
    )
  })

  it('of what it calls are its own', () => {
    expectMarked(
      spec({
        capabilities: 'seat.take: { in: {}, out: {}, effects: [session, read] }',
        actions: `
          outer:                                        # ! spec_effect_undeclared_error: session
            do: [ { call: inner } ]
          inner:
            effects: [session]
            do: [ { call: seat.take } ]
        `,
      }),
    )
  })
})
