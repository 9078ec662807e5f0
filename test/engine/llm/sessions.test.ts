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

/** What a body throws or rejects with, as a record. */
function caught(body: string): string {
  return `try { ${body} } catch (error) { return { isError: error instanceof Error, code: error.code, message: error.message } }`
}

describe('sessions', () => {
  it('A04 echo, and end in a block of the model', async () => {
    const runtime = await open()
    const result = await runtime.run(`
      const session = llm.session({ engine: llm.engines.echo({ reply: 'pong' }), id: 's1' })
      const { text, stopReason, usage, outputTurn, inputTurn, iterations } = await session.run('ping')
      return { text, stopReason, usage, iterations, kinds: outputTurn.blocks.map((block) => block.kind), same: outputTurn.id === inputTurn.id,
        session: outputTurn.metadata.sessionId, inference: outputTurn.metadata.inferenceId }`)
    expect(result).toEqual({
      text: 'pong',
      stopReason: 'stop',
      usage: null,
      iterations: 1,
      kinds: ['user', 'llm_text'],
      same: true,
      session: 's1',
      inference: expect.stringMatching(/^inference_/),
    })
  })

  it('A05 A23 keep a history of whole conversations, which nothing changes afterwards', async () => {
    const runtime = await open()
    const history = await runtime.run(`
      const session = llm.session({ engine: llm.engines.echo() })
      const before = session.turns
      await session.run('one')
      await session.run('two')
      let changed = true
      try { session.turns[0].blocks[0].payload.text = 'x' } catch { changed = false }
      return { before: before.length, count: session.turnCount, changed,
        texts: session.turns.map((turn) => turn.blocks.map((block) => block.payload.text)),
        latest: session.latest.id === session.turn(1).id, none: [session.turn(2), session.turn(-1), session.turn('x')],
        fresh: session.turn(0).id !== session.turn(1).id }`)
    expect(history).toEqual({
      before: 0,
      count: 2,
      changed: false,
      texts: [
        ['one', 'one'],
        ['one', 'one', 'two', 'two'],
      ],
      latest: true,
      none: [null, null, null],
      fresh: true,
    })
  })

  it('A06 stand middleware around the engine, the first outermost', async () => {
    const runtime = await open()
    const trace = await runtime.run(`
      const trace = []
      const note = (name) => async (turn, next, context) => {
        trace.push(name + ' in ' + turn.blocks.length + ' ' + context.iteration)
        const after = await next(llm.append(turn, llm.system(name)))
        trace.push(name + ' out ' + after.blocks.length)
        return after
      }
      const looksOn = async (turn, next) => { await next(turn) }
      const shout = async (turn, next) => {
        const after = await next(turn)
        return { ...after, blocks: [...after.blocks.slice(0, -1), llm.assistant(llm.text(after).toUpperCase())] }
      }
      const session = llm.session({ engine: (turn) => turn.blocks.map((block) => block.payload.text).join(' '), system: 'be brief', middleware: [shout, note('a'), looksOn, note('b')] })
      const { text, outputTurn } = await session.run('hi')
      return [trace, text, outputTurn.blocks[0].kind]`)
    expect(trace).toEqual([['a in 2 1', 'b in 3 1', 'b out 5', 'a out 5'], 'BE BRIEF HI A B', 'system'])
  })

  const wrong: readonly (readonly [string, string])[] = [
    ["{ toolChoice: 'maybe' }", 'toolChoice must be auto, none, required or { name }'],
    ["{ toolErrors: 'panic' }", 'toolErrors must be continue, retry or abort'],
    ['{ maxIterations: 0 }', 'maxIterations must be a number from 1 to 1000'],
    ['{ toolRetries: 11 }', 'toolRetries must be a number from 0 to 10'],
    ["{ hooks: { failure: 'ajar' } }", 'hooks.failure must be open or closed'],
    ['{ hooks: { before: 1 } }', 'hooks.before must be a function'],
    ['{ middleware: [1] }', 'middleware must be a list of functions'],
    ["{ id: ' ' }", 'the id of a session must not be blank'],
    ['{ tools: {} }', 'tools must be a list of tools or what llm.tools.registry gave'],
    ["{ tools: [{ name: 'a b', handler() {} }] }", 'the name of a tool is 1 to 64 letters, digits, _ and -'],
    ["{ tools: [{ name: 'a' }] }", 'the handler of the tool a must be a function'],
    ['{ events: {} }', 'events must have emit, like an EventEmitter'],
  ]

  it.each(wrong)('A08 refuse %s when they are made', async (options, message) => {
    const runtime = await open()
    expect(await runtime.run(caught(`llm.session(${options})`))).toEqual({
      isError: true,
      code: 'llm_option_error',
      message,
    })
  })

  it('A08 refuse an option that they do not have', async () => {
    const runtime = await open()
    const error = await runtime.run(caught('llm.session({ temprature: 1 })'))
    expect(error).toMatchObject({
      message: expect.stringMatching(/^a session has no option temprature; there are id, engine, /),
    })
  })

  it('A10 take a time limit and tags, and refuse a negative one', async () => {
    const runtime = await open()
    const seen = await runtime.run(`
      let seen
      const session = llm.session({ engine: async (turn, context) => { seen = context; return 'ok' } })
      const before = Date.now()
      await session.run('hi', { timeoutMs: 60000, tags: { ticket: 7 } })
      return [seen.tags, seen.deadlineMs >= before + 60000 && seen.deadlineMs < before + 70000, seen.tools, seen.toolChoice]`)
    expect(seen).toEqual([{ ticket: 7 }, true, [], 'auto'])
    const negative = caught("await llm.session({ engine: 'x' }).run('hi', { timeoutMs: -1 })")
    expect(await runtime.run(negative)).toEqual({
      isError: true,
      code: 'llm_option_error',
      message: 'timeoutMs must be a number from 0',
    })
  })

  it('A10 end a run that takes too long, whatever its engine does', async () => {
    const runtime = await open()
    const error = await runtime.run(`
      const session = llm.session({ engine: () => new Promise(() => {}) })
      ${caught("await session.run('hi', { timeoutMs: 20 })").replace('return {', 'return { running: session.isRunning, count: session.turnCount, retryable: error.retryable,')}`)
    expect(error).toEqual({
      running: false,
      count: 0,
      retryable: true,
      isError: true,
      code: 'llm_timeout_error',
      message: 'the run took longer than 20 ms',
    })
  })

  it('A11 A13 start a run, with listeners that chain and hear everything in order before it settles', async () => {
    const runtime = await open()
    const heard = await runtime.run(`
      const heard = []
      const session = llm.session({ engine: async (turn, { emit }) => {
        emit({ type: 'reasoning_delta', text: 'hm' }); emit({ type: 'text_delta', text: 'a' }); await null; emit({ type: 'text_delta', text: 'b' })
        return 'ab'
      } })
      const handle = session.start('hi')
      const same = handle.on('text_delta', (event) => heard.push(event.text)).on('*', (event) => heard.push(event.type + event.sequence)) === handle
      const running = session.isRunning
      const result = await handle.promise.then((value) => { heard.push('settled'); return value })
      return { heard, same, running, after: session.isRunning, text: result.text }`)
    expect(heard).toEqual({
      heard: ['started0', 'reasoning_delta1', 'a', 'text_delta2', 'b', 'text_delta3', 'final4', 'settled'],
      same: true,
      running: true,
      after: false,
      text: 'ab',
    })
  })

  it('A12 A26 run async engines and middleware side by side in two sessions', async () => {
    const runtime = await open()
    const texts = await runtime.run(`
      const make = (name) => llm.session({
        engine: llm.engines.fromFunction(async (turn) => { await null; return llm.append(turn, llm.assistant(name)) }, { name }),
        middleware: [async (turn, next) => { await null; return next(turn) }] })
      return (await Promise.all([make('a').run('x'), make('b').run('y')])).map((result) => result.text)`)
    expect(texts).toEqual(['a', 'b'])
  })

  it('A14 use the named engine, then the default, and say which there are', async () => {
    const engines = { one: { kind: 'echo', reply: '1' }, two: { kind: 'echo', reply: '2' } }
    const runtime = await open({ config: { engines, default: 'two' } })
    const texts = await runtime.run(`
      const texts = []
      for (const engine of [undefined, 'one', llm.engines.named('one'), llm.engines.named()])
        texts.push((await llm.session({ engine }).run('hi')).text)
      return [texts, llm.engines.names()]`)
    expect(texts).toEqual([
      ['2', '1', '1', '2'],
      ['one', 'two'],
    ])
    expect(await runtime.run(caught("await llm.session({ engine: 'three' }).run('hi')"))).toEqual({
      isError: true,
      code: 'llm_engine_unknown_error',
      message: 'there is no engine three; there are one, two',
    })
  })

  it('A14 fail where the host configured none', async () => {
    const runtime = await open()
    expect(await runtime.run(caught("await llm.session().run('hi')"))).toEqual({
      isError: true,
      code: 'llm_engine_unknown_error',
      message: 'the host configured no default engine',
    })
  })

  it('A15 take no look-alike for an engine, and show nothing of what an engine does', async () => {
    const runtime = await open()
    const shown = await runtime.run(`
      const engine = llm.engines.echo({ reply: 'secret' })
      let frozen = false
      try { engine.name = 'x' } catch { frozen = true }
      return [JSON.stringify(engine), Reflect.ownKeys(engine), frozen]`)
    expect(shown).toEqual(['{"name":"echo","kind":"echo"}', ['name', 'kind'], true])
    expect(await runtime.run(caught('llm.session({ engine: { ...llm.engines.echo() } })'))).toMatchObject({
      code: 'llm_engine_invalid_error',
    })
  })

  it('A24 begin with a base, and fork at an index, from a turn, or at the end', async () => {
    const runtime = await open()
    const counts = await runtime.run(`
      const session = llm.session({ engine: llm.engines.echo(), base: llm.turn([llm.system('s')]) })
      await session.run('one')
      await session.run('two')
      const forks = [session.fork(), session.fork({ at: 1 }), session.fork({ turn: session.turn(1), id: 'f' })]
      const texts = []
      for (const fork of forks) texts.push([fork.turnCount, (await fork.run('three')).outputTurn.blocks.length])
      return [session.turnCount, texts, forks[2].id, new Set([session, ...forks].map((each) => each.id)).size]`)
    expect(counts).toEqual([
      3,
      [
        [3, 7],
        [2, 5],
        [1, 5],
      ],
      'f',
      4,
    ])
    expect(await runtime.run(caught('llm.session().fork({ at: 0 })'))).toMatchObject({
      code: 'llm_turn_unknown_error',
      message: 'there is no turn 0; there are 0',
    })
    expect(await runtime.run(caught("llm.session().fork({ at: 0, turn: llm.turn('x') })"))).toMatchObject({
      code: 'llm_option_error',
    })
  })

  it('take turns without a run, and turns as seeds', async () => {
    const runtime = await open()
    const result = await runtime.run(`
      const session = llm.session({ engine: llm.engines.echo() })
      session.append('one')
      const first = await session.run()
      const second = await session.run(llm.turn({ blocks: [llm.user('alone')], data: { kept: true } }))
      return [first.text, session.turnCount, second.outputTurn.blocks.length, second.outputTurn.data]`)
    expect(result).toEqual(['one', 3, 2, { kept: true }])
  })

  it('are made without the host, and go on in a later call', async () => {
    const runtime = await open({ config: { engines: { one: { kind: 'echo', reply: '1' } } } })
    await runtime.run("globalThis.kept = llm.session({ engine: 'one', tools: llm.tools.registry() })")
    const texts = [
      await runtime.run("return (await kept.run('a')).text"),
      await runtime.run("return (await kept.run('b')).text"),
    ]
    expect([...texts, await runtime.run('return kept.turnCount')]).toEqual(['1', '1', 2])
  })

  it('refuse an empty turn and a second run at once', async () => {
    const runtime = await open()
    expect(await runtime.run(caught('await llm.session({ engine: () => "x" }).run()'))).toEqual({
      isError: true,
      code: 'llm_turn_empty_error',
      message: 'there is nothing to continue: the turn is empty',
    })
    const second = await runtime.run(`
      const session = llm.session({ engine: () => 'ok' })
      const first = session.run('a')
      let code
      try { session.start('b') } catch (error) { code = error.code }
      return [code, (await first).text, (await session.run('c')).text]`)
    expect(second).toEqual(['llm_busy_error', 'ok', 'ok'])
  })

  it('A34 reject with errors: those of engines keep their code, or get one', async () => {
    const runtime = await open()
    const errors = await runtime.run(`
      const own = Object.assign(new RangeError('own'), { code: 'own_code' })
      const errors = []
      for (const thrown of [own, new Error('plain'), 'text', null]) {
        const session = llm.session({ engine: async () => { throw thrown } })
        try { await session.run('hi') } catch (error) { errors.push([error instanceof Error, error.code, error.message, error === thrown, error.cause === thrown]) }
      }
      return errors`)
    expect(errors).toEqual([
      [true, 'own_code', 'own', true, false],
      [true, 'llm_engine_error', 'plain', false, true],
      [true, 'llm_engine_error', 'text', false, true],
      [true, 'llm_engine_error', 'null', false, true],
    ])
  })

  it('A36 are canceled by handle, session or signal; once, and with nothing left in history', async () => {
    const runtime = await open()
    const outcomes = await runtime.run(`
      const outcomes = []
      const session = llm.session({ engine: (turn, { signal }) => new Promise((resolve) => { signal.addEventListener('abort', () => outcomes.push(signal.reason.code)) }) })
      const settle = async (promise) => { try { await promise; return 'ok' } catch (error) { return error.code + ': ' + error.message } }
      const byHandle = session.start('a'); await null; await null; await null
      byHandle.cancel('enough'); byHandle.cancel('again')
      outcomes.push(await settle(byHandle.promise))
      const bySession = session.start('b')
      outcomes.push(session.cancelActive(), await settle(bySession.promise), session.cancelActive())
      const { signal, cancel } = llm.cancellation()
      const bySignal = session.start('c', { signal }); await null; await null; await null
      cancel('no more')
      outcomes.push(await settle(bySignal.promise), await settle(session.run('d', { signal })), session.turnCount, session.isRunning)
      return outcomes`)
    expect(outcomes).toEqual([
      'llm_canceled_error',
      'llm_canceled_error: the run was canceled: enough',
      true,
      'llm_canceled_error: the run was canceled',
      false,
      'llm_canceled_error',
      'llm_canceled_error: the run was canceled: no more',
      'llm_canceled_error: the run was canceled: no more',
      0,
      false,
    ])
  })

  it('A37 refuse an engine that gives no turn', async () => {
    const runtime = await open()
    expect(await runtime.run(caught("await llm.session({ engine: async () => undefined }).run('hi')"))).toEqual({
      isError: true,
      code: 'llm_engine_error',
      message: 'the engine gave no turn',
    })
  })
})

/** What an initializer threw, by itself or as the cause of what the engine says. */
async function problemOf(opening: Promise<unknown>): Promise<string> {
  const error = await opening.then(
    () => new Error('it was taken'),
    (thrown: Error) => thrown,
  )
  return error.cause instanceof Error ? error.cause.message : error.message
}

describe('the configuration', () => {
  it('is refused whole, without a word of its values', async () => {
    const config = {
      engines: { a: { kind: 'openai', baseUrl: 'ftp://x', apiKey: 5, extra: 1 }, b: { kind: 'psychic' } },
      default: 'c',
      other: 1,
    }
    expect(await problemOf(open({ config }))).toBe(
      'the configuration of llm is wrong: config.other is not known; there are engines and default; config.engines.a.model is missing; config.engines.a.baseUrl must be an http or https URL; config.engines.a.apiKey must be text; config.engines.a.extra is not known; there are kind, baseUrl, model, apiKey, headers, body, stream, timeoutMs, retries, retryDelayMs, maxRetryAfterMs, maxReplyBytes, temperature, maxTokens; config.engines.b.kind must be openai or echo',
    )
    const unknown = open({ config: { engines: { a: { kind: 'echo', reply: '' } }, default: 'c' } })
    expect(await problemOf(unknown)).toBe(
      'the configuration of llm is wrong: config.default names c, which is no engine of config.engines',
    )
  })
})
