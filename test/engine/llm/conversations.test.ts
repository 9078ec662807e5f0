import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EngineSettings } from '../../../src/module/llm/index.js'
import type { ChatServer } from '../../harness/chat-server.js'
import {
  data,
  delta,
  failure,
  finish,
  openStream,
  startChatServer,
  textReply,
  toolReply,
} from '../../harness/chat-server.js'
import type { LlmRuntime } from '../../harness/llm-runtime.js'
import { openLlmRuntime } from '../../harness/llm-runtime.js'

let server: ChatServer
let runtime: LlmRuntime

beforeEach(async () => {
  server = await startChatServer()
  const chat: EngineSettings = {
    kind: 'openai',
    baseUrl: server.baseUrl,
    model: 'm-1',
    apiKey: 'k-secret',
    retryDelayMs: 1,
  }
  runtime = await openLlmRuntime({ config: { engines: { chat } } })
})

afterEach(async () => {
  await runtime.close()
  await server.close()
})

const never = new Promise(() => undefined)
const failureOf =
  'const failure = async (promise) => { try { await promise; return "ok" } catch (error) { return error } };'

/** What a call says in the end, or the code of what it rejects with: a call that is over may end before its guest can say so. */
function endOf(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: { readonly code?: unknown }) => error.code)
}

describe('conversations over HTTP', () => {
  it('stream text to listeners, and sum usage up', async () => {
    server.script(textReply('Hel', 'lo'), textReply('a', 'gain'))
    const result = await runtime.run(`
      const session = llm.session({ system: 'be brief' })
      const heard = []
      const first = await session.start('hi').on('text_delta', ({ text }) => heard.push(text)).promise
      const second = await session.run('and?')
      return { heard, texts: [first.text, second.text], usage: second.usage, stop: second.stopReason, metadata: Object.keys(second.outputTurn.metadata) }`)
    expect(result).toEqual({
      heard: ['Hel', 'lo'],
      texts: ['Hello', 'again'],
      usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 },
      stop: 'stop',
      metadata: ['sessionId', 'inferenceId', 'usage', 'stopReason', 'model'],
    })
    expect(server.requests[1]?.body.messages).toEqual([
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'hi' },
      { role: 'assistant', content: 'Hello' },
      { role: 'user', content: 'and?' },
    ])
  })

  it('run the tools that the model calls, side by side, and answer it', async () => {
    server.script(
      toolReply({ id: 'a', name: 'rate', args: { to: 'EUR' } }, { id: 'b', name: 'rate', args: { to: 'CHF' } }),
      textReply('both'),
    )
    const result = await runtime.run(`
      const parameters = { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] }
      const tools = [{ name: 'rate', description: 'A rate.', parameters, async handler({ to }) { await null; return { to, rate: 2 } } }]
      const { text, usage, iterations } = await llm.session({ tools, toolChoice: 'auto', temperature: 0, maxTokens: 9 }).run('rates')
      return [text, usage.totalTokens, iterations]`)
    expect(result).toEqual(['both', 11, 2])
    const [first, second] = server.requests
    expect(first?.body).toMatchObject({
      tools: [
        { type: 'function', function: { name: 'rate', description: 'A rate.', parameters: { required: ['to'] } } },
      ],
      tool_choice: 'auto',
      temperature: 0,
      max_tokens: 9,
    })
    expect(second?.body.messages.slice(2)).toEqual([
      { role: 'tool', tool_call_id: 'a', content: '{"to":"EUR","rate":2}' },
      { role: 'tool', tool_call_id: 'b', content: '{"to":"CHF","rate":2}' },
    ])
  })

  it('fail with what the server said, and never tell the key', async () => {
    server.script(failure(400, 'key k-secret is odd'))
    const result = await runtime.run(`${failureOf}
      const heard = []
      const handle = llm.session().start('hi').on('inference_error', ({ error }) => heard.push(error))
      const { code, message, status, retryable, stack } = await failure(handle.promise)
      return [heard, { code, message, status, retryable }, stack, JSON.stringify(llm), llm.engines.names()]`)
    const error = { code: 'llm_http_error', message: 'the server answered 400: key [key] is odd' }
    expect((result as unknown[]).slice(0, 2)).toEqual([[error], { ...error, status: 400, retryable: false }])
    expect(JSON.stringify([result, runtime.warnings])).not.toContain('k-secret')
  })

  it('A36 let go of the connection when they are canceled', async () => {
    server.script(openStream(data(delta('a')), { waitFor: never }))
    const result = runtime.run(`${failureOf}
      const session = llm.session()
      const handle = session.start('hi')
      handle.on('text_delta', () => handle.cancel('heard enough'))
      return [(await failure(handle.promise)).message, session.turnCount]`)
    expect(await (await server.received(1)).over).toBe('gone')
    expect(await result).toEqual(['the run was canceled: heard enough', 0])
  })

  it('let go of the connection when their time is over', async () => {
    server.script(openStream(data(delta('a')), { waitFor: never }))
    const result = runtime.run(`${failureOf} return (await failure(llm.session().run('hi', { timeoutMs: 80 }))).code`)
    expect(await (await server.received(1)).over).toBe('gone')
    expect(await result).toBe('llm_timeout_error')
  })

  it('A35 let go of the connection when the runtime closes, and reject', async () => {
    server.script(openStream(data(delta('a')), { waitFor: never }))
    const ended = endOf(runtime.run(`${failureOf} return (await failure(llm.session().run('hi'))).code`))
    const seen = await server.received(1)
    await runtime.close()
    expect(await seen.over).toBe('gone')
    expect(['llm_closed_error', 'ERR_CALL_CANCELED', 'ERR_OWNER_CLOSED']).toContain(await ended)
  })

  it('let go of the connection when the call that they serve is given up', async () => {
    server.script(openStream(data(delta('a')), { waitFor: never }))
    const call = new AbortController()
    const ended = endOf(runtime.run(`${failureOf} return (await failure(llm.session().run('hi'))).code`, call.signal))
    const seen = await server.received(1)
    call.abort()
    expect(await seen.over).toBe('gone')
    expect(['llm_canceled_error', 'ERR_CALL_CANCELED']).toContain(await ended)
  })

  it('tell of all text before they settle, however fast it comes and however slow the guest', async () => {
    const pieces = Array.from({ length: 200 }, (_, at) => `${at} `)
    server.script([...openStream(pieces.map((piece) => data(delta(piece))).join('')), data(finish())])
    const result = await runtime.run(`
      let heard = ''
      const handle = llm.session().start('hi').on('text_delta', ({ text }) => { heard += text })
      const { text } = await handle.promise
      return [heard === text, text]`)
    expect(result).toEqual([true, pieces.join('')])
  })

  it('run side by side in two sessions', async () => {
    let release: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    server.script([...openStream({ waitFor: gate }), ...textReply('first').slice(1)], textReply('second'))
    const text = (asked: string): Promise<unknown> => runtime.run(`return (await llm.session().run('${asked}')).text`)
    const first = text('a')
    await server.received(1)
    expect(await text('b')).toBe('second')
    release()
    expect(await first).toBe('first')
  })
})
