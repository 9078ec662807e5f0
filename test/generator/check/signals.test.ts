import { describe, expect, it } from 'vitest'
import { parse } from '../../../generator/2-parse/parse.js'
import { gatherDeclarations } from '../../../generator/3-check/declaration/gather-declarations.js'
import { type EventKeyNeeds, findMissingEventKeys } from '../../../generator/3-check/signal/find-missing-event-keys.js'
import { checkedYaml, expectMarked, spec } from './check-yaml.js'

function declared(yaml: string) {
  const parsed = parse({ spec: { path: 'app.yaml', text: yaml }, manifest: null, lockfile: null, included: null })
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'))
  return gatherDeclarations(parsed.value.spec).signals.values()
}

describe('the steps of "migrate"', () => {
  it('are known by the version that they take, and only the last is held against the payload', () => {
    const [signal] = checkedYaml(
      spec({
        signals: `
          told:
            version: 3
            payload: { id: id!, by: text }
            migrate:
              - { from_version: 2, payload: { id: { $expr: { var: payload.key } } } }
              - { from_version: 1, payload: { anything: 1, key: { $expr: { var: payload.whatever.there.was } } } }
        `,
      }),
    ).signals
    expect(signal?.migrations.map(({ from }) => from)).toEqual([2, 1])
  })

  it('may be left out from the oldest version that is still read', () => {
    expectMarked(
      spec({
        signals: `
          none: { version: 7, payload: { id: id! } }
          some: { version: 7, payload: { id: id! }, migrate: [ { from_version: 6, payload: { id: x } } ] }
        `,
      }),
    )
  })

  it('have no hole, no double and no end of their own', () => {
    expectMarked(
      spec({
        signals: `
          holes:
            version: 9
            payload: { id: id! }
            migrate:
              - { from_version: 1, payload: {} }    # ! signal_migration_chain_error: gives version 2
              - { from_version: 3, payload: {} }
              - { from_version: 4, payload: {} }    # ! signal_migration_chain_error: gives version 5
              - { from_version: 8, payload: { id: x } }
              - { from_version: 9, payload: {} }    # ! signal_migration_chain_error: is at version 9
              - { from_version: 3, payload: {} }    # ! signal_migration_chain_error: two steps take version 3
        `,
      }),
    )
  })
})

describe('an event key', () => {
  const signals = `
      keyed: { payload: { a: text! }, event_key: { var: payload.a } }
      with.id: { payload: { id: id } }
      without: { payload: { a: text! } }
      without.too: { payload: {} }
  `
  const missing = (needs: Partial<EventKeyNeeds>) =>
    findMissingEventKeys(declared(spec({ signals })), { historyIsOn: false, timelines: new Map(), ...needs }).map(
      ({ code, message, path }) => [code, path, message],
    )
  const code = 'signal_event_key_missing_error'
  const said = (signal: string, reason: string) =>
    `nothing tells one "${signal}" from another: ${reason}, and it has neither "event_key" nor a payload member "id"`

  it('is not needed where nobody tells emissions apart', () => {
    expect(missing({})).toEqual([])
  })

  it('is needed by every signal of an app that keeps history', () => {
    expect(missing({ historyIsOn: true })).toEqual([
      [code, 'domain.signals.custom.without', said('without', 'history records it')],
      [code, 'domain.signals.custom.without.too', said('without.too', 'history records it')],
    ])
  })

  it('is needed by what a timeline accumulates', () => {
    const timelines = new Map([
      ['without', 'stats'],
      ['keyed', 'stats'],
    ])
    expect(missing({ timelines })).toEqual([
      [code, 'domain.signals.custom.without', said('without', 'timeline "stats" reads it')],
    ])
  })
})
