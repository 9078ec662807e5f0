import { expect, it } from 'vitest'
import { diagnostic } from '../../../generator/diagnostic/diagnostic.js'
import { renderSarif } from '../../../generator/diagnostic/render-sarif.js'
import { sourceTexts } from '../../../generator/diagnostic/source-texts.js'
import { findSarifProblems } from '../../harness/sarif-schema.js'

const run = { version: '0.1.0', exitCode: 0, folder: '', failure: null }

it.each(['usage', 'module', 'environment', 'bug'])('is valid after a failure of the kind %s', (kind) => {
  const failure = { isConfiguration: kind === 'usage', kind, message: 'it "broke"\nhere' }
  const log = renderSarif([], sourceTexts([]), { ...run, exitCode: 3, failure })
  expect(findSarifProblems(log)).toEqual([])
  expect(log).toMatchObject({ runs: [{ results: [], invocations: [{ executionSuccessful: false, exitCode: 3 }] }] })
})

it('has no region in a file that was never read, and counts columns of wide characters and tabs as units', () => {
  const text = 'a: "日本😀"\tb\r\n'
  const start = text.indexOf('b')
  const found = [
    diagnostic('lockfile_missing_error', { file: 'tenon.lock', start: 0, end: 0 }, { file: 'tenon.lock' }),
    diagnostic('manifest_invalid_error', { file: 'a.yaml', start, end: start + 1 }, { problem: 'no' }),
  ]
  const log = renderSarif(found, sourceTexts([{ path: 'a.yaml', text }]), { ...run, folder: 'x/' })
  expect(findSarifProblems(log)).toEqual([])
  const region = { startLine: 1, startColumn: 11, endLine: 1, endColumn: 12, charOffset: 10, charLength: 1 }
  expect(log).toMatchObject({
    runs: [
      {
        results: [
          { locations: [{ physicalLocation: { artifactLocation: { uri: 'x/a.yaml' }, region } }] },
          { locations: [{ physicalLocation: { artifactLocation: { uri: 'x/tenon.lock' } } }] },
        ],
      },
    ],
  })
  expect(JSON.stringify(log).match(/"region"/g)).toHaveLength(1)
})
