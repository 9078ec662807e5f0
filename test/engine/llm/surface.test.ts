import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { declaration } from '../../../src/module/llm/guest-code.js'
import initializer from '../../../src/module/llm/index.js'
import type { LlmRuntime } from '../../harness/llm-runtime.js'
import { openLlmRuntime } from '../../harness/llm-runtime.js'

let runtime: LlmRuntime

beforeAll(async () => {
  runtime = await openLlmRuntime()
})

afterAll(() => runtime.close())

/** The values that a declaration exports; and those in the braces of one that is an object type. */
function declaredNames(text: string, of?: string): readonly string[] {
  if (of === undefined)
    return [...new Set([...text.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name ?? ''))].sort()
  const body = new RegExp(`^export (?:const ${of}:|interface ${of}) \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(text)?.[1] ?? ''
  return [...new Set([...body.matchAll(/^ {2}(?:readonly )?(\w+)[<(:?]/gm)].map(([, name]) => name ?? ''))].sort()
}

describe('what guests get for llm', () => {
  it('A20 is what it is, and no more', async () => {
    expect(await runtime.run('return Object.keys(llm).sort()')).toEqual([
      ...['append', 'assistant', 'cancellation', 'engines', 'eventTypes', 'kinds', 'session', 'system', 'text'],
      ...['toolCall', 'toolUse', 'tools', 'turn', 'user'],
    ])
  })

  it('A22 is what its declaration says', async () => {
    const live = (await runtime.run(`
      const session = llm.session({ engine: llm.engines.echo() })
      const handle = session.start('hi')
      const result = await handle.promise
      const names = (object) => Object.keys(object).sort()
      return { llm: names(llm), engines: names(llm.engines), tools: names(llm.tools), Session: names(session), RunHandle: names(handle),
        RunResult: names(result), ToolRegistry: names(llm.tools.registry()) }`)) as Record<string, readonly string[]>
    const { llm, ...inner } = live
    expect(declaredNames(declaration)).toEqual(llm)
    for (const [name, names] of Object.entries(inner))
      expect([name, declaredNames(declaration, name)]).toEqual([name, names])
  })

  it('is frozen, so that one guest module cannot change it for another', async () => {
    expect(await runtime.run('return [llm, llm.engines, llm.tools, llm.kinds].map(Object.isFrozen)')).toEqual([
      true,
      true,
      true,
      true,
    ])
  })

  it('is registered by the initializer under one name', () => {
    expect([initializer.kind, initializer.id, initializer.registers]).toEqual(['initializer', 'llm', ['llm']])
  })
})
