import { describe, expect, it } from 'vitest'
import { checkProject } from '../../../generator/build.js'
import { baseNames, layOut, openBase } from './base.js'
import { checkTexts, sortOut } from './check-texts.js'

// The corpus is only worth what its bases are: nothing is wrong with them, in memory and on disk alike.
describe.each(baseNames)('the base %s', (name) => {
  it('is correct', async () => {
    const { folder, texts } = openBase(name)
    const { errors, warnings, messages } = await checkTexts(folder, texts)
    expect({ errors, warnings }, messages.join('\n')).toEqual({ errors: [], warnings: [] })
  })

  it('is correct on disk', async () => {
    const request = { project: { cwd: layOut(name) }, lock: null, overwrites: false, phase: () => Promise.resolve() }
    const { ok, diagnostics, texts } = await checkProject(request)
    expect({ ok, ...sortOut(diagnostics, texts) }).toEqual({ ok: true, errors: [], warnings: [], messages: [] })
  })
})
