import { describe, expect, it } from 'vitest'
import { tellSpec } from './tell.js'

describe('the top of an app spec', () => {
  it.each([
    ['needs nothing but the app', 'app: { id: a-b, name: A, tz: Europe/Berlin }', []],
    ['needs the app', 'domain: {}', ['authoring_spec_invalid $ "domain: {}": the app spec needs the key "app"']],
    [
      'tells a misspelt key once',
      'apps: { id: a, name: A, tz: UTC }',
      ['spec_unknown_key_error apps "apps": the app spec has no key "apps" (did you mean "app"?)'],
    ],
    [
      'names the keys where they are few',
      'app: { id: a, name: A, tz: UTC, owner: me }',
      [
        'spec_unknown_key_error app.owner "owner": the app has no key "owner" (there are "history", "id", "name" and "tz")',
      ],
    ],
    [
      'needs every key of the app',
      'app: {}',
      [
        'authoring_spec_invalid app "{}": the app needs the key "id"',
        'authoring_spec_invalid app "{}": the app needs the key "name"',
        'authoring_spec_invalid app "{}": the app needs the key "tz"',
      ],
    ],
    [
      'is not anything else',
      'app: [a]\ndomain: text\nqueries: {}\naccess: ~',
      [
        'authoring_spec_invalid app "[a]": "app" must be a mapping, not a list of 1',
        'authoring_spec_invalid domain "text": "domain" must be a mapping, not the text "text"',
        'authoring_spec_invalid queries "{}": "queries" must be a list of queries, not a mapping',
        'authoring_spec_invalid access "~": "access" must be a mapping, not nothing',
      ],
    ],
    [
      'takes notes anywhere',
      'x-a: 1\napp: { id: a, name: A, tz: UTC, x-b: [1] }\naccess: { default_policy: deny, roles: { r: { x-c: ~, derive: { x-d: 1 } } }, x-e: {} }',
      [],
    ],
    [
      'has a legal id, a name and a zone',
      'app: { id: "a b", name: "  ", tz: Mars/Base }',
      [
        'spec_contract_conflict_error app.id "\\"a b\\"": "id" must be letters, digits, underscores and hyphens, beginning with a letter, not the text "a b"',
        'authoring_spec_invalid app.name "\\"  \\"": "name" must be text that is not empty, not the text "  "',
        'authoring_spec_invalid app.tz "Mars/Base": "tz" must be a time zone of the IANA list, such as Europe/Berlin, not the text "Mars/Base"',
      ],
    ],
    [
      'has texts, not numbers',
      'app: { id: 1, name: true, tz: 2 }',
      [
        'authoring_spec_invalid app.id "1": "id" must be letters, digits, underscores and hyphens, beginning with a letter, not the number 1 (write it in quotes)',
        'authoring_spec_invalid app.name "true": "name" must be text that is not empty, not true (write it in quotes)',
        'authoring_spec_invalid app.tz "2": "tz" must be a time zone of the IANA list, such as Europe/Berlin, not the number 2 (write it in quotes)',
      ],
    ],
    [
      'takes zones by any of their names, but no offsets',
      'app: { id: a, name: A, tz: "+01:00" }',
      [
        'authoring_spec_invalid app.tz "\\"+01:00\\"": "tz" must be a time zone of the IANA list, such as Europe/Berlin, not the text "+01:00"',
      ],
    ],
    ['takes links among zones', 'app: { id: a, name: A, tz: Asia/Calcutta }', []],
    [
      'is not named after what JavaScript owns',
      'app: { id: constructor, name: A, tz: UTC }',
      ['spec_contract_conflict_error app.id "constructor": nothing can be named "constructor"'],
    ],
    [
      'is not called a word that begins with a digit',
      'app: { id: 1a, name: A, tz: UTC }',
      [
        'spec_contract_conflict_error app.id "1a": "id" must be letters, digits, underscores and hyphens, beginning with a letter, not the text "1a"',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(text)).toEqual(expected)
  })
})

describe('the history of an app', () => {
  it.each([
    ['may be switched off', 'app: { id: a, name: A, tz: UTC, history: { enabled: false } }', []],
    ['may be switched on', 'app: { id: a, name: A, tz: UTC, history: { enabled: true, retention: 90d } }', []],
    ['may hint at a provider', 'app: { id: a, name: A, tz: UTC, history: { provider: history.local@^1.0.0 } }', []],
    [
      'has the shapes that it has',
      'app: { id: a, name: A, tz: UTC, history: { enabled: yes, provider: local, retention: 90 days } }',
      [
        'authoring_spec_invalid app.history.enabled "yes": "enabled" must be true or false, not the text "yes"',
        'authoring_spec_invalid app.history.provider "local": "provider" must be a provider with a range of versions, such as history.local@^1.0.0, not the text "local"',
        'authoring_spec_invalid app.history.retention "90 days": "retention" must be a whole number with a unit of ms, s, m, h, d or w, such as 90d, not the text "90 days"',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(text)).toEqual(expected)
  })
})
