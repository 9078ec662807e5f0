import type { Json } from '../../../src/contract/json.js'

type Spec = Readonly<Record<string, Json>>

const pagination = { mode: 'page', page_arg: 'p', page_size_arg: 'per', default_page_size: 10, max_page_size: 50 }

const collections = {
  tickets: {
    fields: {
      title: 'text!',
      owner: 'id',
      state: { enum: ['open', 'closed'], required: true },
      rank: { enum: [1, 2, 3] },
      mixed: { enum: ['some', 1] },
      size: 'int!',
      weight: 'number',
      urgent: 'bool!',
      muted: 'bool',
      at: 'timestamp!',
      tags: { array: 'text', required: true },
      place: { object: { street: 'text!' } },
    },
  },
  agents: { fields: { name: 'text!', boss: 'id' } },
}

/** Filters of the two projections and of the one query over each. */
export interface Filters {
  readonly keepTickets?: Json
  readonly tickets?: Json
  readonly keepBoard?: Json
  readonly board?: Json
}

const inputs = { find: 'text', mine: 'bool', most: 'number', p: 'int', states: { array: 'text' }, dir: 'text' }

/** An app of two read models: the tickets, and the tickets with their agents. JSON is YAML. */
export function deskSpec({ keepTickets, tickets, keepBoard, board }: Filters = {}): string {
  const filter = (where: Json | undefined): Spec => (where === undefined ? {} : { where })
  const access = { roles: ['authenticated'] }
  return JSON.stringify({
    app: { id: 'desk', name: 'Desk', tz: 'UTC' },
    domain: {
      collections,
      projections: {
        tickets: {
          strategy: 'from_collection',
          collection: 'tickets',
          ...filter(keepTickets),
          sort: [{ field: 'size', direction: 'asc' }],
          pagination,
        },
        board: {
          strategy: 'join',
          primary: { collection: 'tickets', as: 't' },
          join: [{ collection: 'agents', as: 'class', on: { '==': [{ var: 'class.id' }, { var: 't.owner' }] } }],
          fields: ['t.id', 't.title as heading', 'class.name as handler', 't.place.street as street'],
          ...filter(keepBoard),
          search: { arg: 'find', fields: ['heading'] },
          sort: { allowed: ['t.at', 'handler'], default_by: 't.at', by_arg: 'order', order_arg: 'dir' },
          pagination,
        },
      },
    },
    queries: [
      { id: 'list_tickets', in: inputs, ...filter(tickets), returns: { projection: 'tickets' }, access },
      { id: 'list_board', in: inputs, ...filter(board), returns: { projection: 'board' }, access },
    ],
    access: { default_policy: 'deny', roles: { agent: { description: 'Works here.', extends: ['authenticated'] } } },
  })
}
