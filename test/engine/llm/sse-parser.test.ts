import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSseParser } from '../../../src/module/llm/openai/sse-parser.js'

function parse(pieces: readonly string[]): readonly (readonly [string, string])[] {
  const parser = createSseParser()
  const events = [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()]
  return events.map(({ event, data }) => [event, data])
}

const text =
  '\uFEFF: hello\r\ndata: {"a":1}\r\n\r\nevent: error\rdata:x\rdata: y\r\rid: 7\nretry: 5\n\ndata\n\ndata:  z\n\ndata: last'
const events = [
  ['message', '{"a":1}'],
  ['error', 'x\ny'],
  ['message', ''],
  ['message', ' z'],
  ['message', 'last'],
]

describe('the parser of server-sent events', () => {
  it('takes every line ending, comments, names, several lines of data and a missing last line', () => {
    expect(parse([text])).toEqual(events)
  })

  it('gives the same whatever the pieces', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: text.length - 1 }))
    fc.assert(
      fc.property(cuts, (unsorted) => {
        const at = [0, ...unsorted.sort((left, right) => left - right), text.length]
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end))
        expect(parse(pieces)).toEqual(events)
      }),
    )
  })
})
