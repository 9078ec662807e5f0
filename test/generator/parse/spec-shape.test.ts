import { describe, expect, it } from 'vitest'
import { head, tellSpec } from './tell.js'

describe('collections and signals', () => {
  it.each([
    [
      'have fields',
      'domain: { collections: { c: {}, d: [], "e f": { fields: {} }, prototype: { fields: { a: text } } } }',
      [
        'authoring_spec_invalid domain.collections.c "{}": a collection needs the key "fields"',
        'authoring_spec_invalid domain.collections.d "[]": "d" must be a mapping, not an empty list',
        'spec_contract_conflict_error domain.collections.e f "\\"e f\\"": the key "e f" must be letters, digits, underscores, and dots or hyphens between them',
        'spec_contract_conflict_error domain.collections.prototype "prototype": nothing can be named "prototype"',
      ],
    ],
    [
      'have a payload and a version',
      'domain: { signals: { custom: { s: { version: 0 }, t.u: { payload: {}, version: "2", event_key: { cat: [a] } }, t-u: { payload: {} } }, system: {} } }',
      [
        'spec_unknown_key_error domain.signals.system "system": the signals section has no key "system" (there is "custom")',
        'authoring_spec_invalid domain.signals.custom.s "{ version: 0 }": a signal needs the key "payload"',
        'authoring_spec_invalid domain.signals.custom.s.version "0": "version" must be a whole number of at least 1, not the number 0',
        'authoring_spec_invalid domain.signals.custom.t.u.version "\\"2\\"": "version" must be a whole number of at least 1, not the text "2" (leave out the quotes)',
        'spec_contract_conflict_error domain.signals.custom.t-u "t-u": the key "t-u" must be names of letters, digits and underscores, joined with dots',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})

describe('an action', () => {
  it.each([
    ['may be empty', 'domain: { actions: { desk.nothing: {} } }', []],
    [
      'has steps of one form',
      'domain: { actions: { a: { do: [{ call: x, expr: 1, as: y }, {}, { cal: x }, { with: {} }, 7, { if: true, then: [], else: [{}] }] } } }',
      [
        'domain_runtime_ir_invalid_error domain.actions.a.do.0 "expr": a step is one thing, and this one has both "call" and "expr"',
        'domain_runtime_ir_invalid_error domain.actions.a.do.1 "{}": a step needs one of "call", "expr" or "if"',
        'domain_runtime_ir_invalid_error domain.actions.a.do.2 "{ cal: x }": a step needs one of "call", "expr" or "if" (did you mean "call"?)',
        'domain_runtime_ir_invalid_error domain.actions.a.do.3 "{ with: {} }": a step needs one of "call", "expr" or "if"',
        'authoring_spec_invalid domain.actions.a.do.4 "7": an entry of "do" must be a mapping, not the number 7',
        'domain_runtime_ir_invalid_error domain.actions.a.do.5.else.0 "{}": a step needs one of "call", "expr" or "if"',
      ],
    ],
    [
      'has whole steps',
      'domain: { actions: { a: { do: [{ expr: 1 }, { if: true }, { call: "" }, { expr: 1, as: 2b }, { call: c, with: 5, as: a.b }, { expr: 1, as: x, with: {} }] } } }',
      [
        'authoring_spec_invalid domain.actions.a.do.0 "{ expr: 1 }": an expression step needs the key "as"',
        'authoring_spec_invalid domain.actions.a.do.1 "{ if: true }": an if step needs the key "then"',
        'authoring_spec_invalid domain.actions.a.do.2.call "\\"\\"": "call" must be text that is not empty, not the text ""',
        'spec_contract_conflict_error domain.actions.a.do.3.as "2b": "as" must be a name of letters, digits and underscores that begins with no digit, not the text "2b"',
        'authoring_spec_invalid domain.actions.a.do.4.with "5": "with" must be a mapping, not the number 5',
        'spec_contract_conflict_error domain.actions.a.do.4.as "a.b": "as" must be a name of letters, digits and underscores that begins with no digit, not the text "a.b"',
        'spec_unknown_key_error domain.actions.a.do.5.with "with": an expression step has no key "with" (a call step has it)',
      ],
    ],
    [
      'emits signals with a payload',
      'domain: { actions: { a: { emits: [{ signal: s }, { payload: {} }, { signal: s, payload: [1], when: { eq: 1 } }, { signal: s, payload: { $expr: { var: input } } }] } } }',
      [
        'authoring_spec_invalid domain.actions.a.emits.0 "{ signal: s }": an entry of "emits" needs the key "payload"',
        'authoring_spec_invalid domain.actions.a.emits.1 "{ payload: {} }": an entry of "emits" needs the key "signal"',
        'authoring_spec_invalid domain.actions.a.emits.2.payload "[1]": "payload" must be a mapping, not a list of 1',
        'unsupported_expression_error domain.actions.a.emits.2.when.eq "eq": there is no operator "eq"',
      ],
    ],
    [
      'has effects that exist',
      'domain: { actions: { a: { effects: [write, writ, read, 5] } } }',
      [
        'authoring_spec_invalid domain.actions.a.effects.1 "writ": an entry of "effects" must be "compute", "read", "write", "network", "emit" or "session", not the text "writ" (did you mean "write"?)',
        'authoring_spec_invalid domain.actions.a.effects.3 "5": an entry of "effects" must be "compute", "read", "write", "network", "emit" or "session", not the number 5',
      ],
    ],
    [
      'has legal names and defaults',
      'domain: { actions: { "a..b": {}, a.b: { in: { c d: text, ok: text! }, out: { x: text }, defaults: { ok: { any: [thing] }, e-f: 1 }, description: 5 } } }',
      [
        'spec_contract_conflict_error domain.actions.a..b "\\"a..b\\"": the key "a..b" must be names of letters, digits and underscores, joined with dots',
        'spec_contract_conflict_error domain.actions.a.b.in.c d "c d": the key "c d" must be a name of letters, digits and underscores that begins with no digit',
        'spec_contract_conflict_error domain.actions.a.b.defaults.e-f "e-f": the key "e-f" must be a name of letters, digits and underscores that begins with no digit',
        'authoring_spec_invalid domain.actions.a.b.description "5": "description" must be text, not the number 5 (write it in quotes)',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})

describe('a capability', () => {
  it.each([
    [
      'is local or external',
      'domain: { capabilities: { l: { return: {} }, e: { in: {}, out: {}, version: 1.2.3, effects: [read] } } }',
      [],
    ],
    [
      'is local with steps, and then returns something',
      'domain: { capabilities: { l: { do: [{ expr: 1, as: a }, { exp: 1, as: a }] } } }',
      [
        'authoring_spec_invalid domain.capabilities.l "{ do: [{ expr: 1, as: a }, { e…": a local capability needs the key "return"',
        'domain_runtime_ir_invalid_error domain.capabilities.l.do.1 "{ exp: 1, as: a }": a step of a local capability needs "expr" (did you mean "expr"?)',
      ],
    ],
    [
      'has a version of three numbers, in quotes where it would be a number',
      'domain: { capabilities: { e: { in: {}, out: {}, version: 1.0 }, f: { in: {}, out: {}, version: 01.0.0 } } }',
      [
        'authoring_spec_invalid domain.capabilities.e.version "1.0": "version" must be a version of three numbers, such as 1.0.0, not the number 1 (write it in quotes)',
        'authoring_spec_invalid domain.capabilities.f.version "01.0.0": "version" must be a version of three numbers, such as 1.0.0, not the text "01.0.0"',
      ],
    ],
    [
      'needs both sides when it is external',
      'domain: { capabilities: { e: { in: {} } } }',
      ['authoring_spec_invalid domain.capabilities.e "{ in: {} }": an external capability needs the key "out"'],
    ],
    [
      'has no version when it is local',
      'domain: { capabilities: { l: { return: {}, version: 1.0.0, efects: [] } } }',
      [
        'spec_unknown_key_error domain.capabilities.l.version "version": a local capability has no key "version" (an external capability has it)',
        'spec_unknown_key_error domain.capabilities.l.efects "efects": a local capability has no key "efects" (there are "do", "in", "out" and "return")',
      ],
    ],
    [
      'returns members',
      'domain: { capabilities: { l: { return: 5 } } }',
      ['authoring_spec_invalid domain.capabilities.l.return "5": "return" must be a mapping, not the number 5'],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})

describe('access', () => {
  it.each([
    [
      'says both what it is by default and who there is',
      'access: {}',
      [
        'authoring_spec_invalid access "{}": the access section needs the key "default_policy"',
        'authoring_spec_invalid access "{}": the access section needs the key "roles"',
      ],
    ],
    [
      'has words and lists',
      'access: { default_policy: alow, roles: { r: { extends: s, description: [], derive: [] } } }',
      [
        'authoring_spec_invalid access.default_policy "alow": "default_policy" must be "allow" or "deny", not the text "alow" (did you mean "allow"?)',
        'authoring_spec_invalid access.roles.r.extends "s": "extends" must be a list of roles, not the text "s"',
        'authoring_spec_invalid access.roles.r.description "[]": "description" must be text, not an empty list',
        'authoring_spec_invalid access.roles.r.derive "[]": "derive" must be a mapping, not an empty list',
      ],
    ],
    [
      'has rules with arguments',
      'access: { default_policy: allow, roles: { r: { derive: { auth_is_authenticated: true, auth_claim_equals: [a] } }, s: { derive: { auth_is_authenticated: [1], auth_claim_equals: ["", { any: 1 }] } } } }',
      [
        'authoring_spec_invalid access.roles.r.derive.auth_is_authenticated "true": "auth_is_authenticated" must be an empty list, not true',
        'authoring_spec_invalid access.roles.r.derive.auth_claim_equals "[a]": "auth_claim_equals" must be a list of a claim and a value, not a list of 1',
        'authoring_spec_invalid access.roles.s.derive.auth_is_authenticated "[1]": "auth_is_authenticated" must be an empty list, not a list of 1',
        'authoring_spec_invalid access.roles.s.derive.auth_claim_equals.0 "\\"\\"": an entry of "auth_claim_equals" must be text that is not empty, not the text ""',
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})

describe('queries and mutations', () => {
  it.each([
    [
      'say what they take and return',
      'queries: [{}, { id: q, in: {}, returns: {} }, { id: 5, in: [], returns: p, wher: true }]',
      [
        'authoring_spec_invalid queries.0 "{}": a query needs the key "id"',
        'authoring_spec_invalid queries.0 "{}": a query needs the key "in"',
        'authoring_spec_invalid queries.0 "{}": a query needs the key "returns"',
        'authoring_spec_invalid queries.1.returns "{}": what a query returns needs the key "projection"',
        'spec_unknown_key_error queries.2.wher "wher": a query has no key "wher" (did you mean "where"?)',
        'authoring_spec_invalid queries.2.id "5": "id" must be letters, digits, underscores, and dots or hyphens between them, not the number 5 (write it in quotes)',
        'authoring_spec_invalid queries.2.in "[]": "in" must be a mapping of names to types, not an empty list',
        'authoring_spec_invalid queries.2.returns "p": "returns" must be a mapping, not the text "p"',
      ],
    ],
    [
      'name roles',
      'queries: [{ id: q, in: {}, returns: { projection: p }, access: { roles: [] } }, { id: r, in: {}, returns: { projection: p }, access: { roles: [1], role: x } }]',
      [
        'authoring_spec_invalid queries.0.access.roles "[]": "roles" must have at least one entry',
        'spec_unknown_key_error queries.1.access.role "role": the access of an entrypoint has no key "role" (did you mean "roles"?)',
        'authoring_spec_invalid queries.1.access.roles.0 "1": an entry of "roles" must be text that is not empty, not the number 1 (write it in quotes)',
      ],
    ],
    [
      'run an action',
      'mutations: [{ id: m, in: {}, run: { actionId: a } }, { id: n, in: {}, defaults: {}, run: { actionId: a, input: { $expr: { var: input } } } }, { id: o, in: {}, run: { actionId: a, input: [] } }]',
      [
        'authoring_spec_invalid mutations.0.run "{ actionId: a }": what a mutation runs needs the key "input"',
        'spec_unknown_key_error mutations.1.defaults "defaults": a mutation has no key "defaults" (there are "access", "id", "in" and "run")',
        'authoring_spec_invalid mutations.1.run.input "{ $expr: { var: input } }": "input" must name its members, each with its value ({} hands on everything)',
        'authoring_spec_invalid mutations.2.run.input "[]": "input" must be a mapping, not an empty list',
      ],
    ],
    [
      'take every type',
      'queries: [{ id: q, in: { a: { array: { object: { b: text! } } } }, returns: { projection: p } }]',
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(tellSpec(head + text)).toEqual(expected)
  })
})
