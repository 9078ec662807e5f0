import { appInitializer } from 'tenon/engine'
import { type InferenceRequest, llm } from 'tenon/module/llm'
import type { HostPorts } from 'tenon/runtime'
import memory from 'tenon/store/memory'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Client, createClient, createRuntime } from '../../generated/helpdesk/index.js'
import { agent, customer, newFolder, openTicket, outputOf, startHelpdesk, ticketInput } from './start-helpdesk.js'

describe('the guest that sorts tickets', () => {
  it.each([
    { title: 'A question', body: 'What is new?', queue: 'general', priority: 3, why: 'general: no word of any queue' },
    { title: 'My account', body: 'Look at it.', queue: 'access', priority: 2, why: 'access: account' },
    {
      title: 'Hello',
      body: 'It is about my account.',
      queue: 'general',
      priority: 3,
      why: 'general: no word of any queue',
    },
    { title: 'LOG  IN fails', body: 'Urgent!', queue: 'access', priority: 1, why: 'access: log in; urgent' },
    { title: 'Refund', body: 'It is not urgent.', queue: 'billing', priority: 3, why: 'billing: refund' },
    { title: 'x', body: 'invoice, locked out', queue: 'billing', priority: 3, why: 'billing: invoice' },
  ])('puts "$title: $body" into $queue', async ({ title, body, queue, priority, why }) => {
    const { client } = await startHelpdesk({ store: 'memory' })
    const opened = outputOf(
      await client.mutations.openTicket({ ...ticketInput, title, body }, { authContext: customer }),
    )
    expect(opened).toMatchObject({ ok: true, queue, priority, sorted_by: why })
  })

  it('sorts again for agents, and leaves what is closed', async () => {
    const { client } = await startHelpdesk({ store: 'memory' })
    const ticket_id = await openTicket(client, customer)
    const again = () => client.mutations.retriageTicket({ ticket_id, vip: true }, { authContext: agent })
    expect(outputOf(await again())).toMatchObject({ ok: true, queue: 'access', priority: 1 })
    const [row] = outputOf(await client.queries.getTicket({ ticket_id }, { authContext: agent })).rows
    expect(row?.priority).toBe(1)
    outputOf(await client.mutations.closeTicket({ ticket_id }, { authContext: customer }))
    expect(outputOf(await again())).toMatchObject({ ok: false, reason: 'ticket_closed', queue: null })
    const refused = await client.mutations.retriageTicket({ ticket_id }, { authContext: customer })
    expect(refused.violations.map(({ code }) => code)).toEqual(['access_denied_error'])
  })
})

describe('the guest that sums tickets up', () => {
  it('asks the engine of the host, and gives what it says', async () => {
    const asked: InferenceRequest[] = []
    const client = await startWithModel((request) => {
      asked.push(request)
      return ' Cannot log in. '
    })
    const ticket_id = await openTicket(client, customer)
    const told = outputOf(await client.mutations.summarizeTicket({ ticket_id }, { authContext: agent }))
    expect(told).toMatchObject({ ok: true, reason: null, summary: 'Cannot log in.' })
    expect(asked).toHaveLength(1)
    const blocks = asked[0]?.turn.blocks ?? []
    expect(blocks.map(({ kind }) => kind)).toEqual(['system', 'user', 'user', 'user'])
    expect(blocks.slice(1).map(({ payload }) => payload?.text)).toEqual([
      'Ticket: I cannot log in',
      'State: open, priority 2',
      'Text: My password is refused.',
    ])
  })

  it('fails as a call when the model does', async () => {
    const client = await startWithModel(() => {
      throw new Error('out of order')
    })
    const ticket_id = await openTicket(client, customer)
    const failed = await client.mutations.summarizeTicket({ ticket_id }, { authContext: agent })
    expect(failed).toMatchObject({ status: 'error', ok: false, violations: [] })
    expect(failed.error?.code).toBe('summary_failed_error')
    expect(failed.error?.message).toBe('the ticket could not be summed up')
  })
})

/** The helpdesk with a model of the host's own code in the place of the manifest's. */
async function startWithModel(answer: (request: InferenceRequest) => string): Promise<Client> {
  const infer = (request: InferenceRequest) => ({ blocks: [{ kind: 'llm_text', payload: { text: answer(request) } }] })
  const own = appInitializer(llm({ engines: { own: { infer } }, defaultEngine: 'own' }), { registers: ['llm'] })
  const environment = new Map([['HELPDESK_OUTBOX', `${newFolder()}/outbox.mbox`]])
  const hostPorts: HostPorts = {
    environment: { get: (name) => environment.get(name) },
    moduleLoader: { load: (id) => (id === 'store' ? memory : id === 'llm' ? own : undefined) },
  }
  const runtime = createRuntime(hostPorts)
  onTestFinished(() => runtime.close())
  await runtime.ready
  return createClient(runtime)
}
