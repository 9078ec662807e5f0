import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InferenceError } from '../../../src/module/llm/index.js'
import { assembleReply } from '../../../src/module/llm/openai/assemble-reply.js'
import { readRetryAfter } from '../../../src/module/llm/openai/read-retry-after.js'

/** Pieces that look like those of the protocol and are wrong in any place. */
const piece = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      model: fc.jsonValue(),
      usage: fc.oneof(fc.jsonValue(), fc.record({ prompt_tokens: fc.jsonValue() })),
      error: fc.oneof(fc.jsonValue(), fc.record({ message: fc.jsonValue() })),
      choices: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record(
            {
              finish_reason: fc.jsonValue(),
              delta: fc.oneof(
                fc.jsonValue(),
                fc.record(
                  {
                    content: fc.jsonValue(),
                    tool_calls: fc.oneof(
                      fc.jsonValue(),
                      fc.array(
                        fc.record(
                          {
                            index: fc.jsonValue(),
                            id: fc.jsonValue(),
                            function: fc.oneof(fc.jsonValue(), fc.record({ arguments: fc.jsonValue() })),
                          },
                          { requiredKeys: [] },
                        ),
                      ),
                    ),
                  },
                  { requiredKeys: [] },
                ),
              ),
            },
            { requiredKeys: [] },
          ),
        ),
      ),
    },
    { requiredKeys: [] },
  ),
)

describe('the pieces of a reply', () => {
  it('are put together or refused with a code, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const assembly = assembleReply(0)
        try {
          for (const each of pieces) assembly.add(each)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(InferenceError)
          return
        }
        const { blocks, stopReason, model } = assembly.reply()
        for (const { kind, payload } of blocks)
          expect(kind === 'tool_call' ? typeof payload.id : typeof payload.text).toBe('string')
        for (const word of [stopReason, model]) expect(word === null || typeof word === 'string').toBe(true)
      }),
    )
  })
})

describe('the wait that a server asks for', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')
  const cases: readonly (readonly [Readonly<Record<string, string>>, number | undefined])[] = [
    [{ 'retry-after': '2' }, 2000],
    [{ 'retry-after': ' 0.5 ' }, 500],
    [{ 'retry-after-ms': '30', 'retry-after': '2' }, 30],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{ 'retry-after-ms': '-1' }, undefined],
    [{}, undefined],
  ]

  it.each(cases)('%o is %s', (headers, expected) => {
    expect(readRetryAfter(new Headers(headers), now)).toBe(expected)
  })
})
