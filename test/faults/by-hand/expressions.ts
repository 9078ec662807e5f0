import { type Fault, fault } from '../harness/fault.js'

const expression = 'unsupported_expression_error'
const reference = 'expression_reference_error'
const type = 'expression_type_mismatch_error'
const conflict = 'spec_contract_conflict_error'

const round = 'price: { $expr: { max: [ 0, { var: lowered } ] } }'

function inRound(name: string, by: string, code: string): Fault {
  return fault('bookshop', name, [['app.yaml', round, `price: ${by}`]], [[code, 'app.yaml', `price: ${by}`]])
}

/** Expressions and templates, and the types of what they give. */
export const expressionFaults: readonly Fault[] = [
  inRound('two operators in one mapping', '{ $expr: { max: [ 1 ], min: [ 1 ] } }', expression),
  inRound('an empty mapping', '{ $expr: {} }', expression),
  inRound('an unknown operator', '{ $expr: { maximum: [ 1 ] } }', expression),
  inRound('an operator of JavaScript', '{ $expr: { toString: [ 1 ] } }', expression),
  inRound('the operator __proto__', '{ $expr: { __proto__: [ 1 ] } }', expression),
  inRound('a marker within an expression', '{ $expr: { max: [ { $expr: 1 } ] } }', expression),
  inRound('a marker beside another key', '{ $expr: 1, unit: EUR }', expression),
  inRound('three arguments to a comparison', '{ $expr: { if: [ { "<": [ 1, 2, 3 ] }, 1, 2 ] } }', expression),
  inRound('one argument to an equality', '{ $expr: { if: [ { "==": 1 }, 1, 2 ] } }', expression),
  inRound('a condition without a value', '{ $expr: { if: [ true ] } }', expression),
  inRound('a path that is computed', '{ $expr: { var: { var: lowered } } }', expression),
  inRound('a path with an empty step', '{ $expr: { var: input..price } }', expression),
  inRound('a path with three parts', '{ $expr: { var: [ input.price, 0, 1 ] } }', expression),
  inRound('a sum of a number and a text', '{ $expr: { "+": [ 1, a ] } }', type),
  inRound('a difference of a truth value', '{ $expr: { "-": [ true, 1 ] } }', type),
  inRound('a product of a list', '{ $expr: { "*": [ 2, [ 1, 2 ] ] } }', type),
  inRound('a division by the literal zero', '{ $expr: { "/": [ { var: input.price }, 0 ] } }', type),
  inRound('the greatest of a text', '{ $expr: { max: [ a, 1 ] } }', type),
  inRound('a text where a number is given', '{ $expr: { cat: [ { var: lowered } ] } }', conflict),
  inRound('a literal text where a number is given', 'a lot', conflict),
  inRound('null where a number is required', '{ $expr: { if: [ { ">": [ { var: lowered }, 1 ] }, null ] } }', conflict),
  inRound('the caller in a local capability', '{ $expr: { length: { var: principal.subject } } }', reference),
  inRound('the call in a local capability', '{ $expr: { length: { var: ctx.now } } }', reference),
  inRound('a step that comes later', '{ $expr: { var: raised } }', reference),
  inRound('a literal that was meant as a path', '{ $expr: lowered }', conflict),
  inRound('a concatenation of a list', '{ $expr: { length: { cat: [ [ 1 ] ] } } }', type),
  fault(
    'bookshop',
    'a comparison of a number and a text, deep within',
    [
      [
        'app.yaml',
        '{ "<": [ { var: found.record.copies }, { var: input.copies } ] }',
        '{ and: [ true, { or: [ { "<": [ { var: found.record.title }, { var: input.copies } ] } ] } ] }',
      ],
    ],
    [[type, 'app.yaml', 'found.record.title']],
  ),
  fault(
    'bookshop',
    'an equality that never holds',
    [
      [
        'app.yaml',
        'rule: { or: [ { "!=": [ { var: shelf }, front ] }',
        'rule: { or: [ { "!=": [ { var: shelf }, frnt ] }',
      ],
    ],
    [[type, 'app.yaml', 'frnt']],
  ),
  fault(
    'gallery',
    'a member of an enum that does not exist',
    [['app.yaml', '{ "==": [ { var: row.state }, hung ] }', '{ "==": [ { var: row.state }, hanged ] }']],
    [[type, 'app.yaml', 'hanged']],
  ),
  fault(
    'bookshop',
    'a literal outside of its enum',
    [['app.yaml', 'shelf: cellar', 'shelf: attic']],
    [[conflict, 'app.yaml', 'attic']],
  ),
  fault(
    'bookshop',
    'a trim of a number',
    [['app.yaml', '{ $expr: { trim: { var: input.title } } }', '{ $expr: { trim: { var: input.price } } }']],
    [[type, 'app.yaml', 'trim:']],
  ),
  fault(
    'bookshop',
    'a field that the record does not have',
    [['app.yaml', '                shelf: cellar\n', '                shelf: cellar\n                isbn: x\n']],
    [[conflict, 'app.yaml', 'isbn']],
  ),
  fault(
    'bookshop',
    'a field that the record must have',
    [['app.yaml', '                shelf: cellar\n', '']],
    [[conflict, 'app.yaml', 'title: { $expr: { trim']],
  ),
  fault(
    'bookshop',
    'a field of the wrong type',
    [
      [
        'app.yaml',
        'copies: { $expr: { coalesce: [ { var: input.copies }, 1 ] } }',
        'copies: { $expr: { var: input.title } }',
      ],
    ],
    [[conflict, 'app.yaml', 'copies: { $expr: { var: input.title } }']],
  ),
  fault(
    'bookshop',
    'an input that the port does not take',
    [['app.yaml', '                currency: EUR', '                curency: EUR']],
    [[conflict, 'app.yaml', 'curency']],
  ),
  fault(
    'bookshop',
    'an input that the port needs',
    [['app.yaml', '                buyer: { $expr: { var: principal.subject } }\n', '']],
    [[conflict, 'app.yaml', 'amount: { $expr']],
  ),
  fault(
    'bookshop',
    'a number for a text',
    [['app.yaml', '                currency: EUR', '                currency: 978']],
    [[conflict, 'app.yaml', '978']],
  ),
  fault(
    'bookshop',
    'an output that the action does not declare',
    [['app.yaml', 'track: { $expr: { var: sent.track } }', 'trace: { $expr: { var: sent.track } }']],
    [[conflict, 'app.yaml', 'trace:']],
  ),
  fault(
    'bookshop',
    'an output that the action must give',
    [['app.yaml', '        ok: { $expr: { "!": { exists: { var: refusal } } } }\n', '']],
    [[conflict, 'app.yaml', 'reason: { $expr: { var: refusal } }']],
  ),
  fault(
    'bookshop',
    'an input that is spelt as in the other action',
    [['app.yaml', 'to: { $expr: { var: input.address } }', 'to: { $expr: { var: input.title } }']],
    [[reference, 'app.yaml', 'to: { $expr: { var: input.title } }']],
  ),
  fault(
    'bookshop',
    'a member of a list that is no number',
    [['app.yaml', 'book_id: { $expr: { var: fresh.ids.0 } }', 'book_id: { $expr: { var: fresh.ids.first } }']],
    [[reference, 'app.yaml', 'fresh.ids.first']],
  ),
  fault(
    'bookshop',
    'a member of a text',
    [['app.yaml', 'to: { $expr: { var: input.address } }', 'to: { $expr: { var: input.address.street } }']],
    [[reference, 'app.yaml', 'input.address.street']],
  ),
  fault(
    'bookshop',
    'the session where none is declared',
    [['app.yaml', 'to: { $expr: { var: input.address } }', 'to: { $expr: { var: session.address } }']],
    [[reference, 'app.yaml', 'session.address']],
  ),
  fault(
    'bookshop',
    'the output before there is one',
    [['app.yaml', 'to: { $expr: { var: input.address } }', 'to: { $expr: { var: output.track } }']],
    [[reference, 'app.yaml', 'output.track']],
  ),
  fault(
    'bookshop',
    'an event of an interaction outside of one',
    [['app.yaml', 'to: { $expr: { var: input.address } }', 'to: { $from: row.id }']],
    [[expression, 'app.yaml', '$from']],
  ),
  fault(
    'workspace',
    'an event path that begins nowhere',
    [['app.yaml', '$from: row.id', '$from: rows.id']],
    [[expression, 'app.yaml', 'rows.id']],
  ),
  fault(
    'workspace',
    'an input in a node that is shown by no such route',
    [['app.yaml', '" notes of ", { var: principal.subject }', '" notes of ", { var: input.nobody }']],
    [['view_expression_reference_error', 'app.yaml', 'input.nobody']],
  ),
  fault(
    'workspace',
    'a slot that the screen does not have',
    [['app.yaml', 'rows: { $expr: { var: data.notes } }', 'rows: { $expr: { var: data.note } }']],
    [['view_expression_reference_error', 'app.yaml', 'data.note }']],
  ),
  fault(
    'workspace',
    'a member of meta that is not there',
    [['app.yaml', 'pagination.total_rows', 'pagination.total']],
    [['view_expression_reference_error', 'app.yaml', 'pagination.total']],
  ),
  fault(
    'gallery',
    'the accumulator in a filter',
    [
      [
        'app.yaml',
        '      order_by: { field: emitted_at',
        '      where: { ">": [ { var: acc.times }, 0 ] }\n      order_by: { field: emitted_at',
      ],
    ],
    [[reference, 'app.yaml', 'acc.times }, 0']],
  ),
  fault(
    'gallery',
    'the caller in the filter of a timeline',
    [
      [
        'app.yaml',
        '      order_by: { field: emitted_at',
        '      where: { "==": [ { var: principal.subject }, { var: payload.id } ] }\n      order_by: { field: emitted_at',
      ],
    ],
    [[reference, 'app.yaml', 'principal.subject }, { var: payload.id']],
  ),
  fault(
    'gallery',
    'a payload member of the other signal',
    [
      [
        'app.yaml',
        'days: { $expr: { var: payload.days } }\n      remove_when',
        'days: { $expr: { length: { var: payload.to } } }\n      remove_when',
      ],
    ],
    [[reference, 'app.yaml', 'payload.to } } }\n      remove']],
  ),
  fault(
    'clinic',
    'a capture that was never made',
    [
      [
        'app.yaml',
        '{ "==": [ 1, { var: rows.length } ] }',
        '{ "==": [ { var: captured.visits }, { var: rows.length } ] }',
      ],
    ],
    [[reference, 'app.yaml', 'captured.visits']],
  ),
]
