import { expect, it } from 'vitest'
import { readText } from '../../harness/source-files.js'
import { checkYaml, lineOf } from './check-yaml.js'

const helpdesk = readText('examples/helpdesk/app.yaml')

it('finds nothing wrong with the helpdesk', () => {
  expect(checkYaml(helpdesk).diagnostics).toEqual([])
})

// One mistake each in different sections; what a mistake makes impossible to know is not reported on top of it.
const faults: readonly (readonly [right: string, wrong: string, code: string])[] = [
  ['call: routing.triage', 'call: routing.triag', 'spec_reference_not_found_error'],
  ['effects: [write, network, emit]           #', 'effects: [write, emit]           #', 'spec_effect_undeclared_error'],
  ['{ exists: { var: input.agent_id } }', '{ exists: { var: input.agent } }', 'expression_reference_error'],
  ['comment_count: 0\n', 'comment_count: none\n', 'spec_contract_conflict_error'],
  ['collection: comments\n                    id', 'collection: coments\n                    id', 'spec_reference_not_found_error'],
  ['{ "==": [ { var: desk.ticket.state }, closed ] }\n              - ticket_closed\n              - { "==": [ { length', '{ "==": [ { var: desk.ticket.state }, shut ] }\n              - ticket_closed\n              - { "==": [ { length', 'expression_type_mismatch_error'],
  ['fields: [t.title, customer, handler]', 'fields: [t.title, customer, handlr]', 'projection_plan_invalid_error'],
  ['returns: { projection: tickets_of_caller }', 'returns: { projection: tickets_of_callers }', 'spec_reference_not_found_error'],
  ['run: { actionId: comments.remove, input: {} }', 'run: { actionId: tickets.close, input: {} }', 'spec_contract_conflict_error'],
  ['extends: [agent]\n', 'extends: [agnt]\n', 'spec_reference_not_found_error'],
  ['- id: reopen_ticket', '- id: close_ticket', 'spec_duplicate_id_error'],
]

it('finds eleven mistakes of eleven kinds in one run, at their lines, and nothing else', () => {
  let text = helpdesk
  for (const [right, wrong] of faults) {
    expect(text.split(right).length, right).toBe(2)
    text = text.replace(right, wrong)
  }
  const wanted = faults.map(([, wrong, code]) => {
    const first = text.slice(0, text.indexOf(wrong)).split('\n').length
    return [first, code] as const
  })
  const found = checkYaml(text).diagnostics.map((one) => [lineOf(text, one), one.code] as const)
  expect(found.map(([, code]) => code).sort()).toEqual(
    [...wanted.map(([, code]) => code), 'spec_contract_conflict_error'].sort(),
  )
})
