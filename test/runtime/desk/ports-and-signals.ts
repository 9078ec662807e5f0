import {
  objectAt,
  optionalInt,
  optionalText,
  type PortProgram,
  requiredArray,
  requiredBool,
  requiredId,
  requiredInt,
  requiredText,
  type SignalProgram,
} from '../../../src/program.js'
import type * as T from './contracts.js'

export const mailSend: PortProgram<T.MailSendInput, T.MailSendOutput> = {
  id: 'mail.send',
  version: '1.0.0',
  contractHash: '11'.repeat(32),
  effects: ['network'],
  readInput: (raw, issues) => {
    const record = objectAt(raw, issues)
    return {
      subject: requiredText(record.subject, 'subject', issues),
      to: requiredText(record.to, 'to', issues),
    }
  },
  readOutput: (raw, issues) => {
    const record = objectAt(raw, issues)
    return { message_id: requiredText(record.message_id, 'message_id', issues) }
  },
}

export const idsGenerate: PortProgram<T.IdsGenerateInput, T.IdsGenerateOutput> = {
  id: 'ids.generate',
  version: '1.0.0',
  contractHash: '22'.repeat(32),
  effects: ['compute'],
  readInput: (raw, issues) => {
    const record = objectAt(raw, issues)
    return {
      count: record.count === undefined ? 1 : optionalInt(record.count, 'count', issues),
      prefix: optionalText(record.prefix, 'prefix', issues),
    }
  },
  readOutput: (raw, issues) => {
    const record = objectAt(raw, issues)
    return { ids: requiredArray(record.ids, 'ids', issues, requiredText) }
  },
}

export const commentAdded: SignalProgram<T.CommentAddedPayload> = {
  id: 'comment.added',
  version: 1,
  readPayload: (raw, issues) => {
    const record = objectAt(raw, issues)
    return {
      author_id: requiredId(record.author_id, 'author_id', issues),
      id: requiredId(record.id, 'id', issues),
      internal: requiredBool(record.internal, 'internal', issues),
      ticket_id: requiredId(record.ticket_id, 'ticket_id', issues),
    }
  },
  eventKey: (payload) => payload.id,
}

export const ticketOpened: SignalProgram<T.TicketOpenedPayload> = {
  id: 'ticket.opened',
  version: 3,
  readPayload: (raw, issues) => {
    const record = objectAt(raw, issues)
    return {
      priority: requiredInt(record.priority, 'priority', issues),
      ticket_id: requiredId(record.ticket_id, 'ticket_id', issues),
    }
  },
}
