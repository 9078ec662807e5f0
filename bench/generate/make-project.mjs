// A project of any size: every pair of entrypoints is a query and a mutation over a collection of its own.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes `app.yaml` and `modules.yaml` with `entrypoints` queries and mutations, and the same contracts as TypeSpec. */
export function makeProject(dir, entrypoints) {
  const pairs = Array.from({ length: Math.ceil(entrypoints / 2) }, (_, index) => `s${String(index).padStart(5, '0')}`)
  const part = (write) => pairs.map(write).join('')
  const app = `app:
  id: bench-${entrypoints}
  name: Bench
  tz: UTC
domain:
  collections:
${part(collection)}  signals:
    custom:
${part(signal)}  actions:
${part(action)}  projections:
${part(projection)}queries:
${part(query)}mutations:
${part(mutation)}access:
  default_policy: deny
  roles:
    agent:
      extends: [authenticated]
      derive: { auth_claim_equals: [desk_agent, true] }
`
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'app.yaml'), app)
  writeFileSync(join(dir, 'modules.yaml'), modules)
  mkdirSync(join(dir, 'typespec'), { recursive: true })
  writeFileSync(join(dir, 'typespec', 'main.tsp'), typespec(pairs))
  return { lines: app.split('\n').length }
}

const modules = `tenon: 1
modules:
  - id: store
    kind: provider
    source: tenon:memory
  - id: ids
    kind: provider
    source: tenon:ids
`

const collection = (name) => `    ${name}:
      fields:
        id: id!
        owner_id: id!
        title: text!
        amount: int
        weight: number
        urgent: bool!
        state: { enum: [open, waiting, closed], required: true }
        at: timestamp!
        place:
          object:
            street: text!
            city: text!
            code: text
`

const signal = (name) => `      ${name}.saved:
        payload:
          id: id!
          owner_id: id!
          urgent: bool!
          at: timestamp!
`

const action = (name) => `    ${name}.save:
      effects: [write, emit]
      in:
        id: id
        title: text!
        amount: int
        weight: number
        urgent: bool
        state: { enum: [open, waiting, closed] }
      defaults:
        urgent: false
        state: open
      do:
        - call: ids.generate
          with: { prefix: ${name}_ }
          as: fresh
        - expr: { coalesce: [ { var: input.id }, { var: fresh.ids.0 } ] }
          as: key
        - expr: { trim: { var: input.title } }
          as: title
        - if: { "!=": [ { var: title }, "" ] }
          then:
            - call: collections.write
              with:
                patch:
                  op: upsert
                  collection: ${name}
                  id: { $expr: { var: key } }
                  value:
                    owner_id: { $expr: { var: principal.subject } }
                    title: { $expr: { var: title } }
                    amount: { $expr: { var: input.amount } }
                    weight: { $expr: { var: input.weight } }
                    urgent: { $expr: { var: input.urgent } }
                    state: { $expr: { var: input.state } }
                    at: { $expr: { var: ctx.now } }
                    place: null
      emits:
        - signal: ${name}.saved
          when: { "!=": [ { var: title }, "" ] }
          payload:
            id: { $expr: { var: key } }
            owner_id: { $expr: { var: principal.subject } }
            urgent: { $expr: { var: input.urgent } }
            at: { $expr: { var: ctx.now } }
      return:
        ok: { $expr: { "!=": [ { var: title }, "" ] } }
        id: { $expr: { var: key } }
`

const projection = (name) => `    ${name}_list:
      strategy: from_collection
      collection: ${name}
      search:
        arg: find
        fields: [title]
      sort:
        allowed: [at, title]
        default_by: at
        by_arg: order
        order_arg: dir
      pagination:
        mode: page
        page_arg: page
        page_size_arg: size
        default_page_size: 25
        max_page_size: 200
`

const query = (name) => `  - id: list_${name}
    in:
      find: text
      order: text
      dir: text
      page: int
      size: int
      urgent: bool
    defaults:
      page: 1
      size: 25
    where:
      and:
        - or:
            - in: [ agent, { var: principal.roles } ]
            - "==": [ { var: principal.subject }, { var: row.owner_id } ]
        - or:
            - "!": { exists: { var: input.urgent } }
            - "==": [ { var: row.urgent }, { var: input.urgent } ]
    returns:
      projection: ${name}_list
    access:
      roles: [authenticated]
`

const mutation = (name) => `  - id: save_${name}
    in:
      id: id
      title: text!
      amount: int
      weight: number
      urgent: bool
      state: { enum: [open, waiting, closed] }
    run:
      actionId: ${name}.save
      input: {}
    access:
      roles: [agent]
`

function typespec(pairs) {
  const models = pairs
    .map(
      (name) => `enum State_${name} { open, waiting, closed }
model Place_${name} { street: string; city: string; code?: string | null; }
model Row_${name} { id: string; owner_id: string; title: string; amount?: int64 | null; weight?: float64 | null; urgent: boolean; state: State_${name}; at: utcDateTime; place?: Place_${name} | null; }
model Page_${name} { rows: Row_${name}[]; meta: Meta; }
model ListInput_${name} { find?: string | null; order?: string | null; dir?: string | null; page?: int64 | null = 1; size?: int64 | null = 25; urgent?: boolean | null; }
model SaveInput_${name} { id?: string | null; title: string; amount?: int64 | null; weight?: float64 | null; urgent?: boolean | null; state?: State_${name} | null; }
model SaveOutput_${name} { ok: boolean; id: string | null; }
@route("/queries/list_${name}") @post op list_${name}(@body input: ListInput_${name}): { @body body: Envelope<Page_${name}> };
@route("/mutations/save_${name}") @post op save_${name}(@header("Idempotency-Key") key?: string, @body input: SaveInput_${name}): { @body body: Envelope<SaveOutput_${name}> };
`,
    )
    .join('\n')
  return `import "@typespec/http";
using Http;
@service(#{ title: "Bench" }) namespace Bench;
model Violation { code: string; message: string; path?: string; }
model Envelope<T> { status: string; ok: boolean; traceId: string; invocationId: string; output?: T; violations: Violation[]; }
model Meta { strategy: string; page: int64; page_size: int64; total_rows: int64; total_pages: int64; }
${models}`
}
