/** A record of `tickets`. */
export interface TicketsRecord {
  readonly assignee_id: string | null
  readonly id: string
  readonly opened_at: string
  readonly owner_id: string
  readonly sla: TicketsRecordSla | null
  readonly state: 'open' | 'waiting' | 'closed'
  readonly title: string
}

export interface TicketsRecordSla {
  readonly breached: boolean
  readonly tier: string
}

/** A record of `agents`. */
export interface AgentsRecord {
  readonly display: string
  readonly id: string
}

/** A record of `comments`. */
export interface CommentsRecord {
  readonly at: string
  readonly author_id: string
  readonly id: string
  readonly internal: boolean
  readonly text: string
  readonly ticket_id: string
}

export interface BoardRow {
  readonly id: string
  readonly title: string
  readonly state: 'open' | 'waiting' | 'closed'
  readonly opened_at: string
  readonly owner: string
  readonly handler: string | null
}

export interface ListBoardInput {
  readonly dir?: string | null | undefined
  readonly find?: string | null | undefined
  readonly order?: string | null | undefined
  readonly p?: number | null | undefined
  readonly per?: number | null | undefined
}

export interface AddCommentInput {
  readonly internal?: boolean | null | undefined
  readonly text: string
  readonly ticket_id: string
}

export interface AddCommentOutput {
  readonly comment_id: string | null
  readonly ok: boolean
}

export interface OpenTicketInput {
  readonly id: string
  readonly opened_at?: string | null | undefined
  readonly sla?: OpenTicketInputSla | null | undefined
  readonly state?: 'open' | 'waiting' | 'closed' | null | undefined
  readonly tags?: readonly string[] | null | undefined
  readonly title: string
}

export interface OpenTicketInputSla {
  readonly breached: boolean
  readonly tier: string
}

export interface OpenTicketOutput {
  readonly id: string
}

export interface MailSendInput {
  readonly subject: string
  readonly to: string
}

export interface MailSendOutput {
  readonly message_id: string
}

export interface IdsGenerateInput {
  readonly count?: number | null | undefined
  readonly prefix?: string | null | undefined
}

export interface IdsGenerateOutput {
  readonly ids: readonly string[]
}

export interface RoutingPickQueueInput {
  readonly title: string
  readonly vip?: boolean | null | undefined
}

export interface RoutingPickQueueOutput {
  readonly queue: string
  readonly urgent: boolean
}

export interface CommentAddedPayload {
  readonly author_id: string
  readonly id: string
  readonly internal: boolean
  readonly ticket_id: string
}

export interface TicketOpenedPayload {
  readonly priority: number
  readonly ticket_id: string
}

/** The ports of this app: what providers implement. */
export interface Ports {
  readonly 'ids.generate': { readonly input: IdsGenerateInput; readonly output: IdsGenerateOutput }
  readonly 'mail.send': { readonly input: MailSendInput; readonly output: MailSendOutput }
}
