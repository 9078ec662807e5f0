import { type Edit, type Expected, type Fault, fault } from '../harness/fault.js'

const a = 'app.yaml'
const conflict = 'spec_contract_conflict_error'
const mismatch = 'expression_type_mismatch_error'
const unknownKey = 'spec_unknown_key_error'
const shape = 'authoring_spec_invalid'
const missing = 'spec_reference_not_found_error'

/** One edit of an app and the one thing that is to be told of it, on the line that has these words. */
function one(
  base: string,
  name: string,
  [search, by]: readonly [string, string],
  [code, on]: readonly [string, string],
) {
  const edit: Edit = [a, search, by]
  const expected: Expected = [code, a, on]
  return fault(base, name, [edit], [expected])
}

const tags = 'tags: { $expr: { var: [ input.tags, [] ] } }'
const round = 'price: { $expr: { max: [ 0, { var: lowered } ] } }'
const booked = '      visit.booked: { payload: { id: id!, urgency: int! } }\n'
const rule = 'rule: { ">=": [ { var: price }, 0 ] }'
const signal = '        - signal: visit.booked\n          payload'

/** Faults of what one place gives and another takes, where each place by itself is right. */
export const contractFaults: readonly Fault[] = [
  // a value that is chosen among several
  one(
    'bookshop',
    'a default of another type',
    ['[ input.tags, [] ]', '[ input.tags, "" ]'],
    [conflict, 'input.tags, ""'],
  ),
  one(
    'bookshop',
    'a list that stands in with other items',
    [tags, 'tags: { $expr: { coalesce: [ { var: input.tags }, [ 1 ] ] } }'],
    [conflict, '[ 1 ]'],
  ),
  one(
    'bookshop',
    'a choice of which one is no value of the enum',
    ['shelf: cellar', 'shelf: { $expr: { if: [ { var: input.tags }, front, attic ] } }'],
    [conflict, 'attic'],
  ),
  one(
    'bookshop',
    'a time that is a word when there is none',
    [
      'added_at: { $expr: { var: ctx.now } }',
      'added_at: { $expr: { coalesce: [ { var: principal.claims.at }, now ] } }',
    ],
    [conflict, 'principal.claims.at'],
  ),
  one(
    'bookshop',
    'a default on which an operator cannot work',
    [round, 'price: { $expr: { max: [ 0, { var: [ input.off, none ] } ] } }'],
    [mismatch, 'input.off, none'],
  ),
  one(
    'clinic',
    'a default that has no order with what it is compared with',
    ['{ var: [ input.age, 0 ] }', '{ var: [ input.age, "0" ] }'],
    [mismatch, 'input.age, "0"'],
  ),
  // what is the same whatever happens
  one(
    'bookshop',
    'an order with null',
    [rule, 'rule: { ">=": [ { var: price }, null ] }'],
    [mismatch, 'price }, null'],
  ),
  one(
    'bookshop',
    'an int that equals a fraction',
    [rule, 'rule: { "!=": [ { var: copies }, 1.5 ] }'],
    [mismatch, 'copies }, 1.5'],
  ),
  one(
    'bookshop',
    'a time that equals a day',
    [rule, 'rule: { "!=": [ { var: added_at }, "2026-01-01" ] }'],
    [mismatch, '"2026-01-01"'],
  ),
  one(
    'bookshop',
    'a name in the place of the value for a step to ask about',
    ['- if: { "!": { exists: { var: refusal } } }', '- if: refusal'],
    [mismatch, '- if: refusal'],
  ),
  one(
    'bookshop',
    'a name in the place of the value for an operator to ask about',
    ['ok: { $expr: { "!": { exists: { var: refusal } } } }', 'ok: { $expr: { "!": { exists: refusal } } }'],
    [mismatch, '{ exists: refusal }'],
  ),
  one(
    'bookshop',
    'a name in the place of the value for a filter to ask about',
    ['where: { ">": [ { var: row.left }, 0 ] }', 'where: row.left'],
    [mismatch, 'where: row.left'],
  ),
  one(
    'clinic',
    'a signal when a name',
    [signal, signal.replace('payload', 'when: rank\n          payload')],
    [mismatch, 'when: rank'],
  ),
  one(
    'clinic',
    'a signal when two words are one',
    [signal, signal.replace('payload', 'when: { "==": [ urgent, calm ] }\n          payload')],
    ['unreachable_emit_warning', 'urgent, calm'],
  ),
  one('clinic', 'a role that nobody can have', ['{ in: [ doctor,', '{ in: [ docter,'], [missing, 'docter']),
  one(
    'clinic',
    'a second id where one is asked for',
    ['return: { visit_id: { $expr: { var: fresh.ids.0 } }', 'return: { visit_id: { $expr: { var: fresh.ids.1 } }'],
    ['expression_reference_error', 'fresh.ids.1'],
  ),
  fault(
    'clinic',
    'a key that is one for all emissions',
    [
      [a, 'app: { id: clinic,', 'app: { history: { enabled: true }, id: clinic,'],
      [a, booked, booked.replace(' }\n', ', event_key: { cat: [ payload.id, "-" ] } }\n')],
    ],
    [['signal_event_key_missing_error', a, 'event_key']],
  ),
  // what a mutation lets in
  one(
    'bookshop',
    'a mutation that can be called without what its action requires',
    [
      'in: { title: text!, author_id: id!, price: number!, copies: int,',
      'in: { title: text, author_id: id!, price: number!, copies: int,',
    ],
    [conflict, 'in: { title: text,'],
  ),
  one(
    'bookshop',
    'an input that is handed on and may be missing',
    ['in: { book: id!, copies: int!,', 'in: { book: id!, copies: int,'],
    [conflict, 'copies: { $expr: { var: input.copies } }\n        address'],
  ),
  one(
    'bookshop',
    'an input of a mutation under another name than the action has',
    [
      'in: { title: text!, author_id: id!, price: number!, copies: int,',
      'in: { name: text!, author_id: id!, price: number!, copies: int,',
    ],
    [conflict, 'in: { name: text!,'],
  ),
  // a name that was changed is one mistake
  one(
    'bookshop',
    'a member under another name',
    ['with: { price: { $expr', 'with: { amount: { $expr'],
    [conflict, 'with: { amount:'],
  ),
  one(
    'bookshop',
    'a required key under another name',
    ['            patch:\n', '            pach:\n'],
    [conflict, 'pach:'],
  ),
  one(
    'bookshop',
    'the steps of a branch under another key',
    [
      '        - if: { "!": { exists: { var: refusal } } }\n          then:',
      '        - if: { "!": { exists: { var: refusal } } }\n          do:',
    ],
    [unknownKey, '          do:\n            - { call: ids.generate, with: { prefix: or_ }'],
  ),
  one(
    'workspace',
    'a session default under a misspelt name',
    ['    theme: light', '    them: light'],
    ['session_ir_invalid_error', '    them: light'],
  ),
  one(
    'gallery',
    'a step of migrate under another key',
    ['          - from_version: 2\n', '          - from: 2\n'],
    [unknownKey, '- from: 2'],
  ),
  one(
    'gallery',
    'a version that went back',
    ['        version: 3\n', '        version: 2\n'],
    ['signal_migration_chain_error', 'from_version: 2'],
  ),
  // words that stand twice
  one(
    'bookshop',
    'an effect twice',
    ['effects: [write, network]', 'effects: [write, network, write]'],
    [shape, 'network, write]'],
  ),
  one('bookshop', 'a role twice', ['extends: [seller]', 'extends: [seller, seller]'], [shape, '[seller, seller]']),
  one(
    'bookshop',
    'a patch twice',
    ['applies_to: [upsert, update]', 'applies_to: [update, update]'],
    ['spec_invariant_invalid_error', '[update, update]'],
  ),
  // what follows from a circle is not told
  fault(
    'clinic',
    'two actions that call each other',
    [
      [
        a,
        '      return: { ok: true }',
        '        - { call: visits.book, with: { reason: again }, as: again }\n      return: { ok: true }',
      ],
      [
        a,
        '        - call: text.message\n',
        '        - { call: visits.close, with: { id: v, doctor_id: d } }\n        - call: text.message\n',
      ],
    ],
    [[conflict, a, 'call: visits.close, with']],
  ),
]
