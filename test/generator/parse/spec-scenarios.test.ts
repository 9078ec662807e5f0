import { describe, expect, it } from 'vitest'
import { head, tellSpec } from './tell.js'

function tellStep(step: string): readonly string[] {
  return tellSpec(`${head}scenarios: { s: { steps: [ ${step} ] } }`).map((line) =>
    line.replace('scenarios.s.steps.0', '…'),
  )
}

describe('personas', () => {
  it.each([
    ['{ p: { description: Has no time. } }', []],
    ['{ p: { description: D, traits: { a: [1, { b: ~ }] }, history: [a, { b: c }], tags: [t], x-note: 1 } }', []],
    ['{ p: {} }', ['authoring_spec_invalid personas.p "{}": a persona needs the key "description"']],
    [
      '{ p: { description: " ", traits: [], history: {}, tags: [""] } }',
      [
        'authoring_spec_invalid personas.p.description "\\" \\"": "description" must be text that is not empty, not the text " "',
        'authoring_spec_invalid personas.p.traits "[]": "traits" must be a mapping of traits, not an empty list',
        'authoring_spec_invalid personas.p.history "{}": "history" must be a list of past events, not a mapping',
        'authoring_spec_invalid personas.p.tags.0 "\\"\\"": an entry of "tags" must be text that is not empty, not the text ""',
      ],
    ],
    [
      '{ "1a": { description: D, trait: {} } }',
      [
        'spec_contract_conflict_error personas.1a "\\"1a\\"": the key "1a" must be letters, digits, underscores, and dots or hyphens between them',
        'spec_unknown_key_error personas.1a.trait "trait": a persona has no key "trait" (did you mean "traits"?)',
      ],
    ],
  ])('%s', (personas, expected) => {
    expect(tellSpec(`${head}personas: ${personas}`)).toEqual(expected)
  })
})

describe('scenarios', () => {
  it.each([
    ['{ s: { steps: [ { trigger: { query: q } } ] } }', []],
    ['{ s: {} }', ['authoring_spec_invalid scenarios.s "{}": a scenario needs the key "steps"']],
    ['{ s: { steps: [] } }', ['authoring_spec_invalid scenarios.s.steps "[]": "steps" must have at least one entry']],
    [
      '{ s: { context: { principal: { roles: [agent] }, session: [] }, steps: [ {} ] } }',
      [
        'spec_unknown_key_error scenarios.s.context.principal.roles "roles": the principal of a scenario has no key "roles" (there are "claims", "subject" and "tags")',
        'authoring_spec_invalid scenarios.s.context.session "[]": "session" must be a mapping of fields to values, not an empty list',
      ],
    ],
  ])('%s', (scenarios, expected) => {
    expect(tellSpec(`${head}scenarios: ${scenarios}`)).toEqual(expected)
  })
})

describe('a step of a scenario', () => {
  it.each([
    ['{ capture: { a: { var: output.b } } }', []],
    ['{ capture: [ { capture_id: a, source: context, path: principal.subject } ] }', []],
    [
      '{ expect: { query: q, args: { a: { $expr: { var: captured.b } } }, guards: { on_fail: abort, semantic: [ { description: D, rule: R } ] } } }',
      [],
    ],
    [
      '{ trigger: query }',
      ['scenario_ir_invalid_error ….trigger "query": "trigger" must be a mapping, not the text "query"'],
    ],
    [
      '{ trigger: { query: q, expect_status: refused } }',
      [
        'scenario_ir_invalid_error ….trigger.expect_status "refused": "expect_status" must be "ok", "rejected" or "error", not the text "refused"',
      ],
    ],
    [
      '{ trigger: { query: q, input: [] } }',
      ['scenario_ir_invalid_error ….trigger.input "[]": "input" must be a mapping, not an empty list'],
    ],
    [
      '{ capture: [ { capture_id: a, source: last_output } ] }',
      [
        'scenario_ir_invalid_error ….capture.0.source "last_output": "source" must be "last_trigger_output", "last_signal_payload", "last_expectation_output" or "context", not the text "last_output"',
      ],
    ],
    [
      '{ capture: x }',
      ['scenario_ir_invalid_error ….capture "x": "capture" must be a mapping or a list, not the text "x"'],
    ],
    [
      '{ capture: { a.b: { var: output } } }',
      [
        'spec_contract_conflict_error ….capture.a.b "a.b": the key "a.b" must be a name of letters, digits and underscores that begins with no digit',
      ],
    ],
    [
      '{ capture: { a: { vra: output } } }',
      ['unsupported_expression_error ….capture.a.vra "vra": there is no operator "vra" (did you mean "var"?)'],
    ],
    [
      '{ expect: { query: q, guards: { on_fail: emit_violation, structural: [ { rule: true } ] } } }',
      [
        'guard_policy_invalid ….expect.guards.on_fail "emit_violation": "on_fail" must be "abort", not the text "emit_violation"',
        'scenario_ir_invalid_error ….expect.guards.structural.0 "{ rule: true }": a structural rule needs the key "description"',
      ],
    ],
    [
      '{ trigers: {} }',
      [
        'spec_unknown_key_error ….trigers "trigers": a step of a scenario has no key "trigers" (did you mean "trigger"?)',
      ],
    ],
  ])('%s', (step, expected) => {
    expect(tellStep(step)).toEqual(expected)
  })
})
