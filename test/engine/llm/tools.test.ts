import { afterEach, describe, expect, it } from 'vitest'
import type { LlmTool } from '../../../src/module/llm/index.js'
import { InferenceError } from '../../../src/module/llm/index.js'
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

/** `once(calls)`: an engine that asks for calls of tools, then says what came of them. */
const once = `
  const once = (...calls) => (turn) => {
    const uses = turn.blocks.filter((block) => block.kind === 'tool_use').map((block) => block.payload)
    if (uses.length === 0) return calls.map(([id, name, args]) => llm.toolCall(id, name, args))
    return JSON.stringify(uses.map(({ id, result, error }) => [id, error ?? result]))
  }
  const failure = async (promise) => { try { await promise; return 'ok' } catch (error) { return error.code + ': ' + error.message } }
`

const search: LlmTool = {
  description: 'Finds.',
  parameters: { type: 'object', properties: { q: { type: 'string' } } },
  run: (args, { callId, tags }) => ({ found: args, callId, tags }),
}

describe('tools', () => {
  it('A07 A27 are functions of the guest and of the host, and what they give goes back into the turn', async () => {
    const runtime = await open({ tools: { search } })
    const result = await runtime.run(`${once}
      const tools = llm.tools.registry().register({ name: 'add', handler: ({ a, b }) => a + b }).use('search')
      const session = llm.session({ engine: once(['1', 'add', { a: 2, b: 3 }], ['2', 'search', { q: 'x' }]), tools })
      const { text, outputTurn, iterations } = await session.run('hi', { tags: { t: 1 } })
      return { said: JSON.parse(text), iterations, kinds: outputTurn.blocks.map((block) => block.kind), names: tools.names, has: tools.has('add') }`)
    expect(result).toEqual({
      said: [
        ['1', 5],
        ['2', { found: { q: 'x' }, callId: '2', tags: { t: 1 } }],
      ],
      iterations: 2,
      kinds: ['user', 'tool_call', 'tool_call', 'tool_use', 'tool_use', 'llm_text'],
      names: ['add', 'search'],
      has: true,
    })
  })

  it('A27 of the host fail with their code, and unknown ones when the run begins', async () => {
    const broken: LlmTool = {
      ...search,
      run: () => {
        throw new InferenceError('search_down', 'no index')
      },
    }
    const runtime = await open({ tools: { broken } })
    const result = await runtime.run(`${once}
      const failed = await llm.session({ engine: once(['1', 'broken', {}]), tools: llm.tools.registry().use('broken') }).run('hi')
      return [failed.text, await failure(llm.session({ engine: once(), tools: llm.tools.registry().use('none') }).run('hi'))]`)
    expect(result).toEqual(['[["1","no index"]]', 'llm_tool_unknown_error: there is no tool none'])
  })

  it('A09 see whose call they serve, as middleware and hooks do', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const seen = {}
      const session = llm.session({ id: 's', engine: once(['c1', 'look', {}]),
        tools: [{ name: 'look', handler: (args, context) => { seen.tool = context } }],
        middleware: [(turn, next, context) => { seen.middleware = context; return next(turn) }],
        hooks: { before: (call, context) => { seen.before = context }, after: (call, context) => { seen.after = context } } })
      const { outputTurn } = await session.run('hi', { tags: { t: 1 }, timeoutMs: 60000 })
      const inference = outputTurn.metadata.inferenceId
      return Object.entries(seen).map(([place, c]) => [place, c.sessionId, c.inferenceId === inference, c.tags, c.toolName, c.callId, typeof c.deadlineMs, c.signal.aborted])`)
    const rest = ['s', true, { t: 1 }]
    expect(result).toEqual([
      ['middleware', ...rest, null, null, 'number', false],
      ['before', ...rest, 'look', 'c1', 'number', false],
      ['tool', ...rest, 'look', 'c1', 'number', false],
      ['after', ...rest, 'look', 'c1', 'number', false],
    ])
  })

  it('A16 have hooks that put other names, arguments and results in place', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const tools = [{ name: 'add', handler: ({ a, b }) => a + b }]
      const hooks = {
        before: async ({ name, args }) => ({ name: name === 'plus' ? 'add' : name, args: { ...args, b: 10 } }),
        after: async ({ result }) => ({ result: result * 2 }),
      }
      return (await llm.session({ engine: once(['1', 'plus', { a: 1, b: 2 }]), tools, hooks }).run('hi')).text`)
    expect(result).toBe('[["1",22]]')
  })

  it('A16 A70 end the loop where a hook says abort', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      let ran = 0
      let asked = 0
      const engine = (turn) => { asked++; return once(['1', 'f', {}])(turn) }
      const tools = [{ name: 'f', handler() { ran++; throw new Error('bad') } }]
      const run = (hooks, more) => failure(llm.session({ engine, tools, hooks, ...more }).run('hi'))
      const outcomes = [await run({ before: () => ({ abort: 'not today' }) }), ran]
      outcomes.push(await run({ after: () => ({ abort: true }) }), await run({ onError: () => 'abort' }), await run({}, { toolErrors: 'abort' }), ran, asked)
      return outcomes`)
    expect(result).toEqual([
      'llm_aborted_error: the hook before ended the run: not today',
      0,
      'llm_aborted_error: the hook after ended the run',
      'llm_tool_error: bad',
      'llm_tool_error: bad',
      3,
      4,
    ])
  })

  it('A16 are tried again as often as a hook or the session says, and no more', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const counts = []
      const run = async (failures, options) => {
        let count = 0
        const tools = [{ name: 'f', handler() { if (count++ < failures) throw new Error('bad ' + count); return 'good' } }]
        const { text } = await llm.session({ engine: once(['1', 'f', {}]), tools, ...options }).run('hi')
        counts.push([text, count])
      }
      const retry = ({ attempt }) => ({ action: attempt < 2 ? 'retry' : 'continue', delayMs: 1 })
      await run(1, { hooks: { onError: retry } })
      await run(9, { hooks: { onError: retry } })
      await run(9, { hooks: { onError: () => ({ action: 'retry', delayMs: 0 }) }, toolRetries: 3 })
      await run(9, {})
      return counts`)
    expect(result).toEqual([
      ['[["1","good"]]', 2],
      ['[["1","bad 2"]]', 2],
      ['[["1","bad 4"]]', 4],
      ['[["1","bad 1"]]', 1],
    ])
  })

  it('A16 run in spite of a hook that fails open, and are blocked by name where it fails closed', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const texts = []
      for (const failure of ['open', 'closed', undefined]) {
        let ran = false
        const tools = [{ name: 'f', handler() { ran = true; return 1 } }]
        const hooks = { before: async () => { throw new Error('oops') }, ...(failure === undefined ? {} : { failure }) }
        texts.push([(await llm.session({ engine: once(['1', 'f', {}]), tools, hooks }).run('hi')).text, ran])
      }
      return texts`)
    const blocked = ['[["1","the hook before failed: oops"]]', false]
    expect(result).toEqual([['[["1",1]]', true], blocked, blocked])
  })

  it('A28 A33 A70 may be async, and interleave, while what they give stands in the order of the calls', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const trace = []
      let open
      const gate = new Promise((resolve) => { open = resolve })
      const tools = [
        { name: 'slow', async handler() { trace.push('slow in'); await gate; trace.push('slow out'); return 's' } },
        { name: 'quick', async handler() { trace.push('quick'); open(); return 'q' } },
      ]
      const { text } = await llm.session({ engine: once(['1', 'slow', {}], ['2', 'quick', {}]), tools }).run('hi')
      return [trace, text]`)
    expect(result).toEqual([['slow in', 'quick', 'slow out'], '[["1","s"],["2","q"]]'])
  })

  it('run one after the other where the session says so', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const trace = []
      const tools = [{ name: 'f', async handler({ n }) { trace.push('in ' + n); await null; await null; trace.push('out ' + n) } }]
      await llm.session({ engine: once(['1', 'f', { n: 1 }], ['2', 'f', { n: 2 }]), tools, parallelTools: 1 }).run('hi')
      return trace`)
    expect(result).toEqual(['in 1', 'out 1', 'in 2', 'out 2'])
  })

  it('A70 are told of as an error when they take too long, and hear of it', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const heard = []
      const handler = (args, { signal }) => new Promise(() => signal.addEventListener('abort', () => heard.push(signal.reason.code)))
      const slow = await llm.session({ engine: once(['1', 'f', {}]), tools: [{ name: 'f', handler }], toolTimeoutMs: 10 }).run('hi')
      const own = await llm.session({ engine: once(['1', 'f', {}]), tools: [{ name: 'f', handler, timeoutMs: 11 }] }).run('hi')
      return [slow.text, own.text, heard]`)
    expect(result).toEqual([
      '[["1","the tool f took longer than 10 ms"]]',
      '[["1","the tool f took longer than 11 ms"]]',
      ['llm_tool_timeout_error', 'llm_tool_timeout_error'],
    ])
  })

  it('A35 A70 reject their run when the runtime closes meanwhile', async () => {
    let enter: (value: null) => void = () => undefined
    const entered = new Promise<null>((resolve) => {
      enter = resolve
    })
    const tool: LlmTool = {
      ...search,
      run() {
        enter(null)
        return null
      },
    }
    const runtime = await open({ tools: { entered: tool } })
    const outcome = runtime.run(`${once}
      const tools = llm.tools.registry([{ name: 'f', handler: () => new Promise(() => {}) }]).use('entered')
      return failure(llm.session({ engine: once(['1', 'f', {}], ['2', 'entered', {}]), tools }).run('hi'))`)
    const ended = outcome.catch((error: { readonly code?: unknown }) => error.code)
    await entered
    await runtime.close()
    const ends = ['llm_closed_error: the runtime closed during the run', 'ERR_CALL_CANCELED', 'ERR_OWNER_CLOSED']
    expect(ends).toContain(await ended)
  })

  it('that nobody knows, and results that are no JSON, are errors for the model', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const tools = [{ name: 'odd', handler: () => ({ f() {} }) }, { name: 'none', handler() {} }]
      return (await llm.session({ engine: once(['1', 'nobody', {}], ['2', 'odd', {}], ['3', 'none', {}]), tools }).run('hi')).text`)
    expect(JSON.parse(String(result))).toEqual([
      ['1', 'there is no tool nobody'],
      ['2', 'the result of odd.f cannot hold a function'],
      ['3', null],
    ])
  })

  it('end a run that asks for them without end, with the number', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      let count = 0
      const engine = () => llm.toolCall('same', 'f', { n: ++count })
      const tools = [{ name: 'f', handler: ({ n }) => n }]
      return [await failure(llm.session({ engine: (turn) => [engine()], tools, maxIterations: 3 }).run('hi')), count]`)
    expect(result).toEqual(['llm_iterations_error: max iterations (3) reached', 3])
  })

  it('are left to the guest where a session has none', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const { outputTurn } = await llm.session({ engine: once(['1', 'f', {}]) }).run('hi')
      return outputTurn.blocks.at(-1).payload`)
    expect(result).toEqual({ id: '1', name: 'f', args: {} })
  })

  it('can be called without a model, and have one owner for a name', async () => {
    const runtime = await open()
    const result = await runtime.run(`${once}
      const tools = llm.tools.registry([{ name: 'f', async handler({ n }, { toolName }) { return toolName + n } }])
      let code
      try { tools.register({ name: 'f', handler() {} }) } catch (error) { code = error.code }
      return [await tools.call('f', { n: 1 }), await failure(tools.call('g', {})), code]`)
    expect(result).toEqual(['f1', 'llm_tool_unknown_error: there is no tool g', 'llm_tool_duplicate_error'])
  })
})
