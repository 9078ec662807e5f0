import { describe, expect, it } from 'vitest'
import { type Code, call, chain, choice, hang, list, object, sequence } from '../../../generator/5-emit/text/code.js'
import { Writer } from '../../../generator/5-emit/text/writer.js'

const long = 'a_name_that_takes_thirty_columns'

function print(code: Code, before = '', after = ''): string {
  const out = new Writer()
  out.indented(() => out.code(before, code, after))
  return out.lines.join('\n')
}

describe('code that is printed', () => {
  it('stays on one line while it fits', () => {
    expect(print(object(['a: 1', sequence('b: ', list(['2', '3']))]), 'const x = ')).toBe(
      '  const x = { a: 1, b: [2, 3] }',
    )
  })

  it('breaks the outermost bracket first', () => {
    const inner = object([`first: ${long}`, `second: ${long}`])
    const code = call('run.call', long, inner, "'do.1'")
    expect(print(code, 'await ').split('\n')).toEqual([
      '  await run.call(',
      `    ${long},`,
      `    { first: ${long}, second: ${long} },`,
      "    'do.1',",
      '  )',
    ])
  })

  it('keeps the only argument of a call at its bracket when it is an object', () => {
    const code = call('run.write', object([`first: ${long}`, `second: ${long}`, `third: ${long}`]))
    expect(print(code).split('\n')).toEqual([
      '  run.write({',
      `    first: ${long},`,
      `    second: ${long},`,
      `    third: ${long},`,
      '  })',
    ])
  })

  it('puts records of a list below each other however short they are', () => {
    const code = list([object(['a: 1', 'b: 2']), object(['a: 3', 'b: 4'])])
    expect(print(code, 'rows: ', ',').split('\n')).toEqual([
      '  rows: [',
      '    { a: 1, b: 2 },',
      '    { a: 3, b: 4 },',
      '  ],',
    ])
  })

  it('ends the lines of a chain with its operator', () => {
    const code = hang('where: (_, row) =>', chain('||', [long, long, `!${long}`, 'x']))
    expect(print(code, '', ',').split('\n')).toEqual([
      '  where: (_, row) =>',
      `    ${long} || ${long} || !${long} || x,`,
    ])
    const wider = hang('where: () =>', chain('&&', [long, long, long, long]))
    expect(print(wider, '', ',').split('\n')).toEqual([
      '  where: () =>',
      `    ${long} &&`,
      `    ${long} &&`,
      `    ${long} &&`,
      `    ${long},`,
    ])
  })

  it('begins the lines of a choice with its signs', () => {
    const code = choice(
      [
        { condition: long, value: long },
        { condition: long, value: "'b'" },
      ],
      'null',
    )
    expect(print(hang('const x =', code)).split('\n')).toEqual([
      `  const x = ${long}`,
      `    ? ${long}`,
      `    : ${long}`,
      "    ? 'b'",
      '    : null',
    ])
  })

  it('never goes beyond 120 columns where there is a place to break', () => {
    let code: Code = long
    for (let depth = 0; depth < 12; depth++) {
      code = object([sequence('of: ', call('f', code, long, list([long, long, long]))), `also: ${long}`])
    }
    const lines = print(code).split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120)
  })
})
