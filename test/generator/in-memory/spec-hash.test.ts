import { describe, expect, it } from 'vitest'
import { compileApp } from '../../../generator/compile-app.js'
import { defineApp } from '../../../generator/define.js'
import { canonicalJson } from '../../../src/semantics/canonical-json.js'
import { sha256 } from '../../../src/semantics/sha256.js'
import { compileTexts } from '../emit/compile-texts.js'

const block = `
app:
  id: desk
  name: Desk
  tz: UTC
domain:
  actions:
    greet:
      in: { who: text!, times: number }
      return: { hello: { $expr: { var: input.who } }, n: 10, on: yes, at: 2026-01-01 }
mutations:
  - { id: greet, in: { who: text!, times: number }, run: { actionId: greet, input: {} } }
`

const hashOf = (yaml: string): string => compileTexts({ yaml }).model.specHash

describe('the hash of a spec', () => {
  it.each([
    ['comments and empty lines', `# a comment\n${block.replace('app:\n', 'app: # the app\n\n')}`],
    ['line ends', block.replaceAll('\n', '\r\n')],
    ['a mark of the byte order', `\uFEFF${block}`],
    ['quotes and other spellings of a number', block.replace('id: desk', 'id: "desk"').replace('n: 10', 'n: 0xA')],
    [
      'the order of keys',
      `mutations:${block.split('mutations:')[1]}${block.split('mutations:')[0]?.replace('id: desk\n  name: Desk', 'name: Desk\n  id: desk')}`,
    ],
    [
      'anchors and aliases',
      block.replace('in: { who', 'in: &in { who').replace('in: { who: text!, times: number }, run', 'in: *in, run'),
    ],
    ['JSON', JSON.stringify(compileTexts({ yaml: block }).spec.json)],
  ])('does not follow %s', (_, yaml) => {
    expect(yaml).not.toBe(block)
    expect(hashOf(yaml)).toBe(hashOf(block))
  })

  it.each([
    ['a value', block.replace('name: Desk', 'name: Desk 2')],
    ['a note', `${block}x-note: 1\n`],
    ['an empty section', `${block}queries: []\n`],
    ['the kind of a value', block.replace('n: 10', 'n: "10"')],
    ['null instead of absence', block.replace('n: 10', 'n: 10, m: ~')],
    ['the spelling of a type', block.replace('times: number }\n', 'times: { type: number } }\n')],
  ])('follows %s', (_, yaml) => {
    expect(yaml).not.toBe(block)
    expect(hashOf(yaml)).not.toBe(hashOf(block))
  })

  it('is taken over the canonical JSON of the document before defaults', () => {
    const document = {
      app: { id: 'desk', name: 'Desk', tz: 'UTC' },
      domain: {
        actions: {
          greet: {
            in: { who: 'text!', times: 'number' },
            // Dates and "on" are text, as YAML 1.2 has it.
            return: { hello: { $expr: { var: 'input.who' } }, n: 10, on: 'yes', at: '2026-01-01' },
          },
        },
      },
      mutations: [{ id: 'greet', in: { who: 'text!', times: 'number' }, run: { actionId: 'greet', input: {} } }],
    }
    expect(hashOf(block)).toBe(sha256(canonicalJson(document)))
  })
})

describe('the hash of a bundle', () => {
  it('covers the version of the compiler, which may be given', () => {
    const spec = defineApp({ yaml: block })
    const usual = compileApp({ spec })
    expect(compileApp({ spec, compilerVersion: '9.9.9' }).hash).not.toBe(usual.hash)
    expect(compileApp({ spec, compilerVersion: undefined }).hash).toBe(usual.hash)
  })
})
