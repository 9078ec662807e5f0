import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { InferenceDelta, InferenceReply, InferenceRequest } from '../../../src/module/llm/index.js'
import { InferenceError } from '../../../src/module/llm/index.js'
import { openAiEngine } from '../../../src/module/llm/openai/openai-engine.js'
import type { OpenAiSettings } from '../../../src/module/llm/read-config.js'
import type { ChatServer, Step } from '../../harness/chat-server.js'
import {
  callDelta,
  data,
  delta,
  failure,
  finish,
  openStream,
  startChatServer,
  streamOf,
  textReply,
  toolReply,
  usage,
  wholeReply,
} from '../../harness/chat-server.js'

let server: ChatServer

beforeEach(async () => {
  server = await startChatServer()
})

afterEach(() => server.close())

const request: InferenceRequest = {
  turn: { id: 't', blocks: [{ kind: 'user', payload: { text: 'hi' } }], metadata: {} },
  tools: [],
  toolChoice: 'auto',
}

interface Outcome {
  readonly reply: InferenceReply | undefined
  readonly error: unknown
  readonly deltas: readonly InferenceDelta[]
}

async function infer(
  settings: Partial<OpenAiSettings> = {},
  { signal = new AbortController().signal, asked = request } = {},
): Promise<Outcome> {
  const engine = openAiEngine({ kind: 'openai', baseUrl: server.baseUrl, model: 'm-1', retryDelayMs: 1, ...settings })
  const deltas: InferenceDelta[] = []
  try {
    return { reply: await engine.infer(asked, { signal, emit: (told) => deltas.push(told) }), error: undefined, deltas }
  } catch (error) {
    return { reply: undefined, error, deltas }
  }
}

function said(outcome: Outcome): string | undefined {
  const block = outcome.reply?.blocks.find(({ kind }) => kind === 'llm_text')
  return block === undefined ? undefined : String(block.payload.text)
}

describe('an engine over HTTP', () => {
  it('sends the conversation, with the key in a header alone', async () => {
    server.script(textReply('yes'))
    await infer({ apiKey: 'k-1', headers: { 'x-org': 'o' }, body: { seed: 7 }, maxTokens: 50, temperature: 0.5 })
    const [seen] = server.requests
    expect([seen?.url, seen?.headers.authorization, seen?.headers['x-org']]).toEqual([
      '/v1/chat/completions',
      'Bearer k-1',
      'o',
    ])
    expect(seen?.body).toEqual({
      seed: 7,
      model: 'm-1',
      messages: [{ role: 'user', content: 'hi' }],
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.5,
      max_tokens: 50,
    })
  })

  it('words blocks as messages', async () => {
    server.script(textReply('yes'))
    const blocks = [
      { kind: 'system', payload: { text: 'be brief' } },
      { kind: 'user', payload: { text: 'look', images: ['data:image/png;base64,AA'] } },
      { kind: 'reasoning', payload: { text: 'hm' } },
      { kind: 'llm_text', payload: { text: 'I ' } },
      { kind: 'llm_text', payload: { text: 'call' } },
      { kind: 'tool_call', payload: { id: 'a', name: 'f', args: { x: 1 } } },
      { kind: 'tool_call', payload: { id: 'b', name: 'g', args: {} } },
      { kind: 'tool_use', payload: { id: 'a', result: { y: 2 } } },
      { kind: 'tool_use', payload: { id: 'b', result: null, error: 'no' } },
      { kind: 'other', payload: {} },
    ]
    const tools = [{ name: 'f', description: 'F', parameters: { type: 'object' } }]
    await infer(
      { maxTokens: 50 },
      { asked: { ...request, turn: { ...request.turn, blocks }, tools, toolChoice: { name: 'f' }, maxTokens: 90 } },
    )
    const [seen] = server.requests
    expect(seen?.body.messages).toEqual([
      { role: 'system', content: 'be brief' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'look' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
        ],
      },
      {
        role: 'assistant',
        content: 'I call',
        tool_calls: [
          { id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
          { id: 'b', type: 'function', function: { name: 'g', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'a', content: '{"y":2}' },
      { role: 'tool', tool_call_id: 'b', content: '{"error":"no"}' },
    ])
    expect([seen?.body.tool_choice, seen?.body.max_tokens]).toEqual([{ type: 'function', function: { name: 'f' } }, 50])
  })

  it('tells of text as it comes, and of usage', async () => {
    server.script(
      streamOf(
        { model: 'm-2', choices: [{ delta: { reasoning_content: 'hm' } }] },
        delta('a'),
        delta('b'),
        finish(),
        usage(3, 2),
      ),
    )
    const outcome = await infer()
    expect(outcome.deltas).toEqual([
      { type: 'reasoning_delta', text: 'hm' },
      { type: 'text_delta', text: 'a' },
      { type: 'text_delta', text: 'b' },
    ])
    expect(outcome.reply).toEqual({
      blocks: [
        { kind: 'reasoning', payload: { text: 'hm' } },
        { kind: 'llm_text', payload: { text: 'ab' } },
      ],
      usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 },
      stopReason: 'stop',
      model: 'm-2',
    })
  })

  it('takes a stream in bytes that are cut anywhere, with CR LF, comments and no empty last line', async () => {
    const stream = `: ping\r\n\r\n${data(delta('grün ')).replaceAll('\n', '\r\n')}${data(delta('☂'))}${data(finish()).trimEnd()}`
    server.script(openStream(...[...Buffer.from(stream)].map((byte) => Uint8Array.of(byte))))
    expect(said(await infer())).toBe('grün ☂')
  })

  it('puts calls of tools together by index', async () => {
    server.script(toolReply({ id: 'a', name: 'f', args: { x: [1, 2] } }, { id: 'b', name: 'g', args: { y: 'z' } }))
    const outcome = await infer()
    expect(outcome.reply?.blocks).toEqual([
      { kind: 'tool_call', payload: { id: 'a', name: 'f', args: { x: [1, 2] } } },
      { kind: 'tool_call', payload: { id: 'b', name: 'g', args: { y: 'z' } } },
    ])
    expect(outcome.reply?.stopReason).toBe('tool_calls')
  })

  it('takes calls without index or id, names that are repeated, and arguments that are no JSON', async () => {
    server.script(
      streamOf(
        callDelta({ id: 'a', function: { name: 'f', arguments: '{"x"' } }),
        callDelta({ id: 'a', function: { name: 'f', arguments: ':1}' } }),
        callDelta({ id: 'b', function: { name: 'g' } }),
        callDelta({ index: 5, function: { name: 'h', arguments: 'not json' } }),
        finish('tool_calls'),
      ),
    )
    expect((await infer()).reply?.blocks.map(({ payload }) => payload)).toEqual([
      { id: 'a', name: 'f', args: { x: 1 } },
      { id: 'b', name: 'g', args: {} },
      { id: 'call_5', name: 'h', args: 'not json' },
    ])
  })

  it('takes a whole reply, asked for or not', async () => {
    server.script(wholeReply({ role: 'assistant', content: 'all' }), wholeReply({ role: 'assistant', content: 'all' }))
    const whole = await infer({ stream: false })
    const unasked = await infer()
    expect([said(whole), said(unasked)]).toEqual(['all', 'all'])
    expect(whole.reply?.usage).toEqual({ inputTokens: 1, outputTokens: 2, totalTokens: 3 })
    expect(server.requests.map(({ body }) => body.stream)).toEqual([false, true])
  })

  const failures: readonly (readonly [string, readonly Step[], Partial<OpenAiSettings>, object])[] = [
    [
      'a refusal',
      failure(401, 'bad key k-secret'),
      { apiKey: 'k-secret' },
      { code: 'llm_http_error', status: 401, message: 'the server answered 401: bad key [key]', retryable: false },
    ],
    [
      'a refusal that is no JSON',
      [{ status: 404 }, '<html>'],
      {},
      { code: 'llm_http_error', message: 'the server answered 404' },
    ],
    [
      'a redirect',
      [{ status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
      {},
      { code: 'llm_http_error', message: 'the server answered 302, and redirects are not followed' },
    ],
    [
      'an error inside the stream',
      openStream(data(delta('a')), data({ error: { message: 'overloaded' } })),
      {},
      { code: 'llm_http_error', message: 'the server failed: overloaded' },
    ],
    [
      'an error event',
      openStream('event: error\ndata: {"message":"no"}\n\n'),
      {},
      { code: 'llm_http_error', message: 'the server failed: no' },
    ],
    ['a piece that is no JSON', openStream('data: {"a"\n\n'), {}, { code: 'llm_protocol_error' }],
    [
      'a whole reply without a choice',
      wholeReply({}).map((step) => (typeof step === 'string' ? '{}' : step)),
      {},
      { code: 'llm_protocol_error' },
    ],
    [
      'a stream that ends early',
      openStream(data(delta('a'))),
      {},
      { code: 'llm_stream_broken_error', retryable: true },
    ],
    ['a connection that breaks', openStream(data(delta('a')), { disconnect: true }), {}, { code: 'llm_network_error' }],
    [
      'a reply that is too large',
      textReply('x'.repeat(2000)),
      { maxReplyBytes: 1000 },
      { code: 'llm_reply_too_large_error' },
    ],
    [
      'a server that falls silent',
      openStream(data(delta('a')), { waitFor: new Promise(() => undefined) }),
      { timeoutMs: 50 },
      { code: 'llm_timeout_error', message: 'the server was silent for 50 ms' },
    ],
  ]

  it.each(failures)('fails on %s, without a second attempt', async (_, reply, settings, expected) => {
    server.script(reply)
    const outcome = await infer(settings)
    expect(outcome.error).toBeInstanceOf(InferenceError)
    expect(outcome.error).toMatchObject(expected)
    expect(server.requests.length).toBe(1)
  })

  it('fails where nobody listens', async () => {
    await server.close()
    expect((await infer({ retries: 0 })).error).toMatchObject({
      code: 'llm_network_error',
      message: 'the connection to the server failed (ECONNREFUSED)',
    })
  })

  it('tries again after 429, 5xx and a broken connection, as often as it may', async () => {
    server.script(failure(429, 'slow', { 'retry-after': '0' }), [{ disconnect: true }], textReply('at last'))
    expect(said(await infer())).toBe('at last')
    server.script(failure(500, 'a'), failure(502, 'b'), failure(503, 'c'), textReply('too late'))
    expect((await infer()).error).toMatchObject({ status: 503 })
    expect(server.requests.length).toBe(6)
  })

  it('does not wait longer than it may for a server that asks for it', async () => {
    server.script(failure(429, 'slow', { 'retry-after': '3600' }))
    expect((await infer()).error).toMatchObject({ status: 429, retryAfterMs: 3_600_000, retryable: true })
    expect(server.requests.length).toBe(1)
  })

  it('lets go of the connection when it is called off', async () => {
    server.script(openStream(data(delta('a')), { waitFor: new Promise(() => undefined) }))
    const controller = new AbortController()
    const outcome = infer({}, { signal: controller.signal })
    const seen = await server.received(1)
    controller.abort()
    expect((await outcome).reply).toBeUndefined()
    expect(await seen.over).toBe('gone')
    expect(server.requests.length).toBe(1)
  })
})
