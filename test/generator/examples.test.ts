import { join } from 'node:path'
import { expect, it } from 'vitest'
import { examples } from '../../generator/diagnostic/examples.js'
import type { JsonDiagnostic } from '../../generator/diagnostic/render-json.js'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const project = Object.fromEntries(readFolder(join(root, 'test/generator/explained')))

async function check(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const { out } = await runTenon(temporaryFolder(files), ['check', '--json', ...flags])
  const diagnostics: readonly JsonDiagnostic[] = JSON.parse(out).diagnostics
  return diagnostics.map(({ code }) => code)
}

it('is right where every example is right', async () => {
  expect(await check(project)).toEqual([])
})

it.each(Object.entries(examples))('%s', async (code, { file, wrong, right }) => {
  const pieces = project[file]?.split(right) ?? []
  expect(pieces, 'the right piece stands in the app once').toHaveLength(2)
  // Types are the compiler's to find, and cost more than all the rest.
  const flags = code === 'guest_type_error' || code === 'provider_type_error' ? [] : ['--no-types']
  expect(await check({ ...project, [file]: pieces.join(wrong) }, ...flags)).toContain(code)
})
