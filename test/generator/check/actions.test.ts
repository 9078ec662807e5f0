import { describe, expect, it } from 'vitest'
import { actionOf, checkedYaml, expectMarked, spec } from './check-yaml.js'

describe('calls', () => {
  it('must name something that a step can call', () => {
    expectMarked(
      actionOf(`
        - { call: mail.sent, with: { anything: 1 } }     # ! spec_reference_not_found_error: did you mean "mail.send"?
        - { call: history.append, with: {} }             # ! spec_contract_conflict_error: the runtime alone
      `),
    )
  })

  it('keep quiet about what a call gives that does not exist', () => {
    expectMarked(
      actionOf(`
        - { call: mail.sent, as: sent }                  # ! spec_reference_not_found_error
        - { expr: { "+": [ { var: sent.any.thing }, 1 ] }, as: sum }
      `),
    )
  })

  it.each([
    ['{ to: a, subject: b }', null],
    ['{ to: a, subject: b, copies: null }', null],
    ['{ to: a, subject: { $expr: { var: principal.subject } } }', null],
    ['{ to: a, subject: { $expr: { var: principal.claims.mail } } }', null],
    ['{ to: a, subject: b, copies: { $expr: { var: input.count } } }', null],
    ['{ to: a }', 'the input of port "mail.send" requires "subject"'],
    ['{ to: a, subject: b, copy: 1 }', 'the input of port "mail.send" has no member "copy"'],
    ['{ to: a, subject: 3 }', '"subject" of the input of port "mail.send" must be text, and is 3'],
    ['{ to: a, subject: null }', '"subject" of the input of port "mail.send" must not be null'],
    ['{ to: a, subject: { b: c } }', 'must be text, and is an object'],
    ['{ to: a, subject: [ b ] }', 'must be text, and is a list of "b"'],
    ['{ to: a, subject: b, copies: 1.5 }', 'must be an int, and is 1.5'],
    ['{ to: a, subject: { $expr: { "+": [ 1, 2 ] } } }', 'must be text, and is a number'],
    ['{ to: a, subject: { $expr: null } }', 'must not be null'],
    ['{ to: a, subject: b, copies: { $expr: { var: input.text } } }', 'must be an int, and is text'],
    ['{ $expr: { var: input } }', 'has no member "text", which this object has'],
    ['{ $expr: { var: principal.claims } }', null],
    ['{ $expr: { var: principal.roles } }', 'must be an object, and is a list of text'],
  ])('with %s: %s', (given, words) => {
    const mark = words === null ? '' : `  # ! spec_contract_conflict_error: ${words}`
    expectMarked(
      actionOf(`- { call: mail.send, with: ${given} }${mark}`).replace(
        'effects: [write, network, emit]',
        'effects: [network]',
      ),
    )
  })

  it('may leave out what a default of the called action fills', () => {
    expectMarked(
      spec({
        actions: `
          inner: { in: { size: int!, label: text! }, defaults: { size: 3 } }
          outer:
            do:
              - { call: inner, with: { label: a } }
              - { call: inner, with: { size: 1 } }       # ! spec_contract_conflict_error: requires "label"
              - call: inner                              # ! spec_contract_conflict_error: requires "label"
        `,
      }),
    )
  })

  it('give what the called action gives, in whatever order the two stand', () => {
    expectMarked(
      spec({
        actions: `
          outer:
            do:
              - { call: inner, as: made }
              - { expr: { var: made.label }, as: label }
              - { expr: { var: made.lable }, as: wrong }   # ! expression_reference_error: did you mean "label"?
          inner: { return: { label: { $expr: { cat: [ a, b ] } } } }
        `,
      }),
    )
  })

  it('know when an input needs no second check', () => {
    const { actions } = checkedYaml(
      spec({
        actions: `
          inner: { in: { label: text!, size: int, other: text }, defaults: { size: 3 } }
          outer:
            in: { label: text!, size: int }
            do:
              - { call: text.shout, with: { words: { $expr: { var: input.label } } } }
              - { call: text.shout, with: { words: { $expr: { var: principal.subject } } } }
              - { call: inner, with: { label: a, size: { $expr: { var: input.size } } } }
              - { call: inner, with: { label: a } }
              - { call: inner, with: { label: a, size: { $expr: { "+": [ 1, 1 ] } } } }
        `,
      }),
    )
    const outer = actions.find(({ id }) => id === 'outer')
    expect(outer?.steps.map((step) => step.kind === 'call' && step.target.inputIsProven)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ])
  })

  it('may not go round in a circle', () => {
    expectMarked(
      spec({
        actions: `
          first:
            do: [ { if: true, then: [ { call: second, as: made } ] }, { expr: { var: made.any }, as: any } ]   # ! spec_contract_conflict_error: "first" → "second" → "third" → "first"
          second:
            do: [ { call: third } ]
          third:
            do: [ { call: first } ]
          alone:
            do: [ { call: alone } ]   # ! spec_contract_conflict_error: action "alone" calls itself
          outside:
            do: [ { call: first } ]
        `,
      }),
    )
  })
})

describe('names of results', () => {
  it('may not be taken', () => {
    expectMarked(
      actionOf(`
        - { expr: 1, as: input }                         # ! spec_contract_conflict_error: has a meaning of its own
        - { expr: 1, as: session }                       # ! spec_contract_conflict_error: has a meaning of its own
        - { expr: 1, as: one }
        - { expr: 2, as: one }                           # ! spec_contract_conflict_error: first bound here
        - if: { var: input.flag }
          then:
            - { expr: 1, as: one }                       # ! spec_contract_conflict_error: first bound here
            - { expr: 1, as: two }
            - { expr: 1, as: two }                       # ! spec_contract_conflict_error: first bound here
            - if: true
              then: [ { expr: 1, as: two } ]             # ! spec_contract_conflict_error: first bound here
        - { expr: 1, as: two }                           # ! spec_contract_conflict_error: first bound here
      `).replace('[write, network, emit]', '[]'),
    )
  })

  it('are seen behind the branch that made them, null where it did not run', () => {
    expectMarked(
      actionOf(`
        - if: { var: input.flag }
          then:
            - { expr: { trim: { var: input.text } }, as: label }
            - { expr: { "+": [ { var: label }, 1 ] }, as: sure }     # ! expression_type_mismatch_error
          else:
            - { expr: { var: label }, as: other }        # ! expression_reference_error
        - { expr: { "+": [ { var: label }, 1 ] }, as: unsure }           # ! expression_type_mismatch_error
        - { expr: { var: label.length }, as: size }
      `).replace('[write, network, emit]', '[]'),
    )
  })

  it('may be made in both branches, and have what is common to both', () => {
    const steps = `
      - if: { var: input.flag }
        then:
          - { expr: open, as: state }
          - { expr: 1, as: mixed }
          - { expr: { var: input.text }, as: only }
        else:
          - { expr: closed, as: state }
          - { expr: a, as: mixed }
    `
    const { actions } = checkedYaml(actionOf(steps, 'effects: []'))
    const [step] = actions[0]?.steps ?? []
    expect(step?.kind === 'if' && step.gives).toEqual([
      { name: 'state', type: { kind: 'enum', values: ['open', 'closed'], nullable: true } },
      { name: 'mixed', type: { kind: 'enum', values: [1, 'a'], nullable: true } },
      { name: 'only', type: { kind: 'scalar', scalar: 'text', nullable: true } },
    ])
    const inThen = step?.kind === 'if' && step.then[0]?.kind === 'expression' && step.then[0].result.type
    expect(inThen).toEqual({ kind: 'enum', values: ['open', 'closed'], nullable: false })
  })

  it('have one type in both branches, also where it follows from another that has become wider', () => {
    const steps = `
      - if: { var: input.flag }
        then:
          - { expr: b, as: first }
          - { expr: { var: first }, as: second }
        else:
          - { expr: { var: input.count }, as: first }
          - { expr: 1, as: second }
    `
    const { actions } = checkedYaml(actionOf(steps, 'effects: []'))
    const [step] = actions[0]?.steps ?? []
    if (step?.kind !== 'if') throw new Error('the step is no if')
    const typesIn = (branch: typeof step.then) =>
      branch.map((inner) => (inner.kind === 'expression' ? inner.result.type : null))
    const unknown = { kind: 'unknown' }
    expect([typesIn(step.then), typesIn(step.else)]).toEqual([
      [unknown, unknown],
      [unknown, unknown],
    ])
    expect(step.gives.map(({ type }) => type)).toEqual([unknown, unknown])
  })
})
