import { describe, expect, it } from 'vitest'
import type { CheckedSpec } from '../../../generator/artifact/checked-app.js'
import { checkedYaml, checkYaml, expectMarked, type SpecParts, spec } from './check-yaml.js'

const signals = `
  opened: { payload: { id: id!, title: text!, count: int!, kind: { enum: [a, b], required: true }, only: bool! } }
  closed: { payload: { id: id!, title: text, count: text!, kind: { enum: [c], required: true } } }
`
const actions = `
  note: { in: { id: id!, count: int }, return: { ok: true, id: { $expr: { var: input.id } } } }
  filled: { in: { id: id! }, defaults: { id: x }, return: 1 }
`

function withFlows(flows: string, parts: SpecParts = {}): string {
  return spec({ signals, actions, ...parts, flows })
}

function flowOf(checked: CheckedSpec, id = 'follow') {
  const flow = checked.flows.find((one) => one.id === id)
  if (flow === undefined) throw new Error(`no ${id}`)
  return flow
}

describe('what a flow listens to', () => {
  it('is declared, or the runtime emits it, and it is named once', () => {
    expectMarked(
      withFlows(`
        right: { on: [opened, guard.violated], steps: [] }
        wrong:
          on:
            - opend                # ! spec_reference_not_found_error: did you mean "opened"?
            - guard.violate        # ! spec_reference_not_found_error: did you mean "guard.violated"?
            - opened
            - opened               # ! spec_contract_conflict_error: the signal "opened" is listed twice
          correlate_by: { var: payload.nobody_knows }
          steps: []
      `),
    )
  })

  it('gives the payload: what one signal carries, or what several do, null where one does not', () => {
    const checked = checkedYaml(
      withFlows(`
        one: { on: [opened], steps: [] }
        both: { on: [opened, closed], steps: [] }
        own: { on: [guard.violated], steps: [] }
      `),
    )
    const told = (id: string) =>
      flowOf(checked, id).payload.fields.map(({ name, required, type }) => {
        const word = type.kind === 'scalar' ? type.scalar : type.kind === 'enum' ? type.values.join('|') : type.kind
        return `${name}${required ? '!' : ''}: ${word}`
      })
    expect(told('one')).toEqual(['count!: int', 'id!: id', 'kind!: a|b', 'only!: bool', 'title!: text'])
    expect(told('both')).toEqual(['count!: unknown', 'id!: id', 'kind!: a|b|c', 'only: bool', 'title: text'])
    expect(told('own')).toContain('guardId!: text')
  })
})

describe('the keys of a flow', () => {
  it('see the event; the state is found by the first, and seen by the second', () => {
    expectMarked(
      withFlows(`
        right:
          on: [opened]
          state: { n: int }
          correlate_by: { cat: [ { var: payload.id }, { var: signal.event_key }, { var: principal.subject }, { var: ctx.traceId } ] }
          idempotency: { key: { cat: [ { var: payload.id }, { var: state.n } ] } }
          steps: []
        wrong:
          on: [opened]
          state: { n: int }
          correlate_by: { var: state.n }             # ! expression_reference_error: the key of a flow sees no "state"
          idempotency:
            key:
              cat:
                - { var: payload.idd }               # ! expression_reference_error: did you mean "id"?
                - { var: input.id }                  # ! expression_reference_error: a flow sees no "input"
                - { var: state.m }                   # ! expression_reference_error: there is no "m"
                - { var: told.id }                   # ! expression_reference_error: a flow sees no "told"
          steps: [ { run: note, as: told, with: { id: a } } ]
      `),
    )
  })

  it('are there in some case', () => {
    expectMarked(
      withFlows(`
        one:
          on: [opened]
          correlate_by: null                         # ! spec_contract_conflict_error: this key is null in every case
          idempotency:
            key: null                                # ! spec_contract_conflict_error: this key is null in every case
          steps: []
        other: { on: [closed], correlate_by: { var: payload.title }, idempotency: { key: everything }, steps: [] }
        unknown:
          on:
            - opend                                  # ! spec_reference_not_found_error
          correlate_by: { var: payload.any }
          steps: []
      `),
    )
  })
})

describe('the state of a flow', () => {
  it('is null at first, at every member', () => {
    expectMarked(
      withFlows(`
        follow:
          on: [opened]
          state:
            n: int
            must: text!                              # ! spec_contract_conflict_error: "must" cannot be required
            deep: { object: { inner: id! } }
          steps:
            - set: { n: { $expr: { "+": [ { var: state.n }, 1 ] } }, must: null, deep: { inner: x } }
      `),
    )
  })

  it('is written member by member, with what may fit', () => {
    expectMarked(
      withFlows(`
        follow:
          on: [opened]
          state: { n: int, word: text, at: timestamp, list: { array: int }, kind: { enum: [a, b] } }
          steps:
            - set: { n: { $expr: { var: payload.count } }, word: { $expr: { var: payload.title } }, list: [1, 2] }
            - set: { n: null, at: { $expr: { var: ctx.now } }, kind: { $expr: { var: payload.kind } } }
            - set: {}
            - set:
                m: 1                                 # ! spec_contract_conflict_error: the state of flow "follow" has no member "m"
                n: many                              # ! spec_contract_conflict_error: "n" of the state of flow "follow" must be an int
                word: { $expr: { var: payload.count } } # ! spec_contract_conflict_error: must be text
                at: today                            # ! spec_contract_conflict_error: must be like 2026-01-31T09:30:00Z
                list: [1, x]                         # ! spec_contract_conflict_error: "list.1"
                kind: c                              # ! spec_contract_conflict_error
      `),
    )
  })
})

describe('a run step', () => {
  it('runs an action, and nothing else, with what it takes', () => {
    expectMarked(
      withFlows(`
        follow:
          on: [opened]
          steps:
            - { run: note, with: { id: { $expr: { var: payload.id } } } }
            - { run: filled }
            - run: noted                             # ! spec_reference_not_found_error: did you mean "note"?
              with: { any: 1 }
            - run: mail.send                         # ! spec_reference_not_found_error: there is no action "mail.send"
            - run: ids.generate                      # ! spec_reference_not_found_error: there is no action "ids.generate"
            - run: note                              # ! spec_contract_conflict_error: requires "id"
            - run: note
              with:
                id: a
                counts: 1                            # ! spec_contract_conflict_error: did you mean "count"?
                count: { $expr: { var: payload.title } } # ! spec_contract_conflict_error: must be an int
      `),
    )
  })

  it('gives its answer a name that nothing else has, and later steps see it', () => {
    expectMarked(
      withFlows(`
        follow:
          on: [opened]
          state: { n: int, word: text }
          guards:
            structural:
              - { description: d, rule: { "==": [ { var: told.id }, { var: other.id } ] } }
              - description: d
                rule: { exists: { var: told.idd } }  # ! expression_reference_error: did you mean "id"?
              - description: d
                rule: { exists: { var: output } }    # ! expression_reference_error: a guard of a flow sees no "output"
          steps:
            - set:
                word: { $expr: { var: told.id } }    # ! expression_reference_error: a flow sees no "told"
            - { run: note, as: told, with: { id: a } }
            - { run: note, as: told, with: { id: a } } # ! spec_contract_conflict_error: the name "told" is bound already
            - { run: note, as: state, with: { id: a } } # ! spec_contract_conflict_error: "state" has a meaning of its own here
            - { run: note, as: payload, with: { id: a } } # ! spec_contract_conflict_error: "payload" has a meaning of its own here
            - if: { var: told.ok }
              then: [ { run: note, as: other, with: { id: { $expr: { var: told.id } } } } ]
            - set: { word: { $expr: { var: other.id } } }
            - if: { "<": [ { var: tld.n }, 3 ] }     # ! expression_reference_error: did you mean "told"?
              then: []
      `),
    )
  })

  it('is proven where what it gives always fits, and nothing is filled', () => {
    const { steps } = flowOf(
      checkedYaml(
        withFlows(`
          follow:
            on: [opened]
            state: { n: int }
            steps:
              - { run: note, with: { id: { $expr: { var: payload.id } }, count: { $expr: { var: state.n } } } }
              - { run: note, with: { id: { $expr: { var: payload.title } } } }
              - { run: filled }
        `),
      ),
    )
    expect(steps.map((step) => (step.kind === 'call' ? step.target.inputIsProven : null))).toEqual([true, false, false])
  })
})

describe('the rest of the spec', () => {
  const pagers = {
    capabilities: 'pager.send: { in: { to: text! }, out: { ok: bool! } }',
    actions: `
      page: { effects: [network], do: [ { call: deeper } ] }
      deeper: { effects: [network], do: [ { call: pager.send, with: { to: a } }, { call: ids.generate } ] }
    `,
  }

  it('needs the ports that flows reach', () => {
    const { portFacts, requirements } = checkedYaml(
      withFlows('follow: { on: [opened], steps: [ { if: true, then: [ { run: page } ] } ] }', pagers),
    )
    expect(portFacts.needs.map(({ port, neededBy, reachedFrom }) => ({ port, neededBy, reachedFrom }))).toEqual([
      { port: 'ids.generate', neededBy: [{ kind: 'action', id: 'deeper' }], reachedFrom: ['flow "follow"'] },
      { port: 'pager.send', neededBy: [{ kind: 'action', id: 'deeper' }], reachedFrom: ['flow "follow"'] },
    ])
    expect(requirements.map(({ portId, mode }) => `${portId} ${mode}`)).toEqual([
      'ids.generate local',
      'pager.send local',
    ])
    expect(checkedYaml(withFlows('{}', pagers)).portFacts.needs).toEqual([])
  })

  it('needs a judge where a rule of a flow is in plain words', () => {
    const guards = 'guards: { semantic: [ { description: Tone., rule: It stays civil. } ] }'
    const { portFacts } = checkedYaml(withFlows(`follow: { on: [opened], ${guards}, steps: [] }`))
    expect(portFacts.needs.map(({ port, neededBy }) => ({ port, neededBy }))).toEqual([
      { port: 'guards.semantic.evaluate', neededBy: [{ kind: 'flow', id: 'follow' }] },
    ])
  })

  it('gives no two things the name of one type', () => {
    const clash = `
      follow.flow: { payload: { id: id! } }
      other: { payload: { id: id! } }
    `
    const yaml = withFlows('follow: { on: [follow.flow, other], steps: [] }', { signals: clash })
    expect(checkYaml(yaml).diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^identifier_collision_error: .*FollowFlowPayload/),
    ])
  })

  it('can expect a flow that is declared to have completed', () => {
    const scenarios = (flow: string) =>
      `${withFlows('follow: { on: [opened], steps: [] }')}\nscenarios: { one: { steps: [ { expect: { flow_completed: ${flow} } } ] } }`
    expect(checkYaml(scenarios('follow')).diagnostics).toEqual([])
    expect(checkYaml(scenarios('folow')).diagnostics.map(({ code, hint }) => `${code}: ${hint}`)).toEqual([
      'spec_reference_not_found_error: did you mean "follow"?',
    ])
  })
})
