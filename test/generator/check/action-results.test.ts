import { describe, expect, it } from 'vitest'
import { checkedYaml, expectMarked, spec } from './check-yaml.js'

describe('effects', () => {
  it('must be listed, all but reading and computing', () => {
    expectMarked(
      spec({
        actions: `
          writes:                    # ! spec_effect_undeclared_error: calls collections.write here
            do: [ { if: { exists: null }, then: [ { call: collections.write, with: { patches: [] } } ] } ]
          mails:
            effects: [ write ]       # ! spec_effect_undeclared_error: effects: [network, write]
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
          posts:
            effects: [write]         # ! spec_effect_undeclared_error: has the effect emit
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
              tags: [ a, 3 ]   # ! spec_contract_conflict_error: "1" of the default of "tags" must be text
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
