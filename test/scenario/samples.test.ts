import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

describe('the scenarios of samples', () => {
  it.each([
    ['flow-steps', 1],
    ['flows', 1],
    ['whole-language', 3],
  ])('come true: %s', { timeout: 60_000 }, async (sample, count) => {
    const folder = temporaryFolder()
    cpSync(join(root, 'test/generator/samples', sample), folder, { recursive: true })
    const told = await runTenon(folder, ['test'])
    expect(told).toMatchObject({ exitCode: 0, out: expect.stringContaining(`${count} passed, 0 failed`) })
  })
})
