import { describe, expect, it } from 'vitest'
import {
  createWebhookSurface,
  createWebSurface,
  type WebhookRequest,
  type WebhookSettings,
} from '../../../src/surface.js'
import { echoApp, startWired } from './wired-app.js'

const app = await startWired(
  echoApp(`
    web:
      mutations:
        echo: { bind: { name: body.name, word: query.word, tags: body.tags } }
        plain: { path: "/plain/*", bind: {} }
    webhook:
      mutations:
        echo: { source: shop, method: post, path: /hooks, bind: { name: body.order.id, word: query.word, tags: body.tags } }
        plain: { source: bank, bind: {} }
        closed:
          bind: {}
          x-dispatch: { matcher: { surfaceType: webhook, clauses: [{ key: source, op: prefix, value: ba }, { key: body.kind, op: eq, value: 7 }] } }
`),
)
const codes = ({ violations }: { readonly violations: readonly { readonly code: string }[] }) =>
  violations.map(({ code }) => code)

describe('the web surface', () => {
  const web = createWebSurface(app.runtime, app.bundle)

  it('answers an intent with the members of its body and query', async () => {
    const { output } = await web.dispatch({ intent: 'echo', body: { name: 'a', tags: ['x'] }, query: 'word=b' })
    expect(output).toMatchObject({ name: 'a', word: 'b', tags: ['x'] })
  })

  it('answers a path, and an intent beside it where the path is nobody’s', async () => {
    expect((await web.dispatch({ path: '/plain/a/b' })).status).toBe('ok')
    expect((await web.dispatch({ path: '/desk', intent: 'echo', bodyText: '{"name":"a"}' })).status).toBe('ok')
    // A template scores higher than an intent.
    expect((await web.dispatch({ path: '/plain/a', intent: 'echo' })).output).toEqual({ ok: true })
  })

  it('refuses what it cannot find or read', async () => {
    expect(codes(await web.dispatch({ intent: 'closed' }))).toEqual(['dispatch_not_found_error'])
    expect(codes(await web.dispatch({ route: 'home' }))).toEqual(['dispatch_not_found_error'])
    expect(codes(await web.dispatch({ intent: '__proto__' }))).toEqual(['dispatch_not_found_error'])
    expect(codes(await web.dispatch({}))).toEqual(['dispatch_transport_error'])
    expect(codes(await web.dispatch({ intent: 'echo', query: 'a=%' }))).toEqual(['dispatch_transport_error'])
    expect(codes(await web.dispatch({ intent: 'echo', path: 'desk' }))).toEqual(['dispatch_transport_error'])
  })
})

describe('the webhook surface', () => {
  interface Signed extends WebhookRequest {
    readonly signature?: string
  }
  const webhook = (verify: WebhookSettings<Signed>['verify']) =>
    createWebhookSurface<Signed>(app.runtime, app.bundle, { verify })
  const trusting = webhook(({ signature }) => signature === 'right')

  it('answers a sender that is verified', async () => {
    const request = { source: 'shop', method: 'POST', path: '/hooks?word=b', bodyText: '{"order":{"id":"o1"}}' }
    expect((await trusting.dispatch({ ...request, signature: 'right' })).output).toMatchObject({
      name: 'o1',
      word: 'b',
    })
    expect(codes(await trusting.dispatch({ ...request, signature: 'wrong' }))).toEqual(['webhook_verification_error'])
  })

  it.each<[string, WebhookSettings<Signed>['verify']]>([
    ['says no', () => false],
    ['says no later', async () => false],
    [
      'throws',
      () => {
        throw new Error('no key')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no key'))],
    ['says something that is not yes', () => ({ error: 'no' }) as never],
    ['says nothing', () => undefined as never],
  ])('looks at nothing where verification %s', async (_, verify) => {
    expect(codes(await webhook(verify).dispatch({ source: 'nobody', path: '/%' }))).toEqual([
      'webhook_verification_error',
    ])
  })

  it('waits for a yes', async () => {
    expect((await webhook(async () => true).dispatch({ source: 'bank' })).status).toBe('ok')
  })

  it('selects by source, method, path and body', async () => {
    const find = async (request: Signed) => codes(await trusting.dispatch({ ...request, signature: 'right' }))
    expect(await find({ source: 'shop' })).toEqual(['dispatch_not_found_error'])
    expect(await find({ source: 'shop', path: '/hooks', method: 'PUT' })).toEqual(['dispatch_not_found_error'])
    expect(await find({ source: 'bank', body: { kind: 6 } })).toEqual([])
    expect(await find({ source: 'base', body: { kind: '7' } })).toEqual(['access_denied_error'])
    expect(await find({})).toEqual(['dispatch_transport_error'])
  })
})
