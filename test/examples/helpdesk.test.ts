import { readFileSync } from 'node:fs'
import type { AuthContext } from 'tenon/runtime'
import { describe, expect, it } from 'vitest'
import { bundle } from '../../generated/helpdesk/index.js'
import {
  agent,
  customer,
  newFolder,
  openTicket,
  otherCustomer,
  outputOf,
  registerAgent,
  startHelpdesk,
  stores,
  supervisor,
  ticketInput,
} from './start-helpdesk.js'

describe.each(stores)('the helpdesk on %s', (store) => {
  it('shows customers their own tickets only, and totals that count nothing else', async () => {
    const { client } = await startHelpdesk({ store })
    const mine = await openTicket(client, customer)
    const theirs = await openTicket(client, otherCustomer, { title: 'A refund' })
    await openTicket(client, otherCustomer, { title: 'Another refund' })

    const options = { authContext: customer }
    const board = outputOf(await client.queries.listBoard({}, options))
    const own = outputOf(await client.queries.myTickets({}, options))
    for (const { rows, meta } of [board, own]) {
      expect(rows.map((row) => row.id)).toEqual([mine])
      expect(meta.pagination).toEqual({ mode: 'page', page: 1, page_size: 25, total_rows: 1, total_pages: 1 })
    }
    expect(outputOf(await client.queries.listBoard({}, { authContext: agent })).meta.pagination.total_rows).toBe(3)
    expect(outputOf(await client.queries.getTicket({ ticket_id: theirs }, { authContext: customer })).rows).toEqual([])
    expect(outputOf(await client.queries.getTicket({ ticket_id: mine }, { authContext: customer })).rows).toHaveLength(
      1,
    )
  })

  it('answers for a ticket of somebody else as for one that does not exist', async () => {
    const { client } = await startHelpdesk({ store })
    const theirs = await openTicket(client, otherCustomer)
    for (const ticket_id of [theirs, 'tkt_none']) {
      const options = { authContext: customer }
      const missing = { ok: false, reason: 'ticket_missing' }
      expect(outputOf(await client.mutations.addComment({ ticket_id, text: 'Hello' }, options))).toMatchObject(missing)
      expect(outputOf(await client.mutations.closeTicket({ ticket_id }, options))).toMatchObject(missing)
      expect(outputOf(await client.mutations.reopenTicket({ ticket_id }, options))).toMatchObject(missing)
      expect(outputOf(await client.queries.ticketComments({ ticket_id }, options)).rows).toEqual([])
    }
  })

  it('hides internal notes from customers, in rows, totals and searches', async () => {
    const { client } = await startHelpdesk({ store })
    await registerAgent(client)
    const ticket_id = await openTicket(client, customer)
    await client.mutations.addComment({ ticket_id, text: 'We look into it.' }, { authContext: agent })
    await client.mutations.addComment({ ticket_id, text: 'Looks like a bot.', internal: true }, { authContext: agent })
    const seenBy = async (authContext: AuthContext, find?: string) => {
      const { rows, meta } = outputOf(await client.queries.ticketComments({ ticket_id, find }, { authContext }))
      return [meta.pagination.total_rows, ...rows.map((row) => row.text)]
    }
    expect(await seenBy(agent)).toEqual([2, 'We look into it.', 'Looks like a bot.'])
    expect(await seenBy(customer)).toEqual([1, 'We look into it.'])
    expect(await seenBy(agent, 'BOT')).toEqual([1, 'Looks like a bot.'])
    expect(await seenBy(customer, 'BOT')).toEqual([0])
    expect(await seenBy(otherCustomer)).toEqual([0])

    const [comment] = outputOf(await client.queries.ticketComments({ ticket_id }, { authContext: customer })).rows
    expect(comment).toMatchObject({ agent: 'Name of agent-1', author_id: 'agent-1', internal: false, links: [] })
    const note = await client.mutations.addComment({ ticket_id, text: 'x', internal: true }, { authContext: customer })
    expect(outputOf(note)).toEqual({ ok: false, reason: 'agents_only', comment_id: null, state: 'waiting' })
  })

  it('derives roles from claims, and only from what they say exactly', async () => {
    const { runtime } = await startHelpdesk({ store })
    const doors = { my_tickets: 'authenticated', my_work: 'agent', list_agents: 'agent' }
    const callers: [AuthContext | null, string[]][] = [
      [null, ['anonymous']],
      [customer, ['authenticated']],
      [{ subject: 'u', claims: { desk_agent: 'true' } }, ['authenticated']],
      [{ subject: 'u', claims: { desk_supervisor: true } }, ['authenticated']],
      [{ subject: null, claims: { desk_agent: true } }, ['anonymous']],
      [agent, ['agent', 'authenticated']],
      [supervisor, ['agent', 'authenticated', 'supervisor']],
    ]
    for (const [authContext, roles] of callers) {
      for (const [entrypointId, role] of Object.entries(doors)) {
        const envelope = await runtime.invoke({ entrypointKind: 'query', entrypointId, input: {}, authContext })
        expect([roles, entrypointId, envelope.status]).toEqual([
          roles,
          entrypointId,
          roles.includes(role) ? 'ok' : 'rejected',
        ])
        if (envelope.status === 'rejected') {
          const details = { requiredRoles: [role], effectiveRoles: roles }
          expect(envelope.violations).toMatchObject([{ code: 'access_denied_error', details }])
        }
      }
    }
  })

  it('keeps mutations of agents from customers, and those of supervisors from agents', async () => {
    const { client } = await startHelpdesk({ store })
    const register = { agent_id: 'a', name: 'A', email: 'a@example.org' }
    const denied = [
      await client.mutations.takeTicket({ ticket_id: 't' }, { authContext: customer }),
      await client.mutations.assignTicket({ ticket_id: 't', agent_id: 'a' }, { authContext: agent }),
      await client.mutations.removeComment({ comment_id: 'c' }, { authContext: agent }),
      await client.mutations.registerAgent(register, { authContext: agent }),
      await client.mutations.openTicket(ticketInput),
    ]
    for (const envelope of denied) {
      expect(envelope).toMatchObject({ status: 'rejected', violations: [{ code: 'access_denied_error' }] })
    }
    expect(outputOf(await client.queries.listAgents({}, { authContext: agent })).rows).toEqual([])
  })

  it('names every mistake of an input with its path', async () => {
    const { runtime } = await startHelpdesk({ store })
    const input = { title: 7, contact: { name: 'One', email: null, fax: '1' }, tags: ['a', 2], colour: 'red' }
    const envelope = await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'open_ticket',
      input,
      authContext: customer,
    })
    expect(envelope.status).toBe('rejected')
    expect(envelope.violations.map(({ code, path }) => [code, path])).toEqual(
      ['body', 'colour', 'contact.email', 'contact.fax', 'tags.1', 'title'].map((path) => ['validation_error', path]),
    )
  })

  it('takes a mutation once per key, caller and input', async () => {
    const { client } = await startHelpdesk({ store })
    const options = { authContext: customer, idempotencyKey: 'k1' }
    const [first, meanwhile] = await Promise.all([
      client.mutations.openTicket(ticketInput, options),
      client.mutations.openTicket(ticketInput, options),
    ])
    const later = await client.mutations.openTicket(ticketInput, options)
    expect([first.status, meanwhile.status, later.status]).toEqual(['ok', 'replayed', 'replayed'])
    expect(later.output).toEqual(first.output)
    expect(later).toMatchObject({ ok: true, meta: { replayed: true, originalStatus: 'ok' } })
    expect(later.emittedSignals).toEqual(first.emittedSignals)

    const changed = await client.mutations.openTicket({ ...ticketInput, title: 'Other' }, options)
    expect(changed).toMatchObject({ status: 'rejected', violations: [{ code: 'idempotency_conflict_error' }] })
    const other = await client.mutations.openTicket(ticketInput, { ...options, authContext: otherCustomer })
    expect(other.status).toBe('ok')
    expect(outputOf(await client.queries.listBoard({}, { authContext: agent })).meta.pagination.total_rows).toBe(2)
  })

  it('refuses softly, with a reason, and writes nothing', async () => {
    const { client, outbox } = await startHelpdesk({ store })
    const open = async (change: Partial<typeof ticketInput>) =>
      await client.mutations.openTicket({ ...ticketInput, ...change }, { authContext: customer })
    const empty = await open({ title: '  \t ' })
    expect(empty).toMatchObject({ status: 'ok', ok: true, emittedSignals: [], meta: { outcome: 'rejection' } })
    expect(outputOf(empty)).toEqual({
      ok: false,
      reason: 'title_empty',
      ticket_id: null,
      queue: null,
      priority: null,
      sorted_by: null,
      message_id: null,
    })
    expect(outputOf(await open({ title: 'é'.repeat(121) })).reason).toBe('title_too_long')
    expect(outputOf(await open({ contact: { name: 'x', email: 'nowhere' } })).reason).toBe('email_invalid')
    expect(outputOf(await client.queries.listBoard({}, { authContext: agent })).rows).toEqual([])
    expect(() => readFileSync(outbox)).toThrow('ENOENT')
    expect(outputOf(await open({ title: '😀'.repeat(120) })).ok).toBe(true)
  })

  it('refuses to comment on, assign or close what is closed, and to reopen what is not', async () => {
    const { client } = await startHelpdesk({ store })
    await registerAgent(client)
    const ticket_id = await openTicket(client, customer)
    const reopen = async (authContext: AuthContext) =>
      outputOf(await client.mutations.reopenTicket({ ticket_id }, { authContext }))
    expect(await reopen(customer)).toEqual({ ok: false, reason: 'ticket_not_closed', priority: null })
    const closed = outputOf(await client.mutations.closeTicket({ ticket_id }, { authContext: customer }))
    expect(closed).toMatchObject({ ok: true, reason: null })

    const options = { authContext: agent }
    const refusal = { ok: false, reason: 'ticket_closed' }
    const again = outputOf(await client.mutations.closeTicket({ ticket_id }, options))
    expect(again).toEqual({ ...refusal, closed_at: closed.closed_at })
    expect(outputOf(await client.mutations.addComment({ ticket_id, text: 'x' }, options))).toMatchObject(refusal)
    expect(outputOf(await client.mutations.takeTicket({ ticket_id }, options))).toMatchObject(refusal)

    for (const priority of [1, 1, 1]) {
      expect(await reopen(customer)).toEqual({ ok: true, reason: null, priority })
      await client.mutations.closeTicket({ ticket_id }, options)
    }
    expect(await reopen(customer)).toMatchObject({ ok: false, reason: 'reopened_too_often' })
    expect(await reopen(agent)).toMatchObject({ ok: true })
  })

  it('assigns to agents who exist, are there and have room', async () => {
    const { client } = await startHelpdesk({ store })
    await registerAgent(client, 'agent-1', 1)
    await registerAgent(client, 'agent-2', 4)
    const away = { agent_id: 'agent-3', name: 'Away', email: 'away@example.org', active: false }
    await client.mutations.registerAgent(away, { authContext: supervisor })
    const first = await openTicket(client, customer)
    const second = await openTicket(client, customer)
    const assign = async (ticket_id: string, agent_id: string) =>
      outputOf(await client.mutations.assignTicket({ ticket_id, agent_id }, { authContext: supervisor }))
    const refused = (reason: string) => ({ ok: false, reason, handler: null, load: null })
    const loads = async () => {
      const { rows } = outputOf(await client.queries.listAgents({}, { authContext: agent }))
      return Object.fromEntries(rows.map((row) => [row.id, row.open_tickets]))
    }

    expect(await assign(first, 'agent-1')).toEqual({
      ok: true,
      reason: null,
      handler: 'Name of agent-1',
      load: { open: 1, capacity: 1, percent: 100, full: true },
    })
    expect(await assign('tkt_none', 'agent-1')).toEqual(refused('ticket_missing'))
    expect(await assign(first, 'agent-1')).toEqual(refused('already_assigned'))
    expect(await assign(second, 'agent-1')).toEqual(refused('agent_full'))
    expect(await assign(second, 'agent-3')).toEqual(refused('agent_away'))
    expect(await assign(second, 'agent-9')).toEqual(refused('agent_unknown'))
    expect(await loads()).toEqual({ 'agent-1': 1, 'agent-2': 0, 'agent-3': 0 })

    expect(await assign(first, 'agent-2')).toMatchObject({ ok: true, load: { open: 1, percent: 25, full: false } })
    expect(await loads()).toEqual({ 'agent-1': 0, 'agent-2': 1, 'agent-3': 0 })
    await registerAgent(client, 'agent-2', 2)
    expect(await loads()).toEqual({ 'agent-1': 0, 'agent-2': 1, 'agent-3': 0 })
    await client.mutations.closeTicket({ ticket_id: first }, { authContext: customer })
    expect(await loads()).toEqual({ 'agent-1': 0, 'agent-2': 0, 'agent-3': 0 })
  })

  it('follows a ticket through its life, with its signals', async () => {
    const { client, outbox } = await startHelpdesk({ store })
    await registerAgent(client)
    const opened = await client.mutations.openTicket({ ...ticketInput, tags: ['web'] }, { authContext: customer })
    const ticket_id = outputOf(opened).ticket_id ?? ''
    expect(outputOf(opened)).toMatchObject({ ok: true, reason: null, queue: 'access', priority: 2 })
    expect(opened.emittedSignals).toMatchObject([
      {
        signalId: 'ticket.opened',
        signalVersion: 1,
        eventKey: ticket_id,
        payload: { id: ticket_id, customer_id: 'customer-1', queue: 'access', priority: 2 },
      },
    ])
    expect(opened.observedEffects).toEqual(['compute', 'emit', 'network', 'write'])
    expect(opened.meta).toMatchObject({ outcome: 'success', warnings: [] })

    const taken = await client.mutations.takeTicket({ ticket_id }, { authContext: agent })
    const at = taken.timings.startedAt
    expect(taken.emittedSignals).toMatchObject([{ signalId: 'ticket.assigned', eventKey: `${ticket_id}@${at}` }])
    const links = [{ label: 'Reset', url: 'https://example.org/reset' }]
    const answer = await client.mutations.addComment({ ticket_id, text: ' Try this. ', links }, { authContext: agent })
    expect(outputOf(answer).state).toBe('waiting')
    const thanks = await client.mutations.addComment({ ticket_id, text: 'Works!' }, { authContext: customer })
    expect(outputOf(thanks).state).toBe('open')
    const close = { ticket_id, kind: 'solved', note: ' Mailed a link. ' } as const
    const closed = await client.mutations.closeTicket(close, { authContext: agent })
    expect(closed.emittedSignals).toMatchObject([{ signalId: 'ticket.closed', payload: { kind: 'solved' } }])

    const { rows } = outputOf(await client.queries.getTicket({ ticket_id }, { authContext: customer }))
    expect(rows).toEqual([
      {
        id: ticket_id,
        customer_id: 'customer-1',
        contact: { ...ticketInput.contact, phone: null },
        title: ticketInput.title,
        body: ticketInput.body,
        tags: ['web'],
        queue: 'access',
        priority: 2,
        state: 'closed',
        handler: 'Name of agent-1',
        comment_count: 2,
        reopened: 0,
        opened_at: opened.timings.startedAt,
        closed_at: closed.timings.startedAt,
        resolution: { kind: 'solved', note: 'Mailed a link.' },
      },
    ])
    expect(outputOf(await client.queries.listBoard({}, { authContext: customer })).rows).toEqual([])
    expect(outputOf(await client.queries.myTickets({}, { authContext: customer })).rows).toMatchObject([
      { id: ticket_id, outcome: 'solved', closed_at: closed.timings.startedAt },
    ])
    const thread = outputOf(await client.queries.ticketComments({ ticket_id }, { authContext: customer })).rows
    expect(thread.map(({ text, agent: by, links: given }) => [text, by, given])).toEqual([
      ['Try this.', 'Name of agent-1', links],
      ['Works!', null, []],
    ])
    expect(readFileSync(outbox, 'utf8').match(/^To: .*$/gm)).toEqual([
      'To: customer-1@example.org',
      'To: agent-1@example.org',
      'To: customer-1@example.org',
      'To: customer-1@example.org',
    ])

    const reopened = await client.mutations.reopenTicket({ ticket_id }, { authContext: customer })
    expect(outputOf(reopened)).toEqual({ ok: true, reason: null, priority: 1 })
    expect(reopened.emittedSignals).toMatchObject([{ signalId: 'ticket.reopened', eventKey: `${ticket_id}#1` }])
    const [back] = outputOf(await client.queries.getTicket({ ticket_id }, { authContext: agent })).rows
    expect(back).toMatchObject({ state: 'open', handler: null, closed_at: null, resolution: null, reopened: 1 })
  })

  it('removes a comment for a supervisor, and counts on', async () => {
    const { client } = await startHelpdesk({ store })
    const ticket_id = await openTicket(client, customer)
    const comment = outputOf(
      await client.mutations.addComment({ ticket_id, text: 'Secret' }, { authContext: customer }),
    )
    const comment_id = comment.comment_id ?? ''
    const removed = await client.mutations.removeComment({ comment_id }, { authContext: supervisor })
    expect(outputOf(removed)).toEqual({ ok: true, reason: null })
    const payload = { id: comment_id, ticket_id, removed_by: 'boss-1' }
    expect(removed.emittedSignals).toMatchObject([{ signalId: 'comment.removed', payload }])
    const again = await client.mutations.removeComment({ comment_id }, { authContext: supervisor })
    expect(outputOf(again)).toEqual({ ok: false, reason: 'comment_missing' })
    expect(outputOf(await client.queries.ticketComments({ ticket_id }, { authContext: customer })).rows).toEqual([])
    const [row] = outputOf(await client.queries.getTicket({ ticket_id }, { authContext: customer })).rows
    expect(row?.comment_count).toBe(0)
  })

  it('sorts a ticket into a queue by its words, and a VIP to the front', async () => {
    const { client } = await startHelpdesk({ store })
    const triage = async (title: string, authContext = customer) => {
      const opened = outputOf(await client.mutations.openTicket({ ...ticketInput, title, body: '' }, { authContext }))
      return [opened.queue, opened.priority]
    }
    expect(await triage('Where is my INVOICE?')).toEqual(['billing', 3])
    expect(await triage('Password gone')).toEqual(['access', 2])
    expect(await triage('URGENT refund')).toEqual(['billing', 1])
    expect(await triage('A question, not urgent')).toEqual(['general', 3])
    expect(await triage('A question', { subject: 'v', claims: { vip: true } })).toEqual(['general', 1])
    expect(await triage('A question', { subject: 'v', claims: { vip: 'yes' } })).toEqual(['general', 3])
  })

  it('searches, filters, sorts and pages the board', async () => {
    const { client } = await startHelpdesk({ store })
    await registerAgent(client)
    const alpha = await openTicket(client, customer, { title: 'Alpha invoice', tags: ['mobile', 'eu'] })
    const beta = await openTicket(client, otherCustomer, { title: 'beta password', tags: ['web'] })
    const gamma = await openTicket(client, customer, { title: 'Gamma, urgent', tags: null })
    await client.mutations.takeTicket({ ticket_id: beta }, { authContext: agent })
    const ids = async (input: Parameters<typeof client.queries.listBoard>[0]) =>
      outputOf(await client.queries.listBoard(input, { authContext: agent })).rows.map((row) => row.id)

    expect(await ids({})).toEqual([alpha, beta, gamma])
    expect(await ids({ dir: 'desc' })).toEqual([gamma, beta, alpha])
    expect(await ids({ order: 'priority' })).toEqual([gamma, beta, alpha])
    expect(await ids({ order: 't.updated_at', dir: 'desc' })).toEqual([beta, gamma, alpha])
    expect((await ids({ order: 'handler' }))[0]).toBe(beta)
    expect((await ids({ order: 'handler', dir: 'desc' }))[2]).toBe(beta)
    expect(await ids({ find: ' PASS ' })).toEqual([beta])
    expect(await ids({ find: 'name of agent' })).toEqual([beta])
    expect(await ids({ find: '  ' })).toEqual([alpha, beta, gamma])
    expect(await ids({ queue: 'billing' })).toEqual([alpha])
    expect(await ids({ tag: 'eu' })).toEqual([alpha])
    expect(await ids({ tag: 'e' })).toEqual([])
    expect(await ids({ unassigned: true })).toEqual([alpha, gamma])
    expect(await ids({ page: 2, page_size: 2 })).toEqual([gamma])
    const { meta } = outputOf(await client.queries.listBoard({ page: 2, page_size: 2 }, { authContext: agent }))
    expect(meta.pagination).toEqual({ mode: 'page', page: 2, page_size: 2, total_rows: 3, total_pages: 2 })
  })

  it('refuses pages and orders that there are not', async () => {
    const { client } = await startHelpdesk({ store })
    await openTicket(client, customer)
    const codes = async (input: Parameters<typeof client.queries.listBoard>[0]) => {
      const envelope = await client.queries.listBoard(input, { authContext: agent })
      return [envelope.status, ...envelope.violations.map((violation) => violation.code)]
    }
    expect(await codes({ page: 2 })).toEqual(['rejected', 'projection_pagination_error'])
    expect(await codes({ page_size: 101 })).toEqual(['rejected', 'projection_pagination_error'])
    expect(await codes({ order: 'body' })).toEqual(['rejected', 'validation_error'])
    expect(await codes({ dir: 'up' })).toEqual(['rejected', 'validation_error'])
    expect(await codes({ page: 0, page_size: -1, order: '', dir: null })).toEqual(['ok'])
  })

  it('lists agents by skill and load, and an agent’s own work by urgency', async () => {
    const { client } = await startHelpdesk({ store })
    await registerAgent(client)
    const expert = {
      agent_id: 'agent-2',
      name: ' B ',
      email: ' B@Example.org ',
      skills: ['billing'],
      capacity: 99,
    } as const
    const registered = await client.mutations.registerAgent(expert, { authContext: supervisor })
    expect(outputOf(registered)).toEqual({ ok: true, agent_id: 'agent-2', created: true })
    const { rows } = outputOf(await client.queries.listAgents({ skill: 'billing' }, { authContext: agent }))
    expect(rows).toEqual([
      {
        id: 'agent-2',
        name: 'B',
        email: 'b@example.org',
        skills: ['billing'],
        active: true,
        capacity: 50,
        open_tickets: 0,
      },
    ])
    const late = await openTicket(client, customer, { title: 'Question' })
    const soon = await openTicket(client, customer, { title: 'Urgent question' })
    for (const ticket_id of [late, soon]) await client.mutations.takeTicket({ ticket_id }, { authContext: agent })
    const work = outputOf(await client.queries.myWork({}, { authContext: agent })).rows
    expect(work.map((row) => row.id)).toEqual([soon, late])
    expect(outputOf(await client.queries.myWork({}, { authContext: supervisor })).rows).toEqual([])
    const byLoad = await client.queries.listAgents({ order: 'open_tickets', dir: 'desc' }, { authContext: agent })
    expect(outputOf(byLoad).rows.map((row) => row.open_tickets)).toEqual([2, 0])
  })

  it('loses no count when many comment at once', async () => {
    const { client } = await startHelpdesk({ store })
    const ticket_id = await openTicket(client, customer)
    const note = (text: string) =>
      client.mutations.addComment({ ticket_id, text, internal: true }, { authContext: agent })
    const answers = await Promise.all(['1', '2', '3', '4', '5', '6'].map(note))
    const stored = answers.filter((envelope) => envelope.status === 'ok').length
    for (const envelope of answers.filter(({ status }) => status !== 'ok')) {
      expect(envelope.error).toMatchObject({ code: 'write_conflict_error', retryable: true })
    }
    expect(stored).toBeGreaterThan(0)
    const [row] = outputOf(await client.queries.getTicket({ ticket_id }, { authContext: agent })).rows
    expect(row?.comment_count).toBe(stored)
    expect(outputOf(await client.queries.ticketComments({ ticket_id }, { authContext: agent })).rows).toHaveLength(
      stored,
    )
  })

  it('stores no ticket when the receipt cannot be mailed, and lets the caller try again', async () => {
    const { client } = await startHelpdesk({ store, outbox: newFolder() })
    const failed = await client.mutations.openTicket(ticketInput, { authContext: customer, idempotencyKey: 'k' })
    expect(failed).toMatchObject({ status: 'error', ok: false, emittedSignals: [], violations: [] })
    expect(failed.error).toMatchObject({ code: 'mail_outbox_error', retryable: true })
    expect(failed.output).toBeUndefined()
    expect(outputOf(await client.queries.myTickets({}, { authContext: customer })).rows).toEqual([])
  })

  it('answers at every door', async () => {
    const { runtime, client } = await startHelpdesk({ store })
    await registerAgent(client, 'boss-1')
    const ticket_id = await openTicket(client, customer)
    const calls: Record<'query' | 'mutation' | 'route', Record<string, object>> = {
      query: {
        list_board: {},
        my_tickets: {},
        my_work: {},
        get_ticket: { ticket_id },
        ticket_comments: { ticket_id },
        list_agents: {},
        queue_figures: {},
        agent_record: {},
        agent_record_at: { at: '2026-01-01T00:00:00Z' },
        ticket_story: {},
        my_digest: {},
      },
      mutation: {
        open_ticket: ticketInput,
        add_comment: { ticket_id, text: 'Hello' },
        take_ticket: { ticket_id },
        assign_ticket: { ticket_id, agent_id: 'boss-1' },
        close_ticket: { ticket_id },
        reopen_ticket: { ticket_id },
        remove_comment: { comment_id: 'cmt_none' },
        register_agent: { agent_id: 'a', name: 'A', email: 'a@example.org' },
        tidy_desk: {},
        retriage_ticket: { ticket_id },
        summarize_ticket: { ticket_id },
      },
      route: { desk_home: { find: 'urgent' } },
    }
    expect(Object.keys(calls.query).sort()).toEqual([...bundle.program.queries.keys()].sort())
    expect(Object.keys(calls.mutation).sort()).toEqual([...bundle.program.mutations.keys()].sort())
    expect(Object.keys(calls.route)).toEqual([...(bundle.program.routes ?? new Map()).keys()])
    for (const entrypointKind of ['query', 'mutation', 'route'] as const) {
      for (const [entrypointId, input] of Object.entries(calls[entrypointKind])) {
        const envelope = await runtime.invoke({ entrypointKind, entrypointId, input, authContext: supervisor })
        expect([entrypointId, envelope.status]).toEqual([entrypointId, 'ok'])
      }
    }
  })
})

describe('the helpdesk on one SQLite file', () => {
  it('remembers tickets and answered keys when it is started again', async () => {
    const folder = newFolder()
    const options = { authContext: customer, idempotencyKey: 'k1' }
    const before = await startHelpdesk({ store: 'sqlite', folder })
    const first = await before.client.mutations.openTicket(ticketInput, options)
    await before.runtime.close()

    const after = await startHelpdesk({ store: 'sqlite', folder })
    const again = await after.client.mutations.openTicket(ticketInput, options)
    expect([first.status, again.status]).toEqual(['ok', 'replayed'])
    expect(again.output).toEqual(first.output)
    expect(outputOf(await after.client.queries.myTickets({}, { authContext: customer })).rows).toHaveLength(1)
  })
})
