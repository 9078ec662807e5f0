// What guests may write against the declaration of `llm`: compiled with the tests, never run.
import type * as declared from '../../../src/module/llm/guest/declaration.js'

declare const llm: typeof declared

const turn: declared.Turn = llm.turn({
  blocks: [{ kind: 'user', text: 'a' }, llm.user('b')],
  data: { n: 1 },
  mine: true,
})
const session = llm.session({
  base: turn,
  engine: async (given, { emit }) => {
    emit({ type: 'text_delta', text: 'x' })
    return llm.append(given, llm.assistant('y'))
  },
  tools: [{ name: 'f', handler: ({ n }: { n: number }, { signal }) => (signal.aborted ? null : n) }],
  middleware: [async (given, next) => next({ ...given, blocks: [] })],
  hooks: { before: ({ args }) => ({ args }), onError: () => 'retry' },
  toolChoice: { name: 'f' },
})
const handle = session.start('hi', { timeoutMs: 5, tags: { t: 1 } })
handle.on('final', ({ result }) => result.text).on('*', (event) => event.type)
export const text: Promise<string> = handle.promise.then((result) => result.text)
export const usage: declared.Json | undefined = session.fork({ at: 1 }).turn(0)?.metadata.usage

// @ts-expect-error a turn is a snapshot
turn.id = 'x'
// @ts-expect-error no such choice
llm.session({ toolChoice: 'maybe' })
// @ts-expect-error no such event
handle.on('text', () => undefined)
// @ts-expect-error engines are what llm.engines gives, names and functions
llm.session({ engine: 5 })
// @ts-expect-error text_delta has text, no result
handle.on('text_delta', ({ result }) => result)
