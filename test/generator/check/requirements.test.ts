import { describe, expect, it } from 'vitest'
import { sayUser } from '../../../generator/artifact/port-need.js'
import { checkedYaml, expectMarked, spec } from './check-yaml.js'

const app = spec({
  capabilities: `
    mail.send: { version: 2.1.0, in: {}, out: {} }
    fax.send: { in: {}, out: {} }
    text.same: { in: {}, out: {}, return: {} }
  `,
  actions: `
    send:
      effects: [network]
      do: [ { call: mail.send } ]                       # called
    idle:
      effects: [network]
      do: [ { call: fax.send } ]
  `,
  projections: `
    board:
      strategy: from_collection
      collection: tickets
      sort: { default_by: id }
      pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
  `,
  queries: '- { id: list, in: {}, returns: { projection: board } }',
  mutations: '- { id: go, in: {}, run: { actionId: send, input: {} } }',
})

function requiring(...entries: readonly string[]): string {
  return [app, 'wiring:', '  requirements:', '    capabilities:', ...entries.map((entry) => `      - ${entry}`)].join(
    '\n',
  )
}

function entry(port: string, mode: string, version = '1.0.0'): string {
  return `{ portId: ${port}, portVersion: ${version}, mode: ${mode} }`
}

function modesOf(yaml: string): readonly string[] {
  return checkedYaml(yaml).requirements.map(({ portId, portVersion, mode }) => `${portId}@${portVersion} ${mode}`)
}

describe('what an app requires', () => {
  it('is what its entrypoints reach, by modules of its own', () => {
    expect(modesOf(app)).toEqual(['collections.read@1.0.0 local', 'mail.send@2.1.0 local'])
  })

  it('is reached as the spec says, and what is required as such is needed, too', () => {
    const yaml = requiring(
      entry('mail.send', 'delegated', '2.1.0'),
      entry('ids.generate', 'local'),
      entry('collections.write', 'unreachable'),
      entry('history.scan', 'local'),
    )
    expect(modesOf(yaml)).toEqual([
      'collections.read@1.0.0 local',
      'collections.write@1.0.0 unreachable',
      'history.scan@1.0.0 local',
      'ids.generate@1.0.0 local',
      'mail.send@2.1.0 delegated',
    ])
    const { needs } = checkedYaml(yaml).portFacts
    expect(
      needs.map(({ port, isDelegated, neededBy, reachedFrom }) => [
        port,
        isDelegated,
        neededBy.map(sayUser),
        reachedFrom,
      ]),
    ).toEqual([
      ['collections.read', undefined, ['projection "board"'], ['query "list"']],
      ['history.scan', undefined, ['wiring.requirements'], []],
      ['ids.generate', undefined, ['wiring.requirements'], []],
      ['mail.send', true, ['action "send"', 'wiring.requirements'], ['mutation "go"']],
    ])
  })
})

describe('a required port', () => {
  it('exists, at this version', () => {
    expectMarked(
      requiring(
        `${entry('mail.sent', 'local')}  # ! spec_reference_not_found_error: did you mean "mail.send"?`,
        `${entry('mail.send', 'local')}  # ! spec_reference_not_found_error: the version of mail.send is 2.1.0`,
        `${entry('text.same', 'local')}  # ! spec_reference_not_found_error: there is no port "text.same"`,
        `${entry('history.append', 'local', '1.1.0')}  # ! spec_reference_not_found_error`,
        entry('guards.semantic.evaluate', 'delegated'),
      ),
    )
  })

  it('is reached in one way', () => {
    expectMarked(
      requiring(
        entry('mail.send', 'local', '2.1.0'),
        entry('mail.send', 'local', '2.1.0'),
        `${entry('mail.send', 'unreachable', '2.1.0')}  # ! reachability_requirement_ambiguous: as local and as unreachable`,
      ),
    )
  })

  it.each([
    ['mail.send', '2.1.0', 'action "send"'],
    ['collections.read', '1.0.0', 'projection "board"'],
    ['fax.send', '1.0.0', 'action "idle"'],
  ])('that is unreachable is not used: %s', (port, version, user) => {
    expectMarked(requiring(`${entry(port, 'unreachable', version)}  # ! spec_contract_conflict_error: ${user} uses it`))
  })

  it.each(['collections.read', 'collections.write', 'history.scan', 'session.write'])(
    'of the store is its own: %s',
    (port) => {
      expectMarked(requiring(`${entry(port, 'delegated')}  # ! spec_section_unsupported_error: the mode "delegated"`))
    },
  )
})
