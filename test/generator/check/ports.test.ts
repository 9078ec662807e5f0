import { expect, it } from 'vitest'
import { checkedYaml, lineOf, spec } from './check-yaml.js'

const yaml = spec({
  capabilities: `
    mail.send: { version: 2.1.0, in: {}, out: {} }
    never.called: { in: {}, out: {} }
    only.unreached: { in: {}, out: {} }
  `,
  actions: `
    outer:
      effects: [network]
      do: [ { call: inner } ]
    inner:
      effects: [network]
      do:
        - if: true
          then: [ { call: mail.send } ]      # first
        - { call: ids.generate }
    again:
      effects: [network]
      do: [ { call: mail.send } ]
    unreached:
      effects: [network, write]
      do: [ { call: only.unreached }, { call: collections.write, with: { patches: [] } } ]
  `,
  projections: `
    board:
      strategy: from_collection
      collection: tickets                    # read
      sort: { default_by: id }
      pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
  `,
  queries: '- { id: list, in: {}, returns: { projection: board } }',
  mutations: `
    - { id: go, in: {}, run: { actionId: outer, input: {} } }
    - { id: back, in: {}, run: { actionId: again, input: {} } }
  `,
})

it('needs the ports that entrypoints reach, however deep, and says who asks first', () => {
  const { needs } = checkedYaml(yaml).portFacts
  const lines = yaml.split('\n')
  expect(needs.map(({ at, ...need }) => ({ ...need, line: lines[lineOf(yaml, { at }) - 1]?.split('# ')[1] }))).toEqual([
    {
      port: 'collections.read',
      version: '1.0.0',
      isOptional: false,
      neededBy: [{ kind: 'projection', id: 'board' }],
      reachedFrom: ['query "list"'],
      line: 'read',
    },
    {
      port: 'ids.generate',
      version: '1.0.0',
      isOptional: false,
      neededBy: [{ kind: 'action', id: 'inner' }],
      reachedFrom: ['mutation "go"'],
      line: undefined,
    },
    {
      port: 'mail.send',
      version: '2.1.0',
      isOptional: false,
      neededBy: [
        { kind: 'action', id: 'inner' },
        { kind: 'action', id: 'again' },
      ],
      reachedFrom: ['mutation "back"', 'mutation "go"'],
      line: 'first',
    },
  ])
})

it('knows every port that exists, reached or not', () => {
  const { portFacts, ports } = checkedYaml(yaml)
  expect(portFacts.declared.map(({ port, version, at }) => [port, version, at !== null])).toEqual([
    ['collections.read', '1.0.0', false],
    ['collections.write', '1.0.0', false],
    ['guards.semantic.evaluate', '1.0.0', false],
    ['history.append', '1.0.0', false],
    ['history.persist', '1.0.0', false],
    ['history.rebuild', '1.0.0', false],
    ['history.scan', '1.0.0', false],
    ['history.scan_as_of', '1.0.0', false],
    ['ids.generate', '1.0.0', false],
    ['mail.send', '2.1.0', true],
    ['never.called', '1.0.0', true],
    ['only.unreached', '1.0.0', true],
    ['session.read', '1.0.0', false],
    ['session.write', '1.0.0', false],
  ])
  expect(ports.map(({ id }) => id)).toEqual(['ids.generate', 'mail.send', 'never.called', 'only.unreached'])
})
