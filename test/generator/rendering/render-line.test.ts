import { expect, it } from 'vitest'
import { diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import { renderJson } from '../../../generator/diagnostic/render-json.js'
import { renderLine } from '../../../generator/diagnostic/render-line.js'
import { sourceTexts } from '../../../generator/diagnostic/source-texts.js'

const text = 'tenon: 1\r\nmodules: []\r\nbindings: { x: y }\r\n'
const texts = sourceTexts([{ path: 'modules.yaml', text }])
const start = text.indexOf('bindings')
const found = [
  diagnostic(
    'binding_unused_warning',
    { file: 'modules.yaml', start: start + 12, end: start + 13 },
    { port: 'x\n@1.0.0' },
  ),
  diagnostic(
    'manifest_invalid_error',
    { file: 'modules.yaml', start: 10, end: 17 },
    { problem: 'no modules' },
    {
      path: 'modules',
      related: [{ note: 'here', at: { file: 'modules.yaml', start, end: start + 8 } }],
      hint: 'line {line 0}',
    },
  ),
]

it('prints one line for each, as editors expect it', () => {
  const printed = renderLine(found, texts, 'desk/')
  expect(printed).toBe(
    'desk/modules.yaml:2:1: error manifest_invalid_error: no modules\n' +
      'desk/modules.yaml:3:13: warning binding_unused_warning: the binding of x\\u000a@1.0.0 decides nothing: only one module provides it\n',
  )
  const matcher = /^(.+?):(\d+):(\d+): (error|warning|info) (\w+): (.*)$/
  for (const line of printed.trimEnd().split('\n')) expect(line).toMatch(matcher)
})

it('gives ranges with lines and columns from 1 and offsets from 0', () => {
  expect(renderJson(found, texts)[0]).toEqual({
    code: 'manifest_invalid_error',
    severity: 'error',
    message: 'no modules',
    file: 'modules.yaml',
    range: { start: { line: 2, column: 1, offset: 10 }, end: { line: 2, column: 8, offset: 17 } },
    path: 'modules',
    related: [
      {
        message: 'here',
        file: 'modules.yaml',
        range: { start: { line: 3, column: 1, offset: 23 }, end: { line: 3, column: 9, offset: 31 } },
      },
    ],
    help: 'The value must have the shape that the manifest gives to this key.',
    hint: 'line 3',
    fixes: [],
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
})

it('gives the first place for a file that was never read', () => {
  const [missing] = renderJson(
    [
      diagnostic(
        'source_not_found_error',
        { file: 'app.yaml', start: 0, end: 0 },
        { what: 'app spec', file: 'app.yaml' },
      ),
    ],
    texts,
  )
  expect(missing?.range.start).toEqual({ line: 1, column: 1, offset: 0 })
})
