import { spec } from './check-yaml.js'

const actions = `
  tickets.open:
    effects: [network, emit]
    in: { title: text!, count: int, contact: { object: { email: text! } } }
    do:
      - { call: ids.generate, with: { prefix: tkt_ }, as: fresh }
      - { call: mail.send, with: { to: desk, subject: { $expr: { var: input.title } } }, as: sent }
    emits:
      - { signal: ticket.opened, payload: { id: { $expr: { var: fresh.ids.0 } }, title: { $expr: { var: input.title } } } }
    return: { id: { $expr: { var: fresh.ids.0 } }, sent: { $expr: { var: sent.message_id } }, ok: true }
`

const projections = `
  board:
    strategy: from_collection
    collection: tickets
    fields: [id, title, state]
    where: { "==": [ { var: row.owner_id }, { var: input.owner } ] }
    search: { arg: find, fields: [title] }
    sort: { default_by: title, by_arg: order, order_arg: dir }
    pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
  roster:
    strategy: from_collection
    collection: agents
    sort: { default_by: display }
    pagination: { mode: page, page_arg: p, page_size_arg: per, default_page_size: 10, max_page_size: 20 }
`

const personas = `
personas:
  hurried: { description: Has no time., traits: { tone: curt, calls: 3 }, history: [ { what: waited } ], tags: [customer] }
`

/** An app with something to call, and one scenario of these keys. */
export function deskWith(scenario: string): string {
  const desk = spec({
    actions,
    projections,
    queries:
      '- { id: list, in: { find: text, p: int, owner: text }, defaults: { p: 1 }, returns: { projection: board } }',
    mutations:
      '- { id: open, in: { title: text!, count: int, contact: { object: { email: text! } } }, run: { actionId: tickets.open, input: {} } }',
  })
  return `${desk}${personas}scenarios:\n  s:\n${scenario.replace(/^(?=.)/gm, '    ')}\n`
}
