import { describe, expect, it } from 'vitest'
import { actionOf, checkedYaml, expectMarked, spec } from './check-yaml.js'

describe('calls', () => {
  it('must name something that a step can call', () => {
    expectMarked(
      actionOf(`
        - { call: mail.sent, with: { anything: 1 } }     # ! spec_reference_not_found_error: did you mean "mail.send"?
        - { call: session.write, with: {} }              # ! spec_section_unsupported_error: the port "session.write"
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
        - { expr: { "+": [ { var: label }, 1 ] }, as: unsure }
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
})

describe('collections.read', () => {
  it('checks the collection, the members and the types', () => {
    expectMarked(
      actionOf(
        `
        - { call: collections.read, with: { collection: tickts, id: a } }       # ! spec_reference_not_found_error: did you mean "tickets"?
        - { call: collections.read, with: { collection: tickets } }             # ! spec_contract_conflict_error: requires "id"
        - { call: collections.read, with: { collection: tickets, id: "" } }     # ! spec_contract_conflict_error: must not be empty
        - { call: collections.read, with: { collection: tickets, id: a, more: 1 } }   # ! spec_contract_conflict_error: has no member "more"
        - { call: collections.read, with: { collection: 3, id: a } }            # ! spec_contract_conflict_error: must be text
        - { call: collections.read, with: { collection: { $expr: { var: input.text } }, id: a }, as: any }
        - { expr: { var: any.record.whatever }, as: whatever }
      `,
        'effects: []',
      ),
    )
  })
})

describe('collections.write', () => {
  const write = (given: string, mark = ''): string =>
    actionOf(`- { call: collections.write, with: ${given} }${mark && `  # ! ${mark}`}`, 'effects: [write]')
  const conflict = 'spec_contract_conflict_error'
  const agent = 'op: upsert, collection: agents, id: a'

  it.each([
    '{ patch: { op: delete, collection: tickets, id: t1 } }',
    `{ patch: { ${agent}, value: { display: Ann, skills: [a, b] } } }`,
    `{ patch: { ${agent}, value: { id: a, display: Ann, skills: null } } }`,
    '{ patch: { op: update, collection: tickets, id: t1, value: { state: closed, sla: { tier: gold } } } }',
    '{ patch: { op: update, collection: tickets, id: t1, value: { opened_at: { $expr: { var: ctx.now } } } } }',
    '{ patch: { op: update, collection: { $expr: { var: input.text } }, id: t1, value: { any: thing } } }',
    `{ patch: { op: { $expr: { var: input.text } }, collection: agents, id: a, value: { display: Ann } } }`,
    `{ patches: [ { ${agent}, value: { display: Ann } } ], atomicity: { mode: required, unit_id: u } }`,
    '{ patches: { $expr: { var: principal.claims.patches } } }',
    '{ patches: [] }',
  ])('accepts %s', (given) => {
    expectMarked(write(given))
  })

  it.each([
    ['{ }', 'requires "patch" or "patches"'],
    [`{ patch: { ${agent}, value: { display: a } }, patches: [] }`, 'is either "patch" or "patches"'],
    [
      `{ patch: { ${agent}, value: { display: a } }, atomicity: { mode: required, unit_id: u } }`,
      'one "patch" has none',
    ],
    [`{ patchs: [], patches: [] }`, 'has no member "patchs"'],
    ['{ patches: 3 }', '"patches" of the input of port "collections.write" must be a list'],
    ['{ patches: [], atomicity: { mode: optional, unit_id: u } }', 'must be "required"'],
    ['{ patches: [], atomicity: { mode: required } }', 'requires "unit_id"'],
    ['{ patches: [ 3 ] }', 'a patch must be an object'],
    ['{ patch: { op: remove, collection: tickets, id: t1 } }', '"op" of a patch must be one of upsert, update, delete'],
    ['{ patch: { op: delete, collection: tickets } }', 'a patch requires "id"'],
    ['{ patch: { collection: tickets, id: t1 } }', 'a patch requires "op"'],
    ['{ patch: { op: delete, collection: tickets, id: t1, valu: {} } }', 'did you mean "value"?'],
    ['{ patch: { op: update, collection: tickets, id: t1 } }', 'an "update" patch requires "value"'],
    ['{ patch: { op: upsert, collection: agents, id: a } }', 'a record of "agents" requires "display"'],
    [`{ patch: { ${agent}, value: { skills: [] } } }`, 'a record of "agents" requires "display"'],
    [`{ patch: { ${agent}, value: { display: Ann, skill: [] } } }`, 'did you mean "skills"?'],
    [`{ patch: { ${agent}, value: { display: 5 } } }`, '"display" of a record of "agents" must be text, and is 5'],
    [`{ patch: { ${agent}, value: { display: Ann, skills: [ a, 5 ] } } }`, '"skills.1" of a record of "agents"'],
    [`{ patch: { ${agent}, value: { id: b, display: Ann } } }`, 'is not the "id" of the patch, "a"'],
    ['{ patch: { op: update, collection: tickets, id: t1, value: { title: null } } }', 'must not be null'],
    ['{ patch: { op: update, collection: tickets, id: t1, value: { state: gone } } }', 'one of open, waiting, closed'],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { opened_at: today } } }',
      'must be like 2026-01-31T09:30:00Z',
    ],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { sla: { breached: true } } } }',
      '"sla" of a record of "tickets" requires "tier"',
    ],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { title: { $expr: { var: input.count } } } } }',
      'must be text, and is an int',
    ],
    [
      '{ patch: { op: update, collection: tickets, id: t1, value: { $expr: { var: input.text } } } }',
      'must be an object, and is text',
    ],
  ])('refuses %s: %s', (given, words) => {
    expectMarked(write(given, `${conflict}: ${words}`))
  })

  it('refuses a collection that does not exist', () => {
    const mark = 'spec_reference_not_found_error: there are "agents" and "tickets"'
    expectMarked(write('{ patch: { op: upsert, collection: nowhere, id: a, value: { any: thing } } }', mark))
  })
})

describe('effects', () => {
  it('must be listed, all but reading and computing', () => {
    expectMarked(
      spec({
        actions: `
          writes:                    # ! spec_effect_undeclared_error: calls collections.write here
            do: [ { if: { exists: null }, then: [ { call: collections.write, with: { patches: [] } } ] } ]
          mails:                     # ! spec_effect_undeclared_error: effects: [network, write]
            effects: [ write ]
            do: [ { call: writes_listed }, { call: mail.send, with: { to: a, subject: b } } ]
          emits:                     # ! spec_effect_undeclared_error: emits ticket.opened here
            emits: [ { signal: ticket.opened, payload: { id: a, title: b } } ]
          writes_listed:
            effects: [ write ]
            do: [ { call: collections.write, with: { patches: [] } } ]
          calls:                     # ! spec_effect_undeclared_error: calls writes_listed here
            do: [ { call: writes_listed } ]
          emits_through:             # ! spec_effect_undeclared_error: has the effect emit
            do: [ { call: emits } ]
          reads:
            effects: [ read, compute ]
            do: [ { call: collections.read, with: { collection: tickets, id: a } }, { call: ids.generate } ]
          all_unused:
            effects:
              - compute
              - read                 # ! spec_effect_unused_warning
              - write                # ! spec_effect_unused_warning
              - network              # ! spec_effect_unused_warning
              - emit                 # ! spec_effect_unused_warning
              - session              # ! spec_effect_unused_warning
        `,
      }),
    )
  })

  it('of ports are those that they declare', () => {
    expectMarked(
      spec({
        capabilities: `
          clock.read: { in: {}, out: {}, effects: [compute] }
          ledger.post: { in: {}, out: {}, effects: [write, emit] }
        `,
        actions: `
          ticks: { do: [ { call: clock.read } ] }
          posts:                     # ! spec_effect_undeclared_error: has the effect emit
            effects: [write]
            do: [ { call: ledger.post } ]
        `,
      }),
    )
  })
})

describe('emits', () => {
  it('must fit the signal', () => {
    expectMarked(
      spec({
        actions: `
          act:
            in: { flag: bool, flg_count: int }
            effects: [emit]
            emits:
              - { signal: ticket.opened, payload: { id: a, title: b, at: "2026-01-01T00:00:00+02:00" } }
              - { signal: ticket.opend, payload: { id: a } }                      # ! spec_reference_not_found_error: ticket.opened
              - { signal: ticket.opened, payload: { id: a } }                     # ! spec_contract_conflict_error: requires "title"
              - { signal: ticket.opened, payload: { id: a, title: b, more: 1 } }  # ! spec_contract_conflict_error: has no member "more"
              - { signal: ticket.opened, payload: { id: a, title: b, count: a } } # ! spec_contract_conflict_error: must be an int
              - { signal: ticket.opened, payload: { id: a, title: b }, when: { var: input.flagg } }   # ! expression_reference_error
              - { signal: ticket.opened, payload: { id: a, title: b }, when: { and: [ { var: input.flag }, false ] } }  # ! unreachable_emit_warning
              - { signal: ticket.opened, payload: { id: a, title: b }, when: { "!": 1 } }   # ! unreachable_emit_warning
              - { signal: ticket.opened, payload: { id: a, title: b }, when: { or: [ false, { var: input.flag } ] } }
        `,
      }),
    )
  })
})

describe('the output of an action', () => {
  it('is held against "out" where it is declared', () => {
    expectMarked(
      spec({
        actions: `
          right: { out: { ok: bool!, label: text }, return: { ok: true } }
          wrong:
            out: { ok: bool!, label: text }
            return:
              ok: maybe                       # ! spec_contract_conflict_error: must be true or false
              lable: a                        # ! spec_contract_conflict_error: did you mean "label"?
          silent:                             # ! spec_contract_conflict_error: has no "return"
            out: { ok: bool! }
          scalar:
            out: { ok: bool }
            return: 3                         # ! spec_contract_conflict_error: must be an object, and is 3
        `,
      }),
    )
  })

  it('is inferred exactly where it is not', () => {
    const { actions } = checkedYaml(
      spec({
        actions: `
          act:
            in: { text: text, size: int! }
            do: [ { call: collections.read, with: { collection: agents, id: a }, as: found } ]
            return:
              ok: true
              text: { $expr: { var: input.text } }
              nested: { list: [ { size: { $expr: { var: input.size } } }, { size: null } ] }
              agent: { $expr: { var: found.record } }
          none: {}
        `,
      }),
    )
    const [act, none] = actions
    expect(none?.output).toEqual({ kind: 'null' })
    const output = act?.output
    if (output?.kind !== 'object') throw new Error('the output is no object')
    const { shape } = output
    const size = { kind: 'scalar', scalar: 'int', nullable: true }
    const item = {
      name: 'ActOutputNestedList',
      complete: true,
      fields: [{ name: 'size', required: false, type: size }],
    }
    const list = { kind: 'array', item: { kind: 'object', shape: item, nullable: false }, nullable: false }
    const nested = { name: 'ActOutputNested', complete: true, fields: [{ name: 'list', required: true, type: list }] }
    expect([shape.name, shape.complete, shape.fields.map(({ name, required }) => [name, required])]).toEqual([
      'ActOutput',
      true,
      [
        ['agent', false],
        ['nested', true],
        ['ok', true],
        ['text', false],
      ],
    ])
    expect(shape.fields[1]?.type).toEqual({ kind: 'object', shape: nested, nullable: false })
    expect(shape.fields[2]?.type).toEqual({ kind: 'enum', values: [true], nullable: false })
    expect(shape.fields[0]?.type).toMatchObject({ kind: 'object', nullable: true, shape: { name: 'AgentsRecord' } })
  })

  it('of a local capability is held against its "out"', () => {
    expectMarked(
      spec({
        capabilities: `
          pure:
            in: { a: text }
            out: { b: text!, c: int }
            return: { }                                         # ! spec_contract_conflict_error: requires "b"
          wrong:
            in: { a: text }
            out: { c: int }
            return: { c: { $expr: { var: input.a } } }          # nullable, so it may be null, which fits
          sure:
            in: { a: text! }
            out: { c: int }
            return: { c: { $expr: { var: input.a } } }          # ! spec_contract_conflict_error: must be an int, and is text
        `,
      }),
    )
  })
})

describe('defaults', () => {
  it('stand in for inputs, with values of their types', () => {
    expectMarked(
      spec({
        actions: `
          act:
            in: { size: int!, label: text, at: timestamp, tags: { array: text } }
            defaults:
              size: a          # ! spec_contract_conflict_error: the default of "size" must be an int, and is "a"
              label: null
              at: yesterday    # ! spec_contract_conflict_error: must be like
              tags: [ a, 3 ]   # ! spec_contract_conflict_error: its member 1 must be text
              labl: b          # ! spec_contract_conflict_error: did you mean "label"?
          other:
            in: { size: int! }
            defaults: { size: null }   # ! spec_contract_conflict_error: must not be null
        `,
      }),
    )
  })

  it('of timestamps are normal from the beginning', () => {
    const { actions } = checkedYaml(
      spec({ actions: 'act: { in: { at: timestamp! }, defaults: { at: "2026-03-01T00:30:00.5+01:00" } }' }),
    )
    expect(actions[0]?.defaults).toEqual([{ name: 'at', value: '2026-02-28T23:30:00.500Z' }])
  })
})
