import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createServer } from '../../examples/helpdesk/server.js'
import { newFolder, startHelpdesk, ticketInput } from './start-helpdesk.js'

const asCustomer = { 'x-user': 'customer-1' }
const asAgent = { 'x-user': 'agent-1', 'x-role': 'agent' }

describe('the server of the helpdesk', () => {
  it('answers a query with its output, page by page', async () => {
    const address = await listen()
    for (const title of ['One', 'Two', 'Three']) await post(`${address}/tickets`, { ...ticketInput, title }, asCustomer)
    const second = await get(`${address}/board?page=2&page_size=2`, asAgent)
    expect(second.status).toBe(200)
    expect(second.body).toMatchObject({
      rows: [{ title: 'Three', customer_id: 'customer-1' }],
      meta: { pagination: { page: 2, page_size: 2, total_rows: 3, total_pages: 2 } },
    })
    const found = await get(`${address}/board?find=tw`, asCustomer)
    expect(found.body).toMatchObject({ rows: [{ title: 'Two' }] })
    const others = await get(`${address}/board`, { 'x-user': 'customer-2' })
    expect(others.body).toMatchObject({ rows: [], meta: { pagination: { total_rows: 0 } } })
  })

  it('takes a mutation once per Idempotency-Key', async () => {
    const address = await listen()
    const headers = { ...asCustomer, 'Idempotency-Key': 'k1' }
    const first = await post(`${address}/tickets`, ticketInput, headers)
    const again = await post(`${address}/tickets`, ticketInput, headers)
    expect([first.status, again.status]).toEqual([200, 200])
    expect(first.body).toMatchObject({ ok: true, queue: 'access' })
    expect(again.body).toEqual(first.body)
    expect((await get(`${address}/board`, asAgent)).body).toMatchObject({ meta: { pagination: { total_rows: 1 } } })
    const other = await post(`${address}/tickets`, { ...ticketInput, title: 'Other' }, headers)
    expect(other.status).toBe(403)
    expect(other.body).toMatchObject({ violations: [{ code: 'idempotency_conflict_error' }] })
  })

  it('answers a refused call with 403 and the violations', async () => {
    const address = await listen()
    const page = await get(`${address}/board?page=one&page_size=2.5`, asAgent)
    expect(page.status).toBe(403)
    expect(page.body).toEqual({
      violations: [
        { code: 'validation_error', path: 'page', message: expect.any(String) },
        { code: 'validation_error', path: 'page_size', message: expect.any(String) },
      ],
    })
    const beyond = await get(`${address}/board?page_size=1000`, asAgent)
    expect([beyond.status, beyond.body]).toMatchObject([403, { violations: [{ code: 'projection_pagination_error' }] }])
    const anonymous = await get(`${address}/board`, {})
    expect([anonymous.status, anonymous.body]).toMatchObject([403, { violations: [{ code: 'access_denied_error' }] }])
    const empty = await post(`${address}/tickets`, {}, asCustomer)
    expect([empty.status, empty.body]).toMatchObject([
      403,
      { violations: [{ path: 'body' }, { path: 'contact' }, { path: 'title' }] },
    ])
  })

  it('answers a failed call with 500 and the code, and nothing else', async () => {
    const address = await listen({ outbox: newFolder() })
    const failed = await post(`${address}/tickets`, ticketInput, asCustomer)
    expect([failed.status, failed.body]).toEqual([500, { error: 'mail_outbox_error' }])
  })

  it('reads and writes the comments of a ticket', async () => {
    const address = await listen()
    const opened = await post(`${address}/tickets`, ticketInput, asCustomer)
    const { ticket_id } = opened.body as { ticket_id: string }
    const comments = `${address}/tickets/${ticket_id}/comments`
    await post(comments, { text: 'A note.', internal: true }, asAgent)
    const said = await post(comments, { text: 'An answer.', ticket_id: 'tkt_other' }, asAgent)
    expect(said.body).toMatchObject({ ok: true, state: 'waiting' })
    expect((await get(comments, asCustomer)).body).toMatchObject({ rows: [{ text: 'An answer.', ticket_id }] })
    expect((await get(comments, asAgent)).body).toMatchObject({ rows: [{ text: 'A note.' }, { text: 'An answer.' }] })
    const nowhere = await post(`${address}/tickets/tkt_none/comments`, { text: 'x' }, asAgent)
    expect([nowhere.status, nowhere.body]).toMatchObject([200, { ok: false, reason: 'ticket_missing' }])
  })

  it('refuses a body that is not JSON before it reaches the app', async () => {
    const address = await listen()
    const headers = { ...asCustomer, 'content-type': 'application/json' }
    const response = await fetch(`${address}/tickets`, { method: 'POST', headers, body: '{"title":' })
    expect([response.status, await response.json()]).toEqual([400, { error: 'unreadable_request' }])
  })
})

describe('start.mjs', () => {
  it('bundles the server, starts it, and stops it when it is told to', async () => {
    const folder = newFolder()
    const env = { ...process.env, HELPDESK_DB: join(folder, 'h.db'), HELPDESK_OUTBOX: join(folder, 'o.mbox') }
    const script = fileURLToPath(new URL('../../examples/helpdesk/start.mjs', import.meta.url))
    const started = spawn(process.execPath, [script, '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void started.kill('SIGKILL'))
    const ended = once(started, 'exit')
    const [line] = await Promise.race([once(started.stdout, 'data'), ended])
    const [address = ''] = /http:\S+/.exec(String(line)) ?? []
    expect((await get(address, asCustomer)).body).toMatchObject({ rows: [] })
    started.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})

async function listen({ outbox }: { outbox?: string } = {}): Promise<string> {
  const { runtime } = await startHelpdesk({ store: 'sqlite', ...(outbox !== undefined && { outbox }) })
  const server = createServer(runtime).listen(0, '127.0.0.1')
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function get(url: string, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, { headers })
  return { status: response.status, body: await response.json() }
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: await response.json() }
}
