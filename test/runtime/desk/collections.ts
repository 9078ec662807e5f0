import {
  type CollectionProgram,
  type Issues,
  objectAt,
  optionalId,
  optionalObject,
  requiredBool,
  requiredEnum,
  requiredId,
  requiredText,
  requiredTimestamp,
} from '../../../src/program.js'
import type * as T from './contracts.js'

export const ticketsState = ['open', 'waiting', 'closed'] as const

export const tickets: CollectionProgram<T.TicketsRecord> = {
  id: 'tickets',
  columns: [
    { name: 'assignee_id', type: 'text', required: false },
    { name: 'id', type: 'text', required: true },
    { name: 'opened_at', type: 'timestamp', required: true },
    { name: 'owner_id', type: 'text', required: true },
    { name: 'sla', type: 'json', required: false },
    { name: 'state', type: 'text', required: true },
    { name: 'title', type: 'text', required: true },
  ],
  indexes: [['opened_at'], ['state']],
  readRecord: readTicketsRecord,
}

function readTicketsRecord(raw: unknown, issues: Issues): T.TicketsRecord {
  const record = objectAt(raw, issues)
  for (const key in record) {
    switch (key) {
      case 'assignee_id':
      case 'id':
      case 'opened_at':
      case 'owner_id':
      case 'sla':
      case 'state':
      case 'title':
        break
      default:
        issues.add(key, 'is not a member of tickets')
    }
  }
  return {
    assignee_id: optionalId(record.assignee_id, 'assignee_id', issues) ?? null,
    id: requiredId(record.id, 'id', issues),
    opened_at: requiredTimestamp(record.opened_at, 'opened_at', issues),
    owner_id: requiredId(record.owner_id, 'owner_id', issues),
    sla: optionalObject(record.sla, 'sla', issues, readSla) ?? null,
    state: requiredEnum(record.state, 'state', issues, ticketsState),
    title: requiredText(record.title, 'title', issues),
  }
}

export function readSla(raw: unknown, issues: Issues): T.TicketsRecordSla {
  const record = objectAt(raw, issues)
  for (const key in record) {
    switch (key) {
      case 'breached':
      case 'tier':
        break
      default:
        issues.add(key, 'is not a member of sla')
    }
  }
  return {
    breached: requiredBool(record.breached, 'breached', issues),
    tier: requiredText(record.tier, 'tier', issues),
  }
}

export const agents: CollectionProgram<T.AgentsRecord> = {
  id: 'agents',
  columns: [
    { name: 'display', type: 'text', required: true },
    { name: 'id', type: 'text', required: true },
  ],
  indexes: [],
  readRecord: (raw, issues) => {
    const record = objectAt(raw, issues)
    return {
      display: requiredText(record.display, 'display', issues),
      id: requiredId(record.id, 'id', issues),
    }
  },
}

export const comments: CollectionProgram<T.CommentsRecord> = {
  id: 'comments',
  columns: [
    { name: 'at', type: 'timestamp', required: true },
    { name: 'author_id', type: 'text', required: true },
    { name: 'id', type: 'text', required: true },
    { name: 'internal', type: 'bool', required: true },
    { name: 'text', type: 'text', required: true },
    { name: 'ticket_id', type: 'text', required: true },
  ],
  indexes: [],
  readRecord: (raw, issues) => {
    const record = objectAt(raw, issues)
    return {
      at: requiredTimestamp(record.at, 'at', issues),
      author_id: requiredId(record.author_id, 'author_id', issues),
      id: requiredId(record.id, 'id', issues),
      internal: requiredBool(record.internal, 'internal', issues),
      text: requiredText(record.text, 'text', issues),
      ticket_id: requiredId(record.ticket_id, 'ticket_id', issues),
    }
  },
}
