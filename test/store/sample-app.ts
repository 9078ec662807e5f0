import type { CollectionTable, StoredRecord } from '../../src/contract/collection.js'
import type { Envelope } from '../../src/contract/envelope.js'
import type {
  Condition,
  JoinProgram,
  ProjectionProgram,
  QueryProgram,
  QueryScope,
  SortKeyProgram,
} from '../../src/contract/program.js'
import type { QueryOutput } from '../../src/contract/query-output.js'
import type { AppStore, StoreSchema } from '../../src/contract/store.js'
import { type ProjectionOutcome, runProjection } from '../../src/projection/run-projection.js'

/** Tickets with a field of every type, and agents: the app that the tests of stores keep. */
export const tickets: CollectionTable = {
  id: 'tickets',
  columns: [
    { name: 'agent_id', type: 'text', required: false },
    { name: 'at', type: 'timestamp', required: false },
    { name: 'effort', type: 'number', required: false },
    { name: 'id', type: 'text', required: true },
    { name: 'order', type: 'int', required: false },
    { name: 'sla', type: 'json', required: false },
    { name: 'title', type: 'text', required: true },
    { name: 'vip', type: 'bool', required: false },
  ],
  indexes: [['title'], ['at'], ['agent_id', 'order']],
}

export const agents: CollectionTable = {
  id: 'agents',
  columns: [
    { name: 'id', type: 'text', required: true },
    { name: 'name', type: 'text', required: true },
    { name: 'team', type: 'text', required: false },
  ],
  indexes: [],
}

export const sampleSchema: StoreSchema = { appId: 'sample', tables: [agents, tickets] }

/** How many tickets a call writes in the test that kills it. */
export const recordsPerCall = 300

export type Fields = Readonly<Record<string, unknown>>

/** A record with every field, null where `fields` says nothing. */
export function recordOf(table: CollectionTable, fields: Fields & { readonly id: string }): StoredRecord {
  return { ...Object.fromEntries(table.columns.map(({ name }) => [name, null])), ...fields }
}

export function ticket(id: string, fields: Fields = {}): StoredRecord {
  return recordOf(tickets, { title: `ticket ${id}`, ...fields, id })
}

export function agent(id: string, fields: Fields = {}): StoredRecord {
  return recordOf(agents, { name: `agent ${id}`, ...fields, id })
}

/** Commits records as they are, without looking at versions. */
export async function fill(store: AppStore, records: Readonly<Record<string, readonly StoredRecord[]>>): Promise<void> {
  const writes = Object.entries(records).flatMap(([collection, list]) =>
    list.map((record) => ({ collection, id: record.id, record })),
  )
  const outcome = await store.commit({ reads: [], writes, replay: null })
  if (outcome.kind !== 'committed') throw new Error(`the sample was not stored: ${outcome.kind}`)
}

export function scopeOf(input: unknown): QueryScope {
  const principal = { subject: 'u1', claims: {}, tags: [], roles: ['authenticated'] }
  return { input, principal, ctx: { id: 'i1', now: '2026-01-01T00:00:00.000Z', traceId: 't1' } }
}

export function field(record: object | null | undefined, name: string): unknown {
  return (record as Fields | null | undefined)?.[name] ?? null
}

/** A sort key on a column of a projection. */
export function byColumn(strategy: 'from_collection' | 'join', alias: string, name: string): SortKeyProgram {
  const value = (source: object) => field(strategy === 'join' ? (field(source, alias) as object | null) : source, name)
  return { value, column: { alias, field: name } }
}

const defaults = {
  sort: { kind: 'chosen', allowed: new Map([['id', 'id']]), defaultKey: 'id', defaultDirection: 'asc' },
  pagination: { defaultPage: 1, defaultSize: 25, maxSize: 100 },
} as const

/** A read model over tickets, each with all its fields; sorted by id unless `more` says otherwise. */
export function ticketList(more: Partial<ProjectionProgram> = {}): ProjectionProgram {
  return {
    id: 'ticket_list',
    strategy: 'from_collection',
    hash: 'hash of ticket_list',
    primary: { alias: 'tickets', collection: 'tickets' },
    joins: [],
    shape: (record) => ({ ...record }),
    sortKeys: new Map(tickets.columns.map(({ name }) => [name, byColumn('from_collection', 'tickets', name)] as const)),
    ...defaults,
    ...more,
  }
}

/** A read model over tickets `t` joined to agents `who`. */
export function board(joins: readonly JoinProgram[], more: Partial<ProjectionProgram> = {}): ProjectionProgram {
  return {
    id: 'board',
    strategy: 'join',
    hash: 'hash of board',
    primary: { alias: 't', collection: 'tickets' },
    joins,
    shape: (source) => ({
      id: field(field(source, 't') as object, 'id'),
      handler: field(field(source, 'who') as object | null, 'name'),
    }),
    sortKeys: new Map([
      ['id', byColumn('join', 't', 'id')],
      ['handler', byColumn('join', 'who', 'name')],
    ]),
    ...defaults,
    ...more,
  }
}

/** A filter as a predicate and as data; not `isComplete` where the data says less than the predicate. */
export interface Filter {
  readonly where?: QueryProgram['where']
  readonly condition?: Condition
  readonly parameters?: readonly unknown[]
  readonly isComplete?: boolean
}

/** A query whose input's members are the arguments `p`, `per`, `find`, `by` and `dir`. */
export function queryOf(projection: ProjectionProgram, filter: Filter = {}): QueryProgram {
  const { where, condition = null, parameters = [] } = filter
  const isUnfiltered = where === undefined && projection.where === undefined && projection.keep === undefined
  return {
    kind: 'query',
    id: 'list',
    roles: null,
    readInput: (raw) => raw,
    projection,
    ...(where === undefined ? {} : { where }),
    arguments: (input) => ({
      page: field(input as object, 'p'),
      pageSize: field(input as object, 'per'),
      search: field(input as object, 'find'),
      sortBy: field(input as object, 'by'),
      sortOrder: field(input as object, 'dir'),
    }),
    argumentNames: { page: 'p', pageSize: 'per', search: 'find', sortBy: 'by', sortOrder: 'dir' },
    push: { condition, complete: filter.isComplete ?? isUnfiltered, parameters: () => parameters },
  }
}

export function ask(store: AppStore, query: QueryProgram, input: object = {}): Promise<ProjectionOutcome> {
  return Promise.resolve(runProjection(query, store, scopeOf(input)))
}

/** The answer's page of rows; throws where the arguments are refused. */
export async function rowsOf(store: AppStore, query: QueryProgram, input: object = {}): Promise<QueryOutput['rows']> {
  const outcome = await ask(store, query, input)
  if (outcome.kind === 'refused') throw new Error(`refused: ${outcome.path} ${outcome.problem}`)
  return outcome.output.rows
}

/** One member of every row of the answer. */
export async function columnOf(store: AppStore, query: QueryProgram, name: string, input?: object): Promise<unknown[]> {
  return (await rowsOf(store, query, input)).map((row) => field(row, name))
}

export function envelope(output: unknown): Envelope {
  return {
    envelopeVersion: '1.0.0',
    status: 'ok',
    ok: true,
    traceId: 't1',
    invocationId: 'i1',
    output,
    violations: [],
    emittedSignals: [],
    observedEffects: ['write'],
    timings: {
      startedAt: '2026-01-01T00:00:00.000Z',
      completedAt: '2026-01-01T00:00:00.001Z',
      durationMs: 1,
    },
    meta: { replayed: false, artifactHash: 'h', affectedQueryIds: [], refreshTriggers: [], warnings: [] },
  }
}
