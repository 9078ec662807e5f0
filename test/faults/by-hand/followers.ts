import { type Fault, fault } from '../harness/fault.js'

const conflict = 'spec_contract_conflict_error'
const missing = 'spec_reference_not_found_error'
const plan = 'projection_plan_invalid_error'
const unknown = 'spec_unknown_key_error'
const a = 'app.yaml'

/** Faults from which others seem to follow, and faults that show only where two places are held together. */
export const followerFaults: readonly Fault[] = [
  fault(
    'clinic',
    'a misspelt persona that is read',
    [
      [a, 'persona: worried', 'persona: worred'],
      [a, 'reason: A pain in the knee', 'reason: knee, age: { $expr: { var: persona.traits.age } }'],
    ],
    [[missing, a, 'persona: worred']],
  ),
  fault(
    'clinic',
    'the word of another projection, whose keys are not there',
    [[a, 'strategy: from_collection', 'strategy: join']],
    [['authoring_spec_invalid', a, 'strategy: join']],
  ),
  fault(
    'clinic',
    'another action, which takes nothing of what is handed on',
    [
      [
        a,
        'in: { id: id!, doctor_id: id! }, run: { actionId: visits.close',
        'in: { id: id!, doctor_id: id! }, run: { actionId: visits.book',
      ],
    ],
    [[conflict, a, 'in: { id: id!, doctor_id: id! }, run: { actionId: visits.book']],
  ),
  fault(
    'bookshop',
    'the record of another collection',
    [
      [
        a,
        'collection: books\n              id: { $expr: { var: fresh',
        'collection: authors\n              id: { $expr: { var: fresh',
      ],
    ],
    [[conflict, a, 'title: { $expr: { trim: { var: input.title } } }']],
  ),
  fault(
    'clinic',
    'a key under another name',
    [[a, 'collection: visits\n      sort', 'source: visits\n      sort']],
    [[unknown, a, 'source: visits']],
  ),
  fault(
    'clinic',
    'a member of an answer under another name',
    [[a, '{ sent: true }', '\n      { delivered: true }']],
    [[conflict, a, '{ delivered: true }']],
  ),
  fault(
    'clinic',
    'an input that callers may leave out and the action may not',
    [[a, 'id: book, in: { reason: text!', 'id: book, in: { reason: text']],
    [[conflict, a, 'id: book, in: { reason: text,']],
  ),
  fault(
    'clinic',
    'a value of an input that the projection refuses',
    [[a, 'enum: [asc, desc]', 'enum: [asc, down]']],
    [[conflict, a, 'enum: [asc, down]']],
  ),
  fault(
    'clinic',
    'a page that is expected and too large',
    [
      [a, 'page: int, done: bool }', 'page: int, per: int, done: bool }'],
      [a, 'args: { page: 1 }', 'args: { per: 101 }'],
    ],
    [[conflict, a, 'args: { per: 101 }']],
  ),
  fault(
    'clinic',
    'a member of the answer of a query that there is not',
    [[a, '[ 1, { var: rows.length } ]', '[ 1, { var: output.meta.pagination.total } ]']],
    [['expression_reference_error', a, 'output.meta.pagination.total }']],
  ),
  fault(
    'clinic',
    'a misspelt collection under names of its fields',
    [
      [
        a,
        'collection: visits\n      sort',
        'collection: visit\n      fields: [id, at as moment, urgency, patient_id, done]\n      sort',
      ],
      [a, 'allowed: [at, urgency]', 'allowed: [at, moment]'],
    ],
    [[missing, a, 'collection: visit\n']],
  ),
  fault(
    'clinic',
    'a filter over an input that no query has',
    [[a, 'collection: visits\n      sort', 'collection: visits\n      where: { "!": { var: input.dne } }\n      sort']],
    [['expression_reference_error', a, 'input.dne']],
  ),
  fault(
    'gallery',
    'a sum that begins with text',
    [[a, 'start: { times: 0,', 'start: { times: "0",']],
    [[plan, a, 'start: { times: "0",']],
  ),
  fault(
    'gallery',
    'a sum that is data',
    [[a, 'times: { $expr: { "+": [ { var: acc.times }, 1 ] } }', 'times: { "+": [ { var: acc.times }, 1 ] }']],
    [[plan, a, 'times: { "+"']],
  ),
  fault(
    'workspace',
    'a misspelt screen whose slots read the input of its route',
    [[a, 'renders: desk', 'renders: dsk']],
    [[missing, a, 'renders: dsk']],
  ),
  fault(
    'kiosk',
    'a value with a tag of another kind',
    [[a, 'rules.note: { in: { rule: text! }', 'rules.note: { in: !include rules.yaml']],
    [['authoring_parse_error', a, '!include']],
  ),
]
