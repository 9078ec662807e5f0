import type { AddressInfo } from 'node:net'
import express from 'express'
import { compileApp } from 'tenon/compile'
import { defineApp } from 'tenon/define'
import { createAppRuntime } from 'tenon/runtime'
import { describe, expect, it, onTestFinished } from 'vitest'

const yaml = `
app: { id: messages, name: Messages, tz: UTC }
domain:
  collections:
    messages:
      fields: { id: id!, author_id: id!, text: text!, at: timestamp! }
  actions:
    messages.write:
      effects: [write]
      in: { text: text! }
      do:
        - { call: ids.generate, with: { prefix: msg_ }, as: fresh }
        - call: collections.write
          with:
            patch:
              op: upsert
              collection: messages
              id: { $expr: { var: fresh.ids.0 } }
              value:
                author_id: { $expr: { var: principal.subject } }
                text: { $expr: { trim: { var: input.text } } }
                at: { $expr: { var: ctx.now } }
      return: { id: { $expr: { var: fresh.ids.0 } } }
  projections:
    messages:
      strategy: from_collection
      collection: messages
      sort: { default_by: at, default_order: desc }
      pagination: { mode: page, page_arg: page, page_size_arg: page_size, default_page_size: 2, max_page_size: 10 }
queries:
  - { id: list_messages, in: { page: int, page_size: int }, returns: { projection: messages }, access: { roles: [authenticated] } }
mutations:
  - { id: write_message, in: { text: text! }, run: { actionId: messages.write, input: {} }, access: { roles: [authenticated] } }
access: { default_policy: deny, roles: {} }
`

const modules = `
tenon: 1
modules:
  - { id: store, kind: provider, source: "tenon:memory" }
  - { id: ids, kind: provider, source: "tenon:ids" }
`

describe('the embedding in an Express host', () => {
  it('compiles two texts, starts and answers over a socket', async () => {
    const address = await listen()
    const asUser = { 'x-user': 'u1', 'content-type': 'application/json' }
    const write = async (text: unknown, key: string): Promise<[number, unknown]> => {
      const headers = { ...asUser, 'Idempotency-Key': key }
      const response = await fetch(`${address}/messages`, { method: 'POST', headers, body: JSON.stringify({ text }) })
      return [response.status, await response.json()]
    }
    const [status, first] = await write(' one ', 'k1')
    expect([status, first]).toEqual([200, { id: expect.stringMatching(/^msg_./) }])
    expect(await write(' one ', 'k1')).toEqual([200, first])
    await write('two', 'k2')
    await write('three', 'k3')

    const page = await fetch(`${address}/messages?page=2&page_size=2`, { headers: asUser })
    expect(page.status).toBe(200)
    expect(await page.json()).toMatchObject({
      rows: [{ text: 'one', author_id: 'u1', ...(first as object) }],
      meta: { projection: 'messages', pagination: { page: 2, page_size: 2, total_rows: 3, total_pages: 2 } },
    })
    expect(await write(7, 'k4')).toMatchObject([403, { violations: [{ code: 'validation_error', path: 'text' }] }])
    const anonymous = await fetch(`${address}/messages`)
    expect(anonymous.status).toBe(403)
    expect(await anonymous.json()).toMatchObject({ violations: [{ code: 'access_denied_error' }] })
  })

  it('gives one hash for one text', () => {
    const compile = () => compileApp({ spec: defineApp({ yaml, modules }) })
    expect(compile().hash).toMatch(/^[0-9a-f]{64}$/)
    expect(compile().hash).toBe(compile().hash)
  })

  it('says all that is wrong with a text at once', () => {
    const broken = modules.replace('id: ids', 'id: store').replace('tenon:memory', 'tenon:nothing')
    const attempt = () => compileApp({ spec: defineApp({ yaml, modules: broken }) })
    const codes = ['module_duplicate_id_error', 'module_source_not_found_error']
    const diagnostics = expect.arrayContaining(codes.map((code) => expect.objectContaining({ code })))
    expect(attempt).toThrowError(expect.objectContaining({ name: 'CompositionError', diagnostics }))
  })
})

async function listen(): Promise<string> {
  const hostPorts = {}
  const spec = defineApp({ yaml, modules })
  const bundle = compileApp({ spec })
  const runtime = createAppRuntime({ bundle, hostPorts })
  await runtime.ready
  onTestFinished(() => runtime.close())

  const host = express()
  host.use(express.json())
  host.get('/messages', async (request, response) => {
    const { page, page_size } = request.query
    const input = { page: number(page), page_size: number(page_size) }
    const authContext = { subject: request.get('x-user') ?? null }
    const result = await runtime.invoke({ entrypointKind: 'query', entrypointId: 'list_messages', input, authContext })
    if (result.ok) response.json(result.output)
    else response.status(result.status === 'rejected' ? 403 : 500).json({ violations: result.violations })
  })
  host.post('/messages', async (request, response) => {
    const result = await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'write_message',
      input: request.body,
      authContext: { subject: request.get('x-user') ?? null },
      idempotencyKey: request.get('Idempotency-Key'),
    })
    if (result.ok) response.json(result.output)
    else response.status(result.status === 'rejected' ? 403 : 500).json({ violations: result.violations })
  })
  const server = host.listen(0, '127.0.0.1')
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function number(text: unknown): number | undefined {
  return text === undefined ? undefined : Number(text)
}
