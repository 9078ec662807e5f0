import {
  type ActionRun,
  actionInput,
  type CollectionProgram,
  contains,
  equal,
  type Issues,
  length,
  lower,
  type MutationProgram,
  member,
  objectAt,
  optionalArray,
  optionalBool,
  optionalEnum,
  optionalInt,
  optionalObject,
  optionalText,
  optionalTimestamp,
  type PortProgram,
  type Program,
  type ProjectionProgram,
  type QueryProgram,
  requiredBool,
  requiredId,
  requiredText,
  trim,
  valid,
} from '../../../src/program.js'
import { agents, comments, readSla, tickets, ticketsState } from './collections.js'
import type * as T from './contracts.js'
import { deploymentOf, requirements, serving } from './deployment.js'
import { commentAdded, idsGenerate, mailSend, ticketOpened } from './ports-and-signals.js'

// The shape in which the generator emits a program, written by hand for a small help desk.

function routingPickQueue(raw: unknown): T.RoutingPickQueueOutput {
  const input = valid(readRoutingPickQueueInput, raw, 'routing.pick_queue')
  const words = lower(input.title)
  return valid(
    readRoutingPickQueueOutput,
    { queue: contains(words, 'invoice') ? 'billing' : 'general', urgent: !!input.vip },
    'routing.pick_queue',
  )
}

function readRoutingPickQueueInput(raw: unknown, issues: Issues): T.RoutingPickQueueInput {
  const record = objectAt(raw, issues)
  return {
    title: requiredText(record.title, 'title', issues),
    vip: optionalBool(record.vip, 'vip', issues),
  }
}

function readRoutingPickQueueOutput(raw: unknown, issues: Issues): T.RoutingPickQueueOutput {
  const record = objectAt(raw, issues)
  return {
    queue: requiredText(record.queue, 'queue', issues),
    urgent: requiredBool(record.urgent, 'urgent', issues),
  }
}

async function deskAddComment(input: T.AddCommentInput, run: ActionRun): Promise<T.AddCommentOutput> {
  const { principal, ctx } = run
  const found = await run.read(tickets, input.ticket_id)
  const live = found.record !== null && !equal('closed', found.record?.state ?? null)
  let fresh: T.IdsGenerateOutput | null = null
  let route: T.RoutingPickQueueOutput | null = null
  if (live) {
    fresh = await run.call(idsGenerate, { prefix: 'cmt_' }, 'desk.add_comment/do.2.then.0')
    await run.write({
      patches: [
        { op: 'update', collection: 'tickets', id: input.ticket_id, value: { state: 'waiting' } },
        {
          op: 'upsert',
          collection: 'comments',
          id: fresh?.ids[0] ?? null,
          value: {
            ticket_id: input.ticket_id,
            author_id: principal.subject,
            text: trim(input.text),
            internal: input.internal ?? null,
            at: ctx.now,
          },
        },
      ],
    })
    route = routingPickQueue({ title: found.record?.title ?? null })
    await run.call(mailSend, { to: 'desk', subject: route?.queue ?? null }, 'desk.add_comment/do.2.then.3')
  }
  const output = { ok: live, comment_id: fresh?.ids[0] ?? null }
  run.emit(commentAdded, () =>
    live
      ? {
          ticket_id: input.ticket_id,
          author_id: principal.subject,
          internal: input.internal ?? null,
          id: fresh?.ids[0] ?? null,
        }
      : undefined,
  )
  return output
}

async function deskOpenTicket(input: T.OpenTicketInput, run: ActionRun): Promise<T.OpenTicketOutput> {
  const { principal, ctx } = run
  await run.write({
    patch: {
      op: 'upsert',
      collection: 'tickets',
      id: input.id,
      value: {
        owner_id: principal.subject,
        title: input.title,
        state: input.state ?? 'open',
        opened_at: input.opened_at ?? ctx.now,
        sla: input.sla ?? null,
      },
    },
  })
  run.emit(ticketOpened, () => ({ ticket_id: input.id, priority: length(input.tags ?? null) }))
  return { id: input.id }
}

interface BoardSource {
  readonly t: T.TicketsRecord
  readonly who: T.AgentsRecord | null
}

const board: ProjectionProgram<BoardSource, T.BoardRow> = {
  id: 'board',
  strategy: 'join',
  hash: '33'.repeat(32),
  primary: { alias: 't', collection: 'tickets' },
  joins: [
    {
      alias: 'who',
      collection: 'agents',
      type: 'left',
      on: [{ field: 'id', earlier: 't', earlierField: 'assignee_id' }],
    },
  ],
  shape: ({ t, who }) => ({
    id: t.id,
    title: t.title,
    state: t.state,
    opened_at: t.opened_at,
    owner: t.owner_id,
    handler: who?.display ?? null,
  }),
  keep: (_, row) => !equal(row.state, 'closed'),
  searched: ({ t, who }) => [t.title, who?.display ?? null],
  sortKeys: new Map([
    ['handler', { value: ({ who }: BoardSource) => who?.display ?? null, column: { alias: 'who', field: 'display' } }],
    ['t.opened_at', { value: ({ t }: BoardSource) => t.opened_at, column: { alias: 't', field: 'opened_at' } }],
  ]),
  sort: {
    kind: 'chosen',
    allowed: new Map([
      ['handler', 'handler'],
      ['opened_at', 't.opened_at'],
      ['t.opened_at', 't.opened_at'],
    ]),
    defaultKey: 't.opened_at',
    defaultDirection: 'asc',
  },
  pagination: { defaultPage: 1, defaultSize: 25, maxSize: 200 },
}

const listBoard: QueryProgram<T.ListBoardInput, BoardSource, T.BoardRow> = {
  kind: 'query',
  id: 'list_board',
  roles: ['authenticated'],
  readInput: readListBoardInput,
  projection: board,
  where: (_, row, { principal }) => principal.roles.includes('agent') || equal(principal.subject, row.owner),
  arguments: (input) => ({
    page: input.p,
    pageSize: input.per,
    search: input.find,
    sortBy: input.order,
    sortOrder: input.dir,
  }),
  argumentNames: { page: 'p', pageSize: 'per', search: 'find', sortBy: 'order', sortOrder: 'dir' },
  push: { complete: false, condition: null, parameters: () => [] },
}

function readListBoardInput(raw: unknown, issues: Issues): T.ListBoardInput {
  const record = objectAt(raw, issues)
  for (const key in record) {
    switch (key) {
      case 'dir':
      case 'find':
      case 'order':
      case 'p':
      case 'per':
        break
      default:
        issues.add(key, 'is not an input of list_board')
    }
  }
  return {
    dir: optionalText(record.dir, 'dir', issues),
    find: optionalText(record.find, 'find', issues),
    order: optionalText(record.order, 'order', issues),
    p: optionalInt(record.p, 'p', issues),
    per: record.per === undefined ? 25 : optionalInt(record.per, 'per', issues),
  }
}

/** Everything on the board, whoever asks: left to the default policy. */
const peekBoard: QueryProgram<T.ListBoardInput, BoardSource, T.BoardRow> = {
  ...listBoard,
  id: 'peek_board',
  roles: null,
}

const addComment: MutationProgram<T.AddCommentInput, T.AddCommentOutput> = {
  kind: 'mutation',
  id: 'add_comment',
  roles: ['authenticated'],
  action: 'desk.add_comment',
  effects: ['emit', 'network', 'write'],
  readInput: readAddCommentInput,
  run: (input, run) => deskAddComment(actionInput(readDeskAddCommentInput, input, 'desk.add_comment'), run),
}

function readAddCommentInput(raw: unknown, issues: Issues): T.AddCommentInput {
  const record = objectAt(raw, issues)
  for (const key in record) {
    switch (key) {
      case 'internal':
      case 'text':
      case 'ticket_id':
        break
      default:
        issues.add(key, 'is not an input of add_comment')
    }
  }
  return {
    internal: optionalBool(record.internal, 'internal', issues),
    text: requiredText(record.text, 'text', issues),
    ticket_id: requiredId(record.ticket_id, 'ticket_id', issues),
  }
}

function readDeskAddCommentInput(raw: unknown, issues: Issues): T.AddCommentInput {
  const record = objectAt(raw, issues)
  return {
    internal: record.internal === undefined ? false : optionalBool(record.internal, 'internal', issues),
    text: requiredText(record.text, 'text', issues),
    ticket_id: requiredId(record.ticket_id, 'ticket_id', issues),
  }
}

const openTicket: MutationProgram<T.OpenTicketInput, T.OpenTicketOutput> = {
  kind: 'mutation',
  id: 'open_ticket',
  roles: ['agent', 'authenticated'],
  action: 'desk.open_ticket',
  effects: ['emit', 'write'],
  readInput: readOpenTicketInput,
  run: deskOpenTicket,
}

function readOpenTicketInput(raw: unknown, issues: Issues): T.OpenTicketInput {
  const record = objectAt(raw, issues)
  for (const key in record) {
    switch (key) {
      case 'id':
      case 'opened_at':
      case 'sla':
      case 'state':
      case 'tags':
      case 'title':
        break
      default:
        issues.add(key, 'is not an input of open_ticket')
    }
  }
  return {
    id: requiredId(record.id, 'id', issues),
    opened_at: optionalTimestamp(record.opened_at, 'opened_at', issues),
    sla: optionalObject(record.sla, 'sla', issues, readSla),
    state: optionalEnum(record.state, 'state', issues, ticketsState),
    tags: optionalArray(record.tags, 'tags', issues, requiredText),
    title: requiredText(record.title, 'title', issues),
  }
}

/** Straight code over the caller; in code-unit order of role id. */
function deriveRoles(subject: string | null, claims: Readonly<Record<string, unknown>>): string[] {
  const authenticated = subject !== null
  const anonymous = !authenticated
  const agent = authenticated && equal(member(claims, 'desk_agent'), true)
  const roles: string[] = []
  if (agent) roles.push('agent')
  if (anonymous) roles.push('anonymous')
  if (authenticated) roles.push('authenticated')
  return roles
}

export const program: Program = {
  app: { id: 'mini-desk', name: 'Mini desk', tz: 'Europe/Berlin' },
  hash: '44'.repeat(32),
  deriveRoles,
  defaultPolicy: 'deny',
  queries: new Map<string, QueryProgram>([
    ['list_board', listBoard],
    ['peek_board', peekBoard],
  ]),
  mutations: new Map<string, MutationProgram>([
    ['add_comment', addComment],
    ['open_ticket', openTicket],
  ]),
  collections: new Map<string, CollectionProgram>([
    ['agents', agents],
    ['comments', comments],
    ['tickets', tickets],
  ]),
  ports: new Map<string, PortProgram>([
    ['ids.generate', idsGenerate],
    ['mail.send', mailSend],
  ]),
  requirements,
  deployment: deploymentOf(serving),
}
