import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { yaml } from '../../../src/module/yaml/index.js'
import { declaredNames, failing, type OpenedGuest, openGuest } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeAll(async () => {
  guest = await openGuest(yaml)
})
afterAll(() => guest.close())

function evaluate(expression: string): Promise<unknown> {
  return guest.run(`const yaml = require('yaml'); ${failing} return ${expression}`)
}

const text = (value: string): string => JSON.stringify(value)

describe('yaml', () => {
  it('Y01 parses scalars by the core types', async () => {
    const parsed = await evaluate(
      `yaml.parse(${text('a: 1\nb: 1.5\nc: true\nd: null\ne: text\nf: 0x1F\ng: 2001-01-01\nh: yes\ni: "1"\nj:')})`,
    )
    expect(parsed).toEqual({
      a: 1,
      b: 1.5,
      c: true,
      d: null,
      e: 'text',
      f: 31,
      g: '2001-01-01',
      h: 'yes',
      i: '1',
      j: null,
    })
  })

  it('Y02 parses what is nested', async () => {
    const parsed = await evaluate(
      `yaml.parse(${text('list:\n  - a\n  - { b: [1, 2] }\nblock: |\n  one\n  two\nbase: &base { x: 1 }\nagain: *base\n')})`,
    )
    expect(parsed).toEqual({ list: ['a', { b: [1, 2] }], block: 'one\ntwo\n', base: { x: 1 }, again: { x: 1 } })
  })

  it('Y03 refuses what is no YAML, and says where', async () => {
    const body = `const yaml = require('yaml'); try { yaml.parse(${text('a: 1\nb: [1')}) } catch (error) { return [error.name, error.code, error.message, error.line, error.column] }`
    expect(await guest.run(body)).toEqual([
      'SyntaxError',
      'ERR_YAML_SYNTAX',
      'yaml.parse: unexpected end of the stream within a flow collection (line 2, column 6)',
      2,
      6,
    ])
  })

  it('Y03 refuses a key that stands twice, types of its own and what is no text', async () => {
    expect(
      await evaluate(
        `[${text('a: 1\na: 2')}, ${text('!!js/function x')}, ${text('!!binary aGk=')}, ${text('*none')}].map((given) => failing(() => yaml.parse(given)))`,
      ),
    ).toEqual(Array(4).fill(['SyntaxError', 'ERR_YAML_SYNTAX']))
    expect(
      await evaluate(
        `[failing(() => yaml.parse(1)), failing(() => yaml.parseAll()), failing(() => yaml.validate(null))]`,
      ),
    ).toEqual(Array(3).fill(['TypeError', 'ERR_INVALID_ARG_TYPE']))
  })

  it('Y04 writes', async () => {
    expect(
      await evaluate(
        `yaml.stringify({ a: 1, list: ['x', { y: null }], text: 'one\\ntwo\\n', number: '1', none: undefined })`,
      ),
    ).toBe("a: 1\nlist:\n  - x\n  - 'y': null\ntext: |\n  one\n  two\nnumber: '1'\n")
  })

  it('Y04 refuses what YAML cannot hold', async () => {
    expect(
      await evaluate(
        `[() => 1, { a: () => 1 }, Symbol('a'), 1n, new Map()].map((value) => failing(() => yaml.stringify(value)))`,
      ),
    ).toEqual(Array(5).fill(['TypeError', 'ERR_INVALID_ARG_VALUE']))
    expect(await evaluate(`failing(() => yaml.stringify(undefined))`)).toEqual(['TypeError', 'ERR_INVALID_ARG_TYPE'])
  })

  it('Y05 indents as it is told', async () => {
    expect(
      await evaluate(`[yaml.stringify({ a: { b: 1 } }, { indent: 4 }), yaml.stringify({ a: { b: 1 } }, {})]`),
    ).toEqual(['a:\n    b: 1\n', 'a:\n  b: 1\n'])
  })

  it('Y06 refuses an option that it does not have', async () => {
    const body = `const yaml = require('yaml'); try { yaml.stringify({}, { indnt: 2 }) } catch (error) { return [error.name, error.message] }`
    expect(await guest.run(body)).toEqual(['TypeError', 'yaml.stringify has no option "indnt"; it has "indent"'])
    expect(await evaluate(`failing(() => yaml.stringify({}, 2))`)).toEqual(['TypeError', 'ERR_INVALID_ARG_TYPE'])
  })

  it('Y07 finds a good text valid', async () => {
    expect(await evaluate(`[yaml.validate(${text('a: 1')}), yaml.validate('')]`)).toEqual([
      { valid: true },
      { valid: true },
    ])
  })

  it('Y08 tells what is wrong with a bad one', async () => {
    const found = await evaluate(`yaml.validate(${text('a: 1\n  b: 2')})`)
    expect(found).toEqual({ valid: false, errors: [{ message: expect.any(String), line: 2, column: 4 }] })
  })

  it('Y09 reads what it wrote', async () => {
    const values = `[null, 0, -0, 1.5, 'yes', '1', '', ' a ', '\u00e9\ud83d\ude00', 'a: b', '- x', '#', [], {}, [[], {}], { 'a b': [1, { c: 'd\\n\\ne' }] }, 'x'.repeat(300), '2001-01-01', 'null', '~', { '': 1 }, '\\u0000\\u0007\\t']`
    expect(
      await evaluate(
        `${values}.filter((value) => JSON.stringify(yaml.parse(yaml.stringify(value))) !== JSON.stringify(value))`,
      ),
    ).toEqual([])
  })

  it('Y09 keeps keys of any name, without reaching a prototype', async () => {
    expect(
      await evaluate(
        `(() => { const value = yaml.parse('__proto__: { polluted: 1 }\\nconstructor: 2'); return [Object.keys(value), {}.polluted ?? null, yaml.stringify(value)] })()`,
      ),
    ).toEqual([['__proto__', 'constructor'], null, '__proto__:\n  polluted: 1\nconstructor: 2\n'])
  })

  it('Y11 parses the first of many documents, and all of them', async () => {
    const many = text('a: 1\n---\n- 2\n---\n...\n')
    expect(
      await evaluate(
        `[yaml.parse(${many}), yaml.parseAll(${many}), yaml.parse(''), yaml.parseAll(''), yaml.parse('# nothing')]`,
      ),
    ).toEqual([{ a: 1 }, [{ a: 1 }, [2], null], null, [], null])
  })

  it('Y12 validates all of many documents', async () => {
    expect(
      await evaluate(
        `[yaml.validate(${text('a: 1\n---\nb: 2')}).valid, yaml.validate(${text('a: 1\n---\nb: [')}).errors[0].line]`,
      ),
    ).toEqual([true, 3])
  })

  it('Y13 refuses an indent that is none', async () => {
    expect(
      await evaluate(`[-1, 0, 1.5, NaN, 10].map((indent) => failing(() => yaml.stringify({}, { indent })))`),
    ).toEqual(Array(5).fill(['RangeError', 'ERR_OUT_OF_RANGE']))
    expect(await evaluate(`failing(() => yaml.stringify({}, { indent: '2' }))`)).toEqual([
      'TypeError',
      'ERR_INVALID_ARG_TYPE',
    ])
  })

  it('refuses what lies too deep, like every text that it cannot take', async () => {
    const deep = `let deep = {}; for (let level = 0; level < 5000; level++) deep = { deep };`
    const body = `const yaml = require('yaml'); ${failing} ${deep} const text = '['.repeat(5000)
      return [failing(() => yaml.parse(text)), yaml.validate(text).valid, failing(() => yaml.stringify(deep))]`
    expect(await guest.run(body)).toEqual([
      ['SyntaxError', 'ERR_YAML_SYNTAX'],
      false,
      ['TypeError', 'ERR_INVALID_ARG_VALUE'],
    ])
  })

  it('S05 declares what it exports', async () => {
    expect(declaredNames(yaml.declaration ?? '')).toEqual(await evaluate(`Object.keys(yaml).sort()`))
  })

  it('touches nothing', () => {
    expect([yaml.capabilities, yaml.bind, yaml.exports]).toEqual([['pure'], undefined, undefined])
  })
})
