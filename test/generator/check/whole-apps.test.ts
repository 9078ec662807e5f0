import { expect, it } from 'vitest'
import { readText } from '../../harness/source-files.js'
import { checkYaml, expectMarked } from './check-yaml.js'

// Without what it includes: here there is one text.
const helpdesk = readText('examples/helpdesk/app.yaml').replace(/^include:.*\n/m, '')

it('finds nothing wrong with the helpdesk', () => {
  expect(checkYaml(helpdesk).diagnostics).toEqual([])
})

/** Replaces what stands in exactly one line, and marks the line with what must be found there. */
function spoil(text: string, [right, wrong, code]: (typeof faults)[number]): string {
  const lines = text.split('\n')
  const places = lines.flatMap((line, index) => (line.includes(right) ? [index] : []))
  expect(places.length, right).toBe(1)
  return lines
    .map((line, index) =>
      index === places[0] ? `${line.replace(right, wrong).replace(/ +#.*$/, '')}  # ! ${code}` : line,
    )
    .join('\n')
}

const faults: readonly (readonly [right: string, wrong: string, code: string])[] = [
  ['- call: desk.load', '- call: desk.lod', 'spec_reference_not_found_error'],
  ['effects: [write, network, emit]           #', 'effects: [write, emit]  #', 'spec_effect_undeclared_error'],
  ['- if: { exists: { var: input.agent_id } }', '- if: { exists: { var: input.agent } }', 'expression_reference_error'],
  ['comment_count: 0', 'comment_count: none', 'spec_contract_conflict_error'],
  ['with: { collection: comments, id:', 'with: { collection: coments, id:', 'spec_reference_not_found_error'],
  ['[ { var: row.queue }, { var: input.queue } ]', '[ { var: row.queue }, bills ]', 'expression_type_mismatch_error'],
  ['fields: [t.title, customer, handler]', 'fields: [t.title, customer, handlr]', 'projection_plan_invalid_error'],
  ['projection: tickets_of_caller }', 'projection: tickets_of_callers }', 'spec_reference_not_found_error'],
  ['extends: [agent]', 'extends: [agnt]', 'spec_reference_not_found_error'],
  ['- id: reopen_ticket', '- id: close_ticket', 'spec_duplicate_id_error'],
]

it('finds the mistakes of every section in one run, each at its line, and nothing that follows from them', () => {
  expectMarked(faults.reduce(spoil, helpdesk))
})
