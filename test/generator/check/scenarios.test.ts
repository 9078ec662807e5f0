import { describe, expect, it } from 'vitest'
import { checkedYaml, expectMarked } from './check-yaml.js'
import { deskWith } from './desk-with-scenarios.js'

const open = '{ mutation: open, input: { title: Printer } }'

function steps(...lines: readonly string[]): string {
  return deskWith(['steps:', ...lines.map((line) => `  - ${line}`)].join('\n'))
}

describe('the context of a scenario', () => {
  const withContext = (context: string): string => deskWith(`context: ${context}\nsteps: [ { trigger: ${open} } ]`)

  it.each([
    '{}',
    '{ persona: hurried }',
    '{ principal: { subject: u1, claims: { agent: true }, tags: [a] } }',
    '{ principal: { subject: ~ } }',
    '{ session: {} }',
    '{ provider_overrides: { mail.send: { message_id: m1 }, ids.generate: { ids: [a, b] } } }',
  ])('accepts %s', (context) => {
    expectMarked(withContext(context))
  })

  it.each([
    ['{ persona: hurid }', 'spec_reference_not_found_error: did you mean "hurried"?'],
    ['{ principal: { subject: 7 } }', 'scenario_ir_invalid_error: must be text, or null'],
    ['{ principal: { subject: [u1] } }', 'scenario_ir_invalid_error: must be text, or null'],
    ['{ provider_overrides: { mail.sent: {} } }', 'spec_reference_not_found_error: did you mean "mail.send"?'],
    ['{ provider_overrides: { tickets.open: {} } }', 'spec_reference_not_found_error: there is no port "tickets.open"'],
    [
      '{ provider_overrides: { mail.send: { message_id: 7 } } }',
      'spec_contract_conflict_error: "message_id" of the output of port "mail.send" must be text',
    ],
    ['{ provider_overrides: { mail.send: {} } }', 'spec_contract_conflict_error: requires "message_id"'],
    ['{ provider_overrides: { collections.read: { record: ~ } } }', 'scenario_ir_invalid_error: served by the store'],
  ])('refuses %s', (context, mark) => {
    expectMarked(withContext(`${context} # ! ${mark}`))
  })

  it('completes the caller', () => {
    const callerOf = (context: string) => checkedYaml(withContext(context)).suite.scenarios[0]?.principal
    expect(callerOf('{}')).toEqual({ subject: null, claims: {}, tags: [] })
    expect(callerOf('{ persona: hurried }')).toEqual({ subject: null, claims: {}, tags: ['customer'] })
    expect(callerOf('{ persona: hurried, principal: { subject: u1, tags: [] } }')).toEqual({
      subject: 'u1',
      claims: {},
      tags: [],
    })
  })
})

describe('a trigger', () => {
  it.each([
    open,
    '{ query: list }',
    '{ query: list, input: { p: 2 } }',
    '{ mutation: open, generate: true }',
    '{ mutation: open, generate: true, input: { count: 3 } }',
    '{ mutation: open, input: { title: T }, generate: false }',
    '{ mutation: open, input: { title: 7 }, expect_status: rejected, expect_code: validation_error }',
    '{ mutation: open, input: { title: T }, expect_status: error, expect_code: mail_down }',
    '{ mutation: open, input: { title: { $expr: { var: principal.subject } } } }',
  ])('accepts %s', (trigger) => {
    expectMarked(steps(`trigger: ${trigger}`))
  })

  it.each([
    ['{ input: {} }', 'scenario_ir_invalid_error: names none'],
    ['{ mutation: open, query: list, input: { title: T } }', 'scenario_ir_invalid_error: has "mutation" and "query"'],
    ['{ mutation: opne }', 'spec_reference_not_found_error: did you mean "open"?'],
    ['{ mutation: list }', 'spec_reference_not_found_error: there is no mutation "list"'],
    ['{ route: home }', 'spec_reference_not_found_error: there is no route "home"'],
    ['{ mutation: open }', 'spec_contract_conflict_error: the input of mutation "open" requires "title"'],
    ['{ mutation: open, input: { title: 7 } }', 'spec_contract_conflict_error: must be text, and is 7'],
    ['{ mutation: open, input: { title: T, titel: T } }', 'spec_contract_conflict_error: did you mean "title"?'],
    [
      '{ mutation: open, input: { title: { $expr: { length: [ [a] ] } } } }',
      'spec_contract_conflict_error: must be text, and is an int',
    ],
    ['{ mutation: open, input: { title: T, contact: {} } }', 'spec_contract_conflict_error: requires "email"'],
    ['{ query: list, input: { p: one } }', 'spec_contract_conflict_error: must be an int'],
    ['{ query: list, generate: true, input: { find: a, owner: b } }', 'scenario_ir_invalid_error: none to generate'],
    ['{ mutation: open, generate: yes }', 'scenario_ir_invalid_error: must be true or false'],
    ['{ mutation: open, input: { title: T }, expect_code: access_denied_error }', 'scenario_ir_invalid_error: ends ok'],
    [
      '{ mutation: open, input: { title: T }, expect_status: rejected, expect_code: access_denied }',
      'spec_reference_not_found_error: there is no violation code "access_denied"',
    ],
    [
      '{ mutation: open, input_from_capture: { title: name } }',
      'spec_reference_not_found_error: earlier capture "name"',
    ],
    [
      '{ mutation: open, input: { title: { $expr: { var: session.a } } } }',
      'expression_reference_error: sees no "session"',
    ],
    [
      '{ mutation: open, input: { title: { $expr: { var: output.id } } } }',
      'expression_reference_error: sees no "output"',
    ],
    [
      '{ mutation: open, input: { title: { $expr: { var: persona.id } } } }',
      'expression_reference_error: sees no "persona"',
    ],
  ])('refuses %s', (trigger, mark) => {
    expectMarked(steps(`trigger: ${trigger} # ! ${mark}`))
  })

  it('knows what the persona is', () => {
    const input = (path: string): string =>
      `context: { persona: hurried }\nsteps:\n  - trigger: { mutation: open, input: { title: { $expr: { var: ${path} } } } }`
    expectMarked(deskWith(input('persona.traits.tone')))
    expectMarked(deskWith(input('persona.history.0.what')))
    expectMarked(deskWith(`${input('persona.traits.tome')} # ! expression_reference_error: did you mean "tone"?`))
    expectMarked(deskWith(`${input('persona.traits.calls')} # ! spec_contract_conflict_error: must be text, and is 3`))
  })

  it('makes up what nothing else gives, but nothing that chooses among rows', () => {
    const { scenarios } = checkedYaml(
      steps(
        `trigger: ${open}`,
        'capture: { id: { var: output.id } }',
        'trigger: { mutation: open, generate: true, input: { count: 3 }, input_from_capture: { title: id } }',
        'trigger: { query: list, generate: true }',
      ),
    ).suite
    const generated = scenarios[0]?.steps.map(({ trigger }) => trigger?.generated.map(({ name }) => name))
    expect(generated).toEqual([[], undefined, ['contact'], ['owner']])
  })
})

describe('the session of a scenario', () => {
  const session = 'session: { fields: { page: int, draft: { object: { text: text! } } }, defaults: { page: 1 } }\n'
  const withSession = (context: string, title = 'draft.text'): string => {
    const trigger = `{ mutation: open, input: { title: { $expr: { var: [ session.${title}, none ] } } } }`
    return session + deskWith(`context: { session: ${context}\nsteps: [ { trigger: ${trigger} } ]`)
  }

  it.each(['{} }', '{ page: 2 } }', '{ draft: { text: Half a } } }', '{ page: ~ } }'])('accepts %s', (context) => {
    expectMarked(withSession(context))
  })

  it.each([
    ['{ pgae: 2 } }', 'spec_reference_not_found_error: did you mean "page"?'],
    ['{ page: two } }', 'spec_contract_conflict_error: "page" of the session must be an int'],
    ['{ draft: {} } }', 'spec_contract_conflict_error: requires "text"'],
  ])('refuses %s', (context, mark) => {
    expectMarked(withSession(`${context} # ! ${mark}`))
  })

  it('is typed', () => {
    const wrong = withSession('{} }', 'drift.text').replace(
      /\n$/,
      ' # ! expression_reference_error: did you mean "draft"?\n',
    )
    expectMarked(wrong)
  })
})

describe('a route', () => {
  it('is opened with its inputs, and gives what nobody knows before', () => {
    const routes =
      'views: { nodes: [], screens: [ { id: desk } ] }\nroutes: [ { id: home, renders: desk, in: { page: int } } ]\n'
    expectMarked(
      routes +
        steps(
          'trigger: { route: home, input: { page: 2 } }\n    capture: { first: { var: output.tree.0.id }, all: { var: result.status } }',
          'trigger: { route: home, input: { page: two } } # ! spec_contract_conflict_error: must be an int',
          'trigger: { route: hmoe } # ! spec_reference_not_found_error: did you mean "home"?',
        ),
    )
  })
})

describe('captures', () => {
  it.each([
    'capture: { id: { var: output.id }, state: { var: result.status }, at: { var: ctx.now }, who: { var: principal.roles } }',
    'capture: { first: { var: signals.0.payload.id }, code: { var: [ result.violations.0.code, none ] } }',
    'capture: { id: { var: output.id }, again: { cat: [ { var: captured.id }, x ] } }',
    'capture: [ { capture_id: id, source: last_trigger_output, path: id }, { capture_id: all, source: last_trigger_output } ]',
    'capture: [ { capture_id: id, source: last_signal_payload, path: id }, { capture_id: who, source: context, path: principal.subject } ]',
  ])('accept %s', (capture) => {
    expectMarked(steps(`trigger: ${open}`, capture))
  })

  it.each([
    ['capture: { id: { var: output.idd } }', 'expression_reference_error: did you mean "id"?'],
    ['capture: { rows: { var: rows } }', 'expression_reference_error: sees no "rows"'],
    ['capture: { code: { var: result.eror.code } }', 'expression_reference_error: did you mean "error"?'],
    ['capture: { a: { var: captured.b }, b: { var: output.id } }', 'expression_reference_error: only later, in step 2'],
    ['capture: { a: { var: lastPayload } }', 'expression_reference_error: sees no "lastPayload"'],
    ['capture: [ { capture_id: a, source: context } ]', 'scenario_ir_invalid_error: needs a "path"'],
    [
      'capture: [ { capture_id: a, source: context, path: principal..a } ]',
      'scenario_ir_invalid_error: joined with dots',
    ],
    ['capture: [ { capture_id: a, source: context, path: principl.a } ]', 'expression_reference_error: did you mean'],
    ['capture: [ { capture_id: a, source: last_trigger_output, path: idd } ]', 'expression_reference_error: "idd"'],
    [
      'capture: [ { capture_id: a, source: last_expectation_output } ]',
      'scenario_ir_invalid_error: in an earlier step',
    ],
    ['capture: { a: { "==": [ { var: output.ok }, 1 ] } }', 'expression_type_mismatch_error: never equal'],
  ])('refuse %s', (capture, mark) => {
    expectMarked(steps(`trigger: ${open}`, `${capture} # ! ${mark}`))
  })

  it('refuse one name twice, and say where it was first', () => {
    expectMarked(
      steps(
        `trigger: ${open}\n    capture: { id: { var: output.id } }`,
        'capture: { id: { var: output.id } } # ! spec_contract_conflict_error: first captured here',
      ),
    )
  })

  it('have nothing to look at before anything is called', () => {
    expectMarked(steps('capture: { a: { var: output.id } } # ! expression_reference_error: nothing was called'))
  })

  it('have no output of a call that must be refused', () => {
    const refused = '{ mutation: open, input: { title: T }, expect_status: rejected }'
    expectMarked(steps(`trigger: ${refused}`, 'capture: { a: { var: result.violations.0.code } }'))
    expectMarked(
      steps(`trigger: ${refused}`, 'capture: { a: { var: output.id } } # ! expression_reference_error: end rejected'),
    )
  })

  it('have the rows of a query', () => {
    expectMarked(
      steps('trigger: { query: list }', 'capture: { a: { var: rows.0.title }, n: { var: output.rows.length } }'),
    )
    expectMarked(
      steps('trigger: { query: list }', 'capture: { a: { var: rows.0.titel } } # ! expression_reference_error: title'),
    )
  })
})

describe('what is captured', () => {
  const captured = `trigger: ${open}\n    capture: { id: { var: output.id }, n: { length: { var: output.id } } }`

  it('is of the type of what captured it', () => {
    expectMarked(steps(captured, 'trigger: { mutation: open, input: { title: { $expr: { var: captured.id } } } }'))
    const used = (name: string): string =>
      `trigger: { mutation: open, input: { title: { $expr: { var: captured.${name} } } } }`
    expectMarked(steps(captured, `${used('n')} # ! spec_contract_conflict_error: must be text, and is an int`))
    expectMarked(steps(captured, `${used('ix')} # ! expression_reference_error: there is no "ix"`))
  })

  it('fills inputs of its type', () => {
    expectMarked(steps(captured, 'trigger: { mutation: open, input_from_capture: { title: id, count: n } }'))
    const filled = (inputs: string): string =>
      `trigger: { mutation: open, input: { title: T }, input_from_capture: ${inputs} }`
    expectMarked(steps(captured, `${filled('{ count: id }')} # ! spec_contract_conflict_error: the capture "id" is`))
    expectMarked(steps(captured, `${filled('{ conut: n }')} # ! spec_contract_conflict_error: did you mean "count"?`))
  })

  it('cannot be used before it is there', () => {
    const early =
      'trigger: { mutation: open, input: { title: { $expr: { cat: [ { var: [ captured.id, x ] }, y ] } } } }'
    expectMarked(steps(`${early} # ! expression_reference_error: only later, in step 2`, captured))
    const filled = 'trigger: { mutation: open, input_from_capture: { title: id } }'
    expectMarked(steps(`${filled} # ! spec_reference_not_found_error: only in step 2`, captured))
    const guard =
      'expect: { query: list, guards: { structural: [ { description: D, rule: { exists: { var: captured.id } } } ] } }'
    expectMarked(steps(`${guard} # ! expression_reference_error: only later`, captured))
  })
})

describe('an expectation', () => {
  it.each([
    'expect: { query: list }',
    'expect: { query: list, args: { p: 1, find: a } }',
    'expect: { signal: ticket.opened }',
    'expect: { signal: guard.violated }',
    'expect: { projection: board, args: { p: 1, per: 5, order: title, owner: u1 } }',
    'expect: { query: list, signal: ticket.opened, projection: roster }',
  ])('accepts %s', (expectation) => {
    expectMarked(steps(`trigger: ${open}`, expectation))
  })

  it.each([
    ['expect: {}', 'scenario_ir_invalid_error: this one none'],
    ['expect: { query: lits }', 'spec_reference_not_found_error: did you mean "list"?'],
    ['expect: { signal: ticket.open }', 'spec_reference_not_found_error: did you mean "ticket.opened"?'],
    ['expect: { projection: bord }', 'spec_reference_not_found_error: did you mean "board"?'],
    ['expect: { flow_completed: nudge }', 'spec_reference_not_found_error: there is no flow "nudge"'],
    ['expect: { signal: ticket.opened, args: {} }', 'scenario_ir_invalid_error: of a query or a projection'],
    ['expect: { query: list, args: { page: 1 } }', 'spec_contract_conflict_error: has no member "page"'],
    ['expect: { projection: board, args: { p: one } }', 'spec_contract_conflict_error: must be an int'],
    ['expect: { projection: roster, args: { owner: u1 } }', 'spec_contract_conflict_error: has no member "owner"'],
    ['expect: { query: list, args: { find: { $expr: { var: rows.0.id } } } }', 'expression_reference_error: "rows"'],
  ])('refuses %s', (expectation, mark) => {
    expectMarked(steps(`${expectation} # ! ${mark}`))
  })

  it.each([
    ['{ query: list', '{ "==": [ { var: rows.length }, { var: result.output.rows.length } ] }'],
    ['{ query: list', '{ "==": [ { var: rows.0.state }, open ] }'],
    ['{ projection: roster', '{ exists: { var: rows.0.display } }'],
    ['{ signal: ticket.opened', '{ "==": [ { var: payload.title }, { var: output.id } ] }'],
    ['{ signal: ticket.opened', '{ "==": [ { var: signal.signal_name }, { var: result.emittedSignals.0.signalId } ] }'],
  ])('has guards that see what it looks at: %s } %s', (expectation, rule) => {
    const guards = `guards: { structural: [ { description: D, rule: ${rule} } ] }`
    expectMarked(steps(`trigger: ${open}`, `expect: ${expectation}, ${guards} }`))
  })

  it.each([
    ['{ query: list', '{ "==": [ { var: rows.0.state }, opne ] }', 'expression_type_mismatch_error: opne'],
    ['{ query: list', '{ var: rows.0.stat }', 'expression_reference_error: "state"'],
    ['{ query: list', '{ var: principal.subject }', 'expression_reference_error: sees no "principal"'],
    ['{ query: list', '{ var: payload.id }', 'expression_reference_error: sees no "payload"'],
    ['{ projection: roster', '{ var: result.status }', 'expression_reference_error: sees no "result"'],
    ['{ signal: ticket.opened', '{ var: payload.titel }', 'expression_reference_error: "title"'],
    ['{ signal: ticket.opened', '{ var: rows.length }', 'expression_reference_error: sees no "rows"'],
    ['{ signal: ticket.opened', 'just words', 'guard_policy_error'],
  ])('refuses guards that see something else: %s } %s', (expectation, rule, mark) => {
    const guards = `guards: { structural: [ { description: D, rule: ${rule} } ] }`
    expectMarked(steps(`trigger: ${open}`, `expect: ${expectation}, ${guards} } # ! ${mark}`))
  })
})

it('writes rules as their authors could have', () => {
  const rules = [
    '{ and: [ { "==": [ 0, { var: rows.length } ] }, { "!": { var: output.rows } } ] }',
    '{ in: [ { var: [ result.error.message, "a: b" ] }, [ open, "", "true", "1" ] ] }',
    '{ "==": [ { var: result.error.details.0 }, [ ~, 1.5, yes ] ] }',
  ]
  const guards = rules.map((rule) => `{ description: D, rule: ${rule} }`).join(', ')
  const { scenarios } = checkedYaml(steps(`expect: { query: list, guards: { structural: [ ${guards} ] } }`)).suite
  expect(scenarios[0]?.steps[0]?.expect?.written.map(({ text }) => text)).toEqual([
    '{ and: [ { "==": [ 0, { var: rows.length } ] }, { "!": { var: output.rows } } ] }',
    '{ in: [ { var: [ result.error.message, "a: b" ] }, [ open, "", "true", "1" ] ] }',
    '{ "==": [ { var: result.error.details.0 }, [ null, 1.5, yes ] ] }',
  ])
})
