import { expect, it } from 'vitest'
import { InferenceError } from '../../../src/module/llm/index.js'
import { openLlmRuntime } from '../../harness/llm-runtime.js'

const run = `
  const session = llm.session()
  return session.run('hi').then(({ text }) => text, ({ code, message, retryable }) => ({ code, message, retryable }))`

it('tells a guest what an engine of the host says for guests', async () => {
  const infer = async (): Promise<never> => {
    throw new InferenceError('quota_error', 'the quota of the day is used up', { retryable: true })
  }
  const runtime = await openLlmRuntime({ engines: { own: { infer } }, defaultEngine: 'own' })
  expect(await runtime.run(run)).toEqual({
    code: 'quota_error',
    message: 'the quota of the day is used up',
    retryable: true,
  })
})

it('tells the log alone of whatever else it throws, which may name an address or a key', async () => {
  const secret = Object.assign(new Error('connect 10.0.0.7:443 with key-of-the-house'), { code: 'ECONNREFUSED' })
  const infer = async (): Promise<never> => Promise.reject(secret)
  const runtime = await openLlmRuntime({ engines: { own: { infer } }, defaultEngine: 'own' })
  expect(await runtime.run(run)).toEqual({
    code: 'llm_engine_error',
    message: 'it failed on the host, whose log says why',
    retryable: false,
  })
  expect(runtime.warnings).toEqual([['an inference failed', { engine: 'own', error: `Error: ${secret.message}` }]])
})

it('does so for tools of the host, too', async () => {
  const run = async (): Promise<never> => Promise.reject(new Error('key-of-the-house is wrong'))
  const runtime = await openLlmRuntime({
    tools: { search: { description: 'Finds.', parameters: { type: 'object' }, run } },
  })
  const told = await runtime.run(`
    const engine = (turn) => {
      const [use] = turn.blocks.filter((block) => block.kind === 'tool_use')
      return use === undefined ? [llm.toolCall('1', 'search', {})] : JSON.stringify(use.payload)
    }
    return (await llm.session({ engine, tools: llm.tools.registry().use('search') }).run('hi')).text`)
  expect(told).toContain('it failed on the host, whose log says why')
  expect(told).not.toContain('key-of-the-house')
  expect(runtime.warnings).toEqual([['a tool failed', { tool: 'search', error: 'Error: key-of-the-house is wrong' }]])
})
