import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const spec = `app: { id: desk, name: Desk, tz: Europe/Berlin }

domain:
  actions:
    greet:
      # tenon-ignore spec_effect_unused_warning: it will write
      effects: [compute, write]
      in: { name: text! }
      return: { text: { $expr: { var: input.name } } }

mutations:
  - id: greet
    in: { name: text! }
    run: { actionId: greet, input: {} }
    access: { roles: [authenticated] }
`

async function check(folder: string, ...flags: readonly string[]) {
  const { out, exitCode } = await runTenon(folder, ['check', '--json', ...flags])
  const { diagnostics, summary } = JSON.parse(out)
  return { codes: diagnostics.map(({ code }: { code: string }) => code), summary, exitCode }
}

it('leaves a suppressed warning out of everything that counts warnings', async () => {
  const folder = temporaryFolder({ 'app.yaml': spec })
  const fine = { codes: [], summary: { errors: 0, warnings: 0 }, exitCode: 0 }
  expect(await check(folder, '--fail-on', 'warning')).toEqual(fine)
  const without = temporaryFolder({ 'app.yaml': spec.replace(/ +# tenon.*\n/, '') })
  expect(await check(without, '--fail-on', 'warning')).toMatchObject({
    codes: ['spec_effect_unused_warning'],
    exitCode: 1,
  })
  expect(await check(temporaryFolder({ 'app.yaml': spec.replaceAll('\n', '\r\n') }))).toEqual(fine)
})

it('says nothing of unused suppressions where an error stopped the search', async () => {
  const text = spec.replace(', write', '').replace('input.name', 'input.whoever')
  expect((await check(temporaryFolder({ 'app.yaml': text }))).codes).toEqual(['expression_reference_error'])
})

it('keeps a project with a wrong suppression from being generated', async () => {
  const folder = temporaryFolder({ 'app.yaml': spec.replace(': it will write', '') })
  const { exitCode, out } = await runTenon(folder, ['generate'])
  expect(out).toContain('error[suppression_reason_missing_error]')
  expect(exitCode).toBe(1)
  expect([...readFolder(folder).keys()]).toEqual(['app.yaml'])
})

it('is taken away by --fix when it suppresses nothing, with its line or from the end of one', async () => {
  const text = spec.replace(', write]', '] # tenon-ignore module_unused_warning: who knows')
  const folder = temporaryFolder({ 'app.yaml': text })
  expect((await runTenon(folder, ['check', '--fix'])).out).toMatch(/^fixed 2 of 2:\n/)
  expect(readFileSync(join(folder, 'app.yaml'), 'utf8')).toBe(spec.replace(/ +# tenon.*\n/, '').replace(', write', ''))
})

it('is looked for in the code of guests', async () => {
  const files = Object.fromEntries(
    readFolder(join(root, 'test/generator/diagnostics/guest_require_denied_error/in-a-package')),
  )
  const guest = Object.keys(files).find((path) => /guests\/.*\.ts$/.test(path)) ?? ''
  const code = `const address = 'http://tenon-ignore'\n// tenon-ignore nonsense: no\n${files[guest]}`
  const { codes } = await check(temporaryFolder({ ...files, [guest]: code }))
  expect(codes).toContain('suppression_invalid_error')
})
