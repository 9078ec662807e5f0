import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LlmRuntime } from '../../harness/llm-runtime.js'
import { openLlmRuntime } from '../../harness/llm-runtime.js'

let runtime: LlmRuntime

beforeAll(async () => {
  runtime = await openLlmRuntime()
})

afterAll(() => runtime.close())

describe('turns and blocks', () => {
  it('A01 keep ids, kinds, metadata, data and members that nobody knows', async () => {
    const turn = {
      id: 't1',
      blocks: [
        { id: 'b1', kind: 'user', role: 'user', payload: { text: 'hi' }, metadata: { at: 1 }, mark: { x: [null] } },
        { id: 'b2', kind: 'other', role: 'critic', payload: { any: true }, metadata: {} },
      ],
      metadata: { lang: 'en' },
      data: { draft: { n: 2 } },
      colour: 'red',
    }
    expect(await runtime.run(`return llm.turn(${JSON.stringify(turn)})`)).toEqual(turn)
  })

  it('A01 fill in what is left out, and take shorthand members into the payload', async () => {
    const made = await runtime.run(`return llm.turn({ blocks: [
      { kind: 'system', text: 's' }, { kind: 'llm_text', text: 'a' },
      { kind: 'tool_call', callId: 'c', name: 'f', args: { x: 1 } }, { kind: 'tool_use', callId: 'c', result: 2 },
      llm.user('u', { images: ['data:,'] }), llm.toolUse('c', null, 'no') ] })`)
    expect(made).toMatchObject({
      id: expect.stringMatching(/^turn_[0-9a-z]{20}$/),
      blocks: [
        { kind: 'system', role: 'system', payload: { text: 's' }, metadata: {} },
        { kind: 'llm_text', role: 'assistant', payload: { text: 'a' } },
        { kind: 'tool_call', role: 'assistant', payload: { id: 'c', name: 'f', args: { x: 1 } } },
        { kind: 'tool_use', role: 'tool', payload: { id: 'c', result: 2 } },
        { kind: 'user', payload: { text: 'u', images: ['data:,'] } },
        { kind: 'tool_use', payload: { id: 'c', result: null, error: 'no' } },
      ],
      metadata: {},
      data: {},
    })
  })

  it('A02 name the kinds and the types of events', async () => {
    expect(await runtime.run('return [Object.keys(llm.kinds), Object.values(llm.eventTypes)]')).toEqual([
      ['user', 'llm_text', 'tool_call', 'tool_use', 'system', 'reasoning', 'other'],
      ['started', 'text_delta', 'reasoning_delta', 'tool_call', 'tool_result', 'final', 'inference_error'],
    ])
  })

  it('A05 are copies that cannot be changed', async () => {
    const tried = await runtime.run(`
      const payload = { text: 'hi', list: [{ n: 1 }] }
      const turn = llm.turn({ blocks: [{ kind: 'user', payload }] })
      payload.list[0].n = 2
      const failed = [() => { turn.id = 'x' }, () => { turn.blocks.push(1) }, () => { turn.blocks[0].payload.list[0].n = 3 }]
        .map((change) => { try { change(); return 'changed' } catch (error) { return error.name } })
      return [turn.blocks[0].payload.list[0].n, ...failed]`)
    expect(tried).toEqual([1, 'TypeError', 'TypeError', 'TypeError'])
  })

  it('give text and more blocks', async () => {
    const [text, count, isFresh] = (await runtime.run(`
      const first = llm.turn('hi')
      const more = llm.append(first, llm.assistant('a'), 'again', [llm.assistant('b')])
      return [llm.text(more), more.blocks.length, more.id !== first.id]`)) as unknown[]
    expect([text, count, isFresh]).toEqual(['ab', 4, true])
  })

  it('A01 keep values that are nested as deep as they may be', async () => {
    const nested = (depth: number): unknown =>
      depth === 0 ? 'end' : depth % 2 === 0 ? [nested(depth - 1)] : { in: nested(depth - 1) }
    const data = { deep: nested(62) }
    expect(await runtime.run(`return llm.turn({ data: ${JSON.stringify(data)} }).data`)).toEqual(data)
  })

  it.each([
    ["{ blocks: 'x' }", 'llm_turn_invalid_error', 'turn.blocks must be a list of blocks'],
    [
      "{ blocks: [{ kind: 'x' }] }",
      'llm_turn_invalid_error',
      'turn.blocks[0].kind must be one of user, llm_text, tool_call, tool_use, system, reasoning, other',
    ],
    ["{ blocks: [{ kind: 'user' }] }", 'llm_turn_invalid_error', 'turn.blocks[0].payload.text must be text'],
    [
      "{ blocks: [{ kind: 'tool_call', name: 'f' }] }",
      'llm_turn_invalid_error',
      'turn.blocks[0].payload.id must be text',
    ],
    ['{ data: { f() {} } }', 'llm_value_error', 'turn.data.f cannot hold a function'],
    ['{ data: { n: NaN } }', 'llm_value_error', 'turn.data.n must be a finite number'],
    ['{ data: { m: new Map() } }', 'llm_value_error', 'turn.data.m must be a plain object'],
    [
      '{ data: (() => { const a = {}; a.a = a; return a })() }',
      'llm_value_error',
      expect.stringMatching(/is nested deeper than 64, or holds itself$/),
    ],
  ])('refuse %s', async (written, code, message) => {
    const error = await runtime.run(
      `try { llm.turn(${written}) } catch (error) { return { isError: error instanceof Error, code: error.code, message: error.message } }`,
    )
    expect(error).toEqual({ isError: true, code, message })
  })
})
