import { expect, it } from 'vitest'
import { diagnosticsPage } from '../../generator/diagnostic/diagnostics-page.js'
import { listSamples } from '../harness/sample.js'
import { readText } from '../harness/source-files.js'

const folder = 'test/generator/diagnostics'

it('is current: npm run build && node scripts/diagnostics-docs.mjs', () => {
  const samples = listSamples(folder, 1).map((code) => {
    const [first] = listSamples(`${folder}/${code}`, 1)
    return [code, readText(`${folder}/${code}/${first}/_want.txt`)] as const
  })
  expect(readText('docs/diagnostics.md') === diagnosticsPage(new Map(samples))).toBe(true)
})
