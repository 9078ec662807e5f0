import { expect, it } from 'vitest'
import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'

const nested = (times: number, open: string, inner: string, close: string): string =>
  open.repeat(times) + inner + close.repeat(times)

it('compiles what is nested as deep as the language lets it be', async () => {
  const type = nested(90, '{ object: { a: ', 'text', ' } }')
  const list = nested(180, '{ array: ', 'text', ' }')
  const data = nested(180, '{ a: ', '1', ' }')
  const not = nested(63, '{ "!": ', 'true', ' }')
  const sum = nested(63, '{ "+": [1, ', '{ var: input.n }', '] }')
  const choice = nested(60, '{ if: [{ var: input.b }, 1, ', '2', '] }')
  const yaml = `
app: { id: deep, name: Deep, tz: UTC }
domain:
  actions:
    act:
      in: { t: ${type}, l: ${list}, n: number, b: bool }
      return: { data: ${data}, not: { $expr: ${not} }, sum: { $expr: ${sum} }, choice: { $expr: ${choice} } }
mutations: [ { id: act, in: { t: ${type}, n: number, b: bool }, run: { actionId: act, input: {} } } ]
`
  const bundle = compileApp({ spec: defineApp({ yaml }) })
  const output = await bundle.program.mutations.get('act')?.run({ n: 1, b: false }, {} as never)
  expect(output).toMatchObject({ not: false, sum: 64, choice: 2 })
  expect(JSON.stringify(output)).toContain(nested(180, '{"a":', '1', '}'))
})
