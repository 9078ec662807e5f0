import type { AppModel } from '../../../generator/artifact/app-model.js'
import { defineApp } from '../../../generator/define.js'
import { modelDocuments } from '../../../generator/read-state.js'

const spec = `app: { id: desk, name: Desk, tz: UTC }
session:
  fields: { find: text }
domain:
  collections:
    tickets:
      fields: { id: id!, title: text!, state: { enum: [open, closed], required: true }, weight: int, note: text }
      invariants:
        structural:
          - { description: A title is short., rule: { "<": [ { length: { var: title } }, 99 ] } }
  signals:
    custom:
      ticket.opened: { payload: { id: id!, title: text, size: int } }
  capabilities:
    mail.send: { version: 1.0.0, in: { to: text! }, out: { id: text! }, effects: [network] }
    fax.send: { version: 1.0.0, in: { to: text! }, out: { id: text! }, effects: [network] }
    fees.count: { in: { size: int! }, out: { fee: int! }, do: [], return: { fee: { $expr: { var: input.size } } } }
  actions:
    tickets.open:
      effects: [write, emit, network]
      in: { id: id!, title: text!, size: int }
      guards:
        pre: { structural: [ { description: A title is there., rule: { ">": [ { length: { var: input.title } }, 2 ] } } ] }
        post: { semantic: [ { description: It is polite., rule: The title is polite., confidence: high } ] }
      do:
        - call: collections.write
          with: { patch: { op: upsert, collection: tickets, id: { $expr: { var: input.id } }, value: { title: { $expr: { var: input.title } }, state: open } } }
        - { call: mail.send, with: { to: desk }, as: sent }
      emits: [{ signal: ticket.opened, payload: { id: { $expr: { var: input.id } } } }]
      out: { id: id!, mail: text!, note: text, size: number!, tags: { array: text, required: true }, more: { object: { deep: text } } }
      return: { id: { $expr: { var: input.id } }, mail: { $expr: { var: sent.id } }, size: 1, tags: [] }
    tickets.touch:
      in: { id: id! }
      return: { id: { $expr: { var: input.id } } }
  projections:
    board:
      strategy: from_collection
      collection: tickets
      fields: [ id, title, state ]
      sort: { by_arg: order, order_arg: dir, allowed: [ title, state ], default_by: title }
      pagination: { mode: page, page_arg: page, page_size_arg: size, default_page_size: 10, max_page_size: 50 }
    plain:
      strategy: from_collection
      collection: tickets
      fields: [ id, title ]
      sort: { by_arg: order, order_arg: dir, allowed: [ title ], default_by: title }
      pagination: { mode: page, page_arg: page, page_size_arg: size, default_page_size: 10, max_page_size: 10 }
queries:
  - { id: board, in: { order: text, dir: text, page: int, size: int }, defaults: { page: 1 }, returns: { projection: board }, access: { roles: [agent] } }
  - { id: seek, in: { must: text!, may: text, kind: { enum: [a, b] }, at: timestamp, n: int, any: { array: text }, deep: { object: { x: text! } } }, returns: { projection: plain }, access: { roles: [agent] } }
  - { id: shut, in: {}, returns: { projection: plain } }
mutations:
  - { id: open_ticket, in: { id: id!, title: text! }, run: { actionId: tickets.open, input: {} }, access: { roles: [lead] } }
views:
  nodes:
    - { id: head, type: text, props: { text: Tickets, sub: { $expr: { var: data.rows.0.title } } } }
    - { id: list, type: table, props: { rows: { $expr: { var: data.rows } }, interactions: { open: { trigger: onSubmit, dispatch: { entrypointKind: mutation, entrypointId: open_ticket, input: { id: x, title: y } } } } } }
    - { id: foot, type: text, props: { text: End } }
  screens:
    - { id: desk, root_nodes: [head, list], data: { rows: { query: shut } } }
    - { id: bare, root_nodes: [head], data: { rows: { query: shut } } }
routes:
  - { id: home, renders: desk, in: { find: text } }
access:
  default_policy: deny
  roles:
    agent: { extends: [authenticated], derive: { auth_claim_equals: [agent, true] } }
    lead: { extends: [agent], derive: { auth_claim_equals: [lead, true] } }
    guest: {}
wiring:
  surfaces:
    http:
      queries:
        board: { method: GET, path: /board, bind: { page: query.page } }
    cli:
      queries:
        board: { command: { path: board show }, bind: { page: flags.page } }
  requirements:
    capabilities:
      - { portId: fax.send, portVersion: 1.0.0, mode: delegated }
`

const manifest = `tenon: 1
modules:
  - { id: store, kind: provider, source: "tenon:memory" }
  - { id: mail, kind: provider, source: ./mail.ts, provides: [mail.send@1.0.0], config: { from: a } }
  - { id: post, kind: provider, source: ./post.ts, provides: [mail.send@1.0.0] }
  - { id: judge, kind: guest, source: ./judge.ts, provides: [guards.semantic.evaluate@1.0.0] }
bindings: { mail.send@1.0.0: mail }
`

/** A replacement of text in the spec or in the manifest. */
export type Edit = readonly [from: string, to: string]

/** The desk after some edits, each of which must find its text once in one of both files. */
export function deskAfter(edits: readonly Edit[]): AppModel {
  const [yaml, modules] = edits.reduce<readonly [string, string]>(applyEdit, [spec, manifest])
  const { documents, sources } = defineApp({ yaml, modules })
  const model = modelDocuments(documents, sources)
  if (!model.ok) throw new Error(model.diagnostics.map(({ message, path }) => `${path}: ${message}`).join('\n'))
  return model.value
}

function applyEdit([yaml, modules]: readonly [string, string], [from, to]: Edit): readonly [string, string] {
  const count = yaml.split(from).length + modules.split(from).length - 2
  if (count !== 1) throw new Error(`"${from}" stands ${count} times in the desk`)
  return [yaml.replace(from, () => to), modules.replace(from, () => to)]
}
