import { describe, expect, it } from 'vitest'
import { checkedYaml, expectMarked, spec } from './check-yaml.js'

/** An action with these guards; it takes a text and a count, binds `twice` and returns `{ sum }`. */
function guarded(guards: string, more = ''): string {
  return spec({
    actions: `
      act:
        in: { text: text!, count: int }
        guards: ${guards}
        do: [ { expr: { "+": [ { var: input.count }, 1 ] }, as: twice } ]
        return: { sum: { $expr: { var: twice } } }
        ${more}
    `,
  })
}

function guardsOf(yaml: string) {
  const [action] = checkedYaml(yaml).actions
  if (action === undefined) throw new Error('there is one action')
  return action.guards
}

const text = '{ description: D., rule: { var: input.text } }'

describe('the guards of an action', () => {
  it('see what is there in their phase', () => {
    const { pre, post } = guardsOf(guarded(`{ pre: { structural: [ ${text} ] }, post: { structural: [ ${text} ] } }`))
    expect(pre?.scope.map(({ name }) => name)).toEqual(['input', 'principal', 'ctx'])
    expect(post?.scope.map(({ name }) => name)).toEqual(['input', 'principal', 'ctx', 'twice', 'output'])
  })

  it('get the session where a rule reads it, and else it is not even loaded', () => {
    const session = 'session: { fields: { find: text } }\n'
    const rule = '{ description: D., rule: { var: session.find } }'
    const yaml = session + guarded(`{ pre: { structural: [ ${rule} ] }, post: { structural: [ ${text} ] } }`)
    const { pre, post } = guardsOf(yaml)
    expect(pre?.scope.map(({ name }) => name)).toContain('session')
    expect(post?.scope.map(({ name }) => name)).not.toContain('session')
  })

  it('are named by what they guard, their phase, their tier and their place', () => {
    const { pre, post } = guardsOf(
      guarded(
        `{ on_fail: emit_violation, pre: { structural: [ ${text}, ${text} ] }, post: { semantic: [ { description: D., rule: R. } ] } }`,
      ),
    )
    expect(pre).toMatchObject({ kind: 'action', primitive: 'act', phase: 'pre', policy: 'emit_violation' })
    expect(pre?.structural.map(({ id, path }) => [id, path])).toEqual([
      ['action:act:pre:structural:0', 'domain.actions.act.guards.pre.structural.0'],
      ['action:act:pre:structural:1', 'domain.actions.act.guards.pre.structural.1'],
    ])
    expect(post?.semantic).toMatchObject([
      { id: 'action:act:post:semantic:0', path: 'domain.actions.act.guards.post.semantic.0', rule: 'R.' },
    ])
  })

  it('without a rule are none', () => {
    for (const empty of ['{}', '{ on_fail: abort }', '{ pre: {}, post: { structural: [], semantic: [] } }'])
      expect(guardsOf(guarded(empty))).toEqual({ pre: null, post: null })
  })

  it('ask a judge by these defaults', () => {
    const { pre } = guardsOf(
      guarded(
        '{ pre: { semantic: [ { description: D., rule: R. }, { description: D., rule: R., confidence: high, sampling: { production: 0, ci: 0.5 } } ] } }',
      ),
    )
    expect(pre?.semantic).toMatchObject([
      { confidence: 'medium', sampling: { production: 0.05, simulation: 1, ci: 1 } },
      { confidence: 'high', sampling: { production: 0, simulation: 1, ci: 0.5 } },
    ])
  })

  it('need no effect of the action, whatever they leave', () => {
    expectMarked(guarded(`{ on_fail: emit_violation, pre: { structural: [ ${text} ] } }`))
  })

  it('are held against types as expressions are', () => {
    expectMarked(
      spec({
        actions: `
          act:
            in: { text: text!, count: int }
            guards:
              pre:
                structural:
                  - { description: D., rule: { "==": [ { var: input.text }, 3 ] } }    # ! expression_type_mismatch_error
                  - { description: D., rule: { var: output } }                         # ! expression_reference_error
                  - { description: D., rule: plain words }                             # ! guard_policy_error: stands under "semantic"
                  - { description: D., rule: 0 }
        `,
      }),
    )
  })
})

describe('a judge', () => {
  const judged = '{ pre: { semantic: [ { description: D., rule: R. } ] } }'

  it('is a port of an app that has rules in plain words, and never a port that it needs', () => {
    const { ports, portFacts } = checkedYaml(guarded(judged))
    expect(ports.map(({ id }) => id)).toContain('guards.semantic.evaluate')
    expect(portFacts.needs).toMatchObject([
      {
        port: 'guards.semantic.evaluate',
        version: '1.0.0',
        isOptional: true,
        neededBy: [{ kind: 'action', id: 'act' }],
      },
    ])
  })

  it('is no port of an app that has none', () => {
    const { ports, portFacts } = checkedYaml(guarded(`{ pre: { structural: [ ${text} ] } }`))
    expect(ports.map(({ id }) => id)).not.toContain('guards.semantic.evaluate')
    expect(portFacts.needs).toEqual([])
  })

  it('is asked by signals as well', () => {
    const { portFacts } = checkedYaml(
      spec({ signals: `told: { payload: { id: id! }, guards: { semantic: [ { description: D., rule: R. } ] } }` }),
    )
    expect(portFacts.needs).toMatchObject([{ neededBy: [{ kind: 'signal', id: 'told' }] }])
  })

  it('is called by no step', () => {
    expectMarked(
      spec({
        actions: `
          act:
            do: [ { call: guards.semantic.evaluate, with: {} } ]   # ! spec_contract_conflict_error: the runtime alone
        `,
      }),
    )
  })
})

describe('the invariants of a collection', () => {
  it('see fields bare, unless a root has the name', () => {
    const [tickets] = checkedYaml(
      spec({
        collections: `
          tickets:
            fields: { title: text!, op: text, size: int }
            invariants:
              applies_to: [ update, upsert ]
              structural:
                - { description: D., rule: { and: [ { var: title }, { var: record.op } ] } }
                - { description: D., rule: { "==": [ { var: op }, upsert ] } }
        `,
      }),
    ).collections
    expect(tickets?.invariants).toMatchObject({
      appliesTo: ['upsert', 'update'],
      policy: 'abort',
      structural: [
        { id: 'collection:tickets:structural:0' },
        { rule: { arguments: [{ kind: 'path', root: 'op', steps: [] }, {}] } },
      ],
    })
    expect(tickets?.invariants?.scope.map(({ name }) => name)).toEqual(['record', 'before', 'op', 'principal', 'ctx'])
    expect(tickets?.invariants?.structural[0]?.rule).toMatchObject({
      arguments: [
        { kind: 'path', root: 'record', steps: [{ kind: 'member', name: 'title' }] },
        { kind: 'path', root: 'record', steps: [{ kind: 'member', name: 'op' }] },
      ],
    })
  })

  it('know the patches that they hold for, and that there may be nothing before', () => {
    expectMarked(
      spec({
        collections: `
          tickets:
            fields: { title: text!, size: int! }
            invariants:
              applies_to: [ upsert ]
              structural:
                - { description: D., rule: { "==": [ { var: op }, delete ] } }       # ! expression_type_mismatch_error
                - { description: D., rule: { "==": [ { var: before }, null ] } }
                - { description: D., rule: { "==": [ { var: before.size }, null ] } }
        `,
      }),
    )
  })
})
