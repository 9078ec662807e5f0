import { afterEach, describe, expect, it } from 'vitest'
import type { LlmRuntime, LlmRuntimeOptions } from '../../harness/llm-runtime.js'
import { openLlmRuntime } from '../../harness/llm-runtime.js'

const opened: LlmRuntime[] = []

async function open(options: LlmRuntimeOptions = {}): Promise<LlmRuntime> {
  const runtime = await openLlmRuntime(options)
  opened.push(runtime)
  return runtime
}

afterEach(async () => {
  for (const runtime of opened.splice(0)) await runtime.close()
})

const emitter = `
  const heard = []
  const emitter = { emit(name, event) { heard.push(name === 'event' ? 'event ' + event.type : name) } }
`

describe('events', () => {
  it('A30 go to an emitter, first as event and then under their type, errors under a name that emitters do not throw on', async () => {
    const runtime = await open()
    const heard = await runtime.run(`${emitter}
      let count = 0
      const engine = async (turn, { emit }) => {
        if (count++ === 0) return llm.toolCall('1', 'f', {})
        emit({ type: 'text_delta', text: 'x' })
        throw new Error('broken')
      }
      const session = llm.session({ engine, tools: [{ name: 'f', handler: () => 1 }], events: emitter })
      await session.run('hi').catch(() => heard.push('settled'))
      return heard`)
    const types = ['started', 'tool_call', 'tool_result', 'text_delta', 'inference_error']
    expect(heard).toEqual([...types.flatMap((type) => [`event ${type}`, type]), 'settled'])
  })

  it('A31 A32 tell of each run by itself, all before it settles', async () => {
    const runtime = await open()
    const result = await runtime.run(`
      const runs = []
      const session = llm.session({ id: 's', engine: llm.engines.echo(), events: { emit(name, event) { if (name === 'event') runs.push([event.inferenceId, event.sessionId, event.sequence, event.type]) } } })
      await session.run('a')
      const before = runs.length
      await session.run('b')
      const ids = [...new Set(runs.map(([id]) => id))]
      return [before, runs.length, ids.map((id) => runs.filter(([of]) => of === id).map(([, ...rest]) => rest))]`)
    const one = [
      ['s', 0, 'started'],
      ['s', 1, 'text_delta'],
      ['s', 2, 'final'],
    ]
    expect(result).toEqual([3, 6, [one, one]])
  })

  it('A38 carry what their type says', async () => {
    const runtime = await open()
    const events = await runtime.run(`
      const events = []
      let count = 0
      const engine = () => (count++ === 0 ? llm.toolCall('1', 'f', { x: 1 }) : 'done')
      const handle = llm.session({ id: 's', engine, tools: [{ name: 'f', handler() { throw new Error('bad') } }] }).start('hi')
      handle.on('*', ({ sessionId, inferenceId, sequence, turn, result, ...rest }) => events.push({ ...rest, ...(turn ? { blocks: turn.blocks.length } : {}), ...(result?.text ? { text: result.text } : {}) }))
      await handle.promise
      return events`)
    const call = { id: '1', name: 'f', args: { x: 1 } }
    expect(events).toEqual([
      { type: 'started', blocks: 1 },
      { type: 'tool_call', iteration: 1, call },
      { type: 'tool_result', iteration: 1, call, error: 'bad' },
      { type: 'final', text: 'done' },
    ])
  })

  it('say nothing after their run is over', async () => {
    const runtime = await open()
    const result = await runtime.run(`
      let late
      const heard = []
      const handle = llm.session({ engine: async (turn, { emit }) => { late = emit; return 'ok' } }).start('hi').on('*', (event) => heard.push(event.type))
      await handle.promise
      late({ type: 'text_delta', text: 'late' })
      return heard`)
    expect(result).toEqual(['started', 'final'])
  })

  it('A60 are not stopped by a listener that fails, which is logged', async () => {
    const runtime = await open()
    const text = await runtime.run(`
      const heard = []
      const handle = llm.session({ engine: () => 'ok' }).start('hi')
      handle.on('started', () => { throw new Error('sync') }).on('final', async () => { throw new Error('async') }).on('final', () => heard.push('final'))
      await handle.promise
      await null
      return heard`)
    expect(text).toEqual(['final'])
    expect(runtime.warnings).toEqual([
      ['a listener of a session failed', { event: 'started', error: 'sync' }],
      ['a listener of a session failed', { event: 'final', error: 'async' }],
    ])
  })

  it('have listeners that may begin the next run', async () => {
    const runtime = await open()
    const result = await runtime.run(`
      const session = llm.session({ engine: llm.engines.echo() })
      let second
      await session.start('a').on('final', () => { second = session.run('b') }).promise
      return [(await second).text, session.turnCount]`)
    expect(result).toEqual(['b', 2])
  })

  it('are refused under a name that none has', async () => {
    const runtime = await open()
    const message = await runtime.run(`
      const handle = llm.session({ engine: () => 'ok' }).start('hi')
      try { handle.on('text', () => {}) } catch (error) { return error.message }`)
    expect(message).toBe(
      'there are no events text; there are *, started, text_delta, reasoning_delta, tool_call, tool_result, final, inference_error',
    )
  })
})
