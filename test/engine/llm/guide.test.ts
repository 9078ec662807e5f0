import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatServer } from '../../harness/chat-server.js'
import { startChatServer, textReply } from '../../harness/chat-server.js'
import type { LlmRuntime } from '../../harness/llm-runtime.js'
import { openLlmRuntime } from '../../harness/llm-runtime.js'

const page = readFileSync(fileURLToPath(new URL('../../../docs/engine/llm.md', import.meta.url)), 'utf8')
const examples = [...page.matchAll(/^## (.*)$|^```js\n([\s\S]*?)^```/gm)].reduce<{
  title: string
  found: [string, string][]
}>(
  ({ title, found }, [, heading, code]) =>
    heading === undefined ? { title, found: [...found, [title, code ?? '']] } : { title: heading, found },
  { title: '', found: [] },
).found

let server: ChatServer
let runtime: LlmRuntime

beforeAll(async () => {
  server = await startChatServer()
  runtime = await openLlmRuntime({
    config: { engines: { chat: { kind: 'openai', baseUrl: server.baseUrl, model: 'm' } } },
  })
})

afterAll(async () => {
  await runtime.close()
  await server.close()
})

describe('A21 the guide to llm', () => {
  it('has examples', () => {
    expect(examples.length).toBe(7)
  })

  it.each(examples)('%s: prints what it says', async (_, code) => {
    server.script(textReply('Once'))
    const said = [...code.matchAll(/console\.log\(.*\)+ \/\/ (.*)$/gm)].map(([, text]) => text)
    const sorted = (lines: unknown): readonly string[] => [...(lines as string[])].sort()
    const printed = await runtime.run(`
      const printed = []
      const console = { log: (...values) => printed.push(values.join(' ')) }
      const require = () => llm
      await (async () => { ${code} })()
      return printed`)
    expect(said.length).toBeGreaterThan(0)
    expect(sorted(printed)).toEqual(sorted(said))
  })

  it('names every code there is', () => {
    const codes = new Set([...page.matchAll(/`(llm_\w+_error)`/g)].map(([, code]) => code))
    expect([...codes].sort()).toEqual([...codesInSources()].sort())
  })
})

function codesInSources(): ReadonlySet<string> {
  const files = [
    'bind-llm',
    'guest-code',
    'openai/assemble-reply',
    'openai/describe-refusal',
    'openai/read-body',
    'openai/send-chat',
  ]
  const texts = files.map((file) =>
    readFileSync(fileURLToPath(new URL(`../../../src/module/llm/${file}.ts`, import.meta.url)), 'utf8'),
  )
  return new Set(texts.flatMap((text) => [...text.matchAll(/\b(llm_\w+_error)\b/g)].map(([, code]) => code ?? '')))
}
