import { describe, expect, it } from 'vitest'
import type { ExpressionModel, PushModel } from '../../../generator/artifact/app-model.js'
import type { Json } from '../../../src/contract/json.js'
import { deskSpec, type Filters } from './desk-spec.js'
import { modelOf } from './model-of.js'

function pushOf(query: 'list_tickets' | 'list_board', filters: Filters): PushModel {
  const found = modelOf(deskSpec(filters)).queries.find(({ id }) => id === query)
  if (found === undefined) throw new Error(`no ${query}`)
  return found.push
}

/** A condition in one line: columns by their names, parameters by what they are. */
function tell({ condition, complete, parameters }: PushModel): string {
  type Condition = NonNullable<PushModel['condition']>
  type Operand = Extract<Condition, { readonly left: unknown }>['left']
  const operand = (one: Operand): string =>
    'column' in one ? `${one.column.alias}.${one.column.field}` : `$${one.parameter}`
  const text = (one: Condition): string => {
    switch (one.op) {
      case 'and':
      case 'or':
        return `${one.op}(${one.conditions.map(text).join(', ')})`
      case 'not':
        return `not ${text(one.condition)}`
      case 'holds':
        return operand(one.value)
      case 'in':
        return `${operand(one.value)} in ${operand(one.list)}`
      default:
        return `${one.op}(${operand(one.left)}, ${operand(one.right)})`
    }
  }
  const all = parameters.map(expression).join('; ')
  return `${condition === null ? 'all' : text(condition)}${complete ? '' : ' and more'}${all === '' ? '' : ` | ${all}`}`
}

function expression(one: ExpressionModel): string {
  switch (one.kind) {
    case 'literal':
      return JSON.stringify(one.value)
    case 'list':
      return `[${one.items.map(expression).join(', ')}]`
    case 'path':
      return [
        one.root,
        ...one.steps.map((step) => (step.kind === 'member' ? step.name : step.kind)),
        ...one.dynamic,
      ].join('.')
    case 'operator':
      return `${one.operator}(${one.arguments.map(expression).join(', ')})`
  }
}

const row = (name: string): Json => ({ var: `row.${name}` })
const isAgent: Json = { in: ['agent', { var: 'principal.roles' }] }
const throwing: Json = { '>': [{ '/': [1, row('size')] }, 0] }

describe('a row filter of one collection, pushed down', () => {
  const cases: readonly (readonly [name: string, where: Json, pushed: string])[] = [
    ['equality', { '==': [row('state'), 'open'] }, 'equal(tickets.state, $0) | "open"'],
    ['the other way round', { '===': ['open', row('state')] }, 'equal($0, tickets.state) | "open"'],
    ['inequality', { '!=': [row('owner'), 'x'] }, 'not equal(tickets.owner, $0) | "x"'],
    ['the id', { '==': [row('id'), { var: 'input.find' }] }, 'equal(tickets.id, $0) | input.find'],
    ['two columns', { '==': [row('owner'), row('title')] }, 'equal(tickets.owner, tickets.title)'],
    ['null', { '==': [row('owner'), null] }, 'equal(tickets.owner, $0) | null'],
    ['exists', { exists: row('weight') }, 'not equal(tickets.weight, $0) | null'],
    [
      'order of numbers',
      { '<=': [row('size'), { var: 'input.most' }] },
      'less_or_equal(tickets.size, $0) | input.most',
    ],
    ['order of texts', { '>': [row('at'), '2026'] }, 'greater(tickets.at, $0) | "2026"'],
    ['order of an enum of numbers', { '<': [row('rank'), 3] }, 'less(tickets.rank, $0) | 3'],
    ['a bool', row('urgent'), 'tickets.urgent'],
    ['a bool that may be null', { '!': row('muted') }, 'not tickets.muted'],
    ['plain truthiness', { '!!': row('urgent') }, 'tickets.urgent'],
    ['equality of bools', { '==': [row('urgent'), { var: 'input.mine' }] }, 'equal(tickets.urgent, $0) | input.mine'],
    ['a literal list', { in: [row('state'), ['open', 'closed']] }, 'tickets.state in $0 | ["open", "closed"]'],
    ['a list of the call', { in: [row('title'), { var: 'input.states' }] }, 'tickets.title in $0 | input.states'],
    ['what the call says alone', isAgent, '$0 | in("agent", principal.roles)'],
    ['a text of the call', { var: 'input.find' }, '$0 | !!(input.find)'],
    ['a bool of the call that may be absent', { var: 'input.mine' }, '$0 | !!(input.mine)'],
    ['a claim', { '==': [{ var: 'principal.claims.desk' }, 1] }, '$0 | ==(principal.claims.desk, 1)'],
    ['a constant', true, '$0 | !!(true)'],
    [
      'a computed text of the call',
      { '==': [row('title'), { to_lower: { var: 'input.find' } }] },
      'equal(tickets.title, $0) | to_lower(input.find)',
    ],
    [
      'and, in one list however deep',
      { and: [row('urgent'), { and: [isAgent, { '!': row('muted') }] }] },
      'and(tickets.urgent, $0, not tickets.muted) | in("agent", principal.roles)',
    ],
    [
      'or',
      { or: [isAgent, { '==': [{ var: 'principal.subject' }, row('owner')] }] },
      'or($0, equal($1, tickets.owner)) | in("agent", principal.roles); principal.subject',
    ],
    [
      'equal parameters once',
      { or: [{ '==': [row('state'), 'open'] }, { '==': [row('title'), 'open'] }] },
      'or(equal(tickets.state, $0), equal(tickets.title, $0)) | "open"',
    ],
    ['not of a whole', { '!': { or: [row('urgent'), row('muted')] } }, 'not or(tickets.urgent, tickets.muted)'],
  ]
  it.each(cases)('%s', (_, where, pushed) => {
    expect(tell(pushOf('list_tickets', { tickets: where }))).toBe(pushed)
  })
})

describe('what no store is asked to decide', () => {
  const cases: readonly (readonly [name: string, where: Json, pushed: string])[] = [
    ['truthiness of a text', row('title'), 'all and more'],
    ['truthiness of a number', { '!': row('size') }, 'all and more'],
    ['a list in the row', { in: ['a', row('tags')] }, 'all and more'],
    ['an object in the row', { exists: row('place') }, 'all and more'],
    ['a member of an object in the row', { '==': [row('place.street'), 'x'] }, 'all and more'],
    ['an enum of several types', { '==': [row('mixed'), 'some'] }, 'all and more'],
    ['the length of a column', { '==': [row('title.length'), 2] }, 'all and more'],
    ['a computed text of the row', { '==': [{ to_lower: row('title') }, 'x'] }, 'all and more'],
    ['a claim beside a column', { '==': [row('owner'), { var: 'principal.claims.id' }] }, 'all and more'],
    ['a list of several types', { in: [row('owner'), ['a', { var: 'principal.claims.id' }]] }, 'all and more'],
    ['a member of a list that the row has a part in', { in: [row('title'), [row('owner'), 'x']] }, 'all and more'],
    ['a choice', { if: [row('urgent'), row('muted')] }, 'all and more'],
    ['an or with one such side', { or: [row('urgent'), row('title')] }, 'all and more'],
    [
      'the rest of an and',
      { and: [row('title'), { '==': [row('state'), 'open'] }, row('tags')] },
      'equal(tickets.state, $0) and more | "open"',
    ],
    [
      'the parameters of a part that came to nothing',
      { and: [{ or: [{ '==': [row('title'), 'lost'] }, row('tags')] }, { '==': [row('state'), 'open'] }] },
      'equal(tickets.state, $0) and more | "open"',
    ],
  ]
  it.each(cases)('%s', (_, where, pushed) => {
    expect(tell(pushOf('list_tickets', { tickets: where }))).toBe(pushed)
  })
})

describe('type errors', () => {
  const isOpen: Json = { '==': [row('state'), 'open'] }
  const unsure: Json = { in: ['x', { var: 'principal.claims.groups' }] }
  const cases: readonly (readonly [name: string, where: Json, pushed: string])[] = [
    ['what may throw is no parameter, since parameters are made without rows too', unsure, 'all and more'],
    ['nor is a part of it', { '==': [row('weight'), { '*': [{ var: 'input.most' }, 2] }] }, 'all and more'],
    [
      'a sum of ints never throws',
      { '==': [row('size'), { '+': [{ var: 'input.p' }, 1] }] },
      'equal(tickets.size, $0) | +(input.p, 1)',
    ],
    ['a sum of numbers may', { '==': [row('size'), { '+': [{ var: 'input.most' }, 1] }] }, 'all and more'],
    ['before it, conjuncts are pushed', { and: [isOpen, throwing] }, 'equal(tickets.state, $0) and more | "open"'],
    ['behind it they are not: they would hide the error', { and: [throwing, isOpen] }, 'all and more'],
    [
      'behind what is merely not pushable they are',
      { and: [row('title'), isOpen] },
      'equal(tickets.state, $0) and more | "open"',
    ],
  ]
  it.each(cases)('%s', (_, where, pushed) => {
    expect(tell(pushOf('list_tickets', { tickets: where }))).toBe(pushed)
  })

  it('of the projection come before the conditions of its queries', () => {
    expect(tell(pushOf('list_tickets', { keepTickets: throwing, tickets: isOpen }))).toBe('all and more')
  })
})

describe('both filters of a query', () => {
  it('is nothing without any', () => {
    expect(pushOf('list_tickets', {})).toEqual({ condition: null, complete: true, parameters: [] })
  })

  it('is both, the projection first', () => {
    const push = pushOf('list_tickets', { keepTickets: row('urgent'), tickets: { '==': [row('size'), 1] } })
    expect(tell(push)).toBe('and(tickets.urgent, equal(tickets.size, $0)) | 1')
  })
})

describe('a row filter of a join, pushed down', () => {
  const cases: readonly (readonly [name: string, where: Json, pushed: string])[] = [
    ['a column of an alias', { '==': [{ var: 't.state' }, 'open'] }, 'equal(t.state, $0) | "open"'],
    ['an alias that is a word of TypeScript', { exists: { var: 'class.name' } }, 'not equal(class$.name, $0) | null'],
    ['a member of the row', { '==': [row('heading'), 'x'] }, 'equal(t.title, $0) | "x"'],
    [
      'a member of the row from a record that may be missing',
      { '==': [row('handler'), null] },
      'equal(class$.name, $0) | null',
    ],
    ['columns of two aliases', { '==': [{ var: 't.owner' }, { var: 'class.boss' }] }, 'equal(t.owner, class$.boss)'],
    ['a member of the row from within an object', { '==': [row('street'), 'x'] }, 'all and more'],
    ['a whole record', { exists: { var: 'class' } }, 'all and more'],
  ]
  it.each(cases)('%s', (_, where, pushed) => {
    expect(tell(pushOf('list_board', { board: where }))).toBe(pushed)
  })
})
