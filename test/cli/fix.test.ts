import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const spec = `app: { id: desk, name: Desk, tz: Europe/Berlin }

domain:
  actions:
    # Greets.
    greet:
      efects: [compute, write] # too much
      in: { name: text!, greeting: string }
      return: { text: { $expr: { var: input.nam } } }

mutations:
  - id: greet
    in: { name: text!, greeting: text }
    run: { actionId: gret, input: {} }
    access: { roles: [authenticated] }
`

const right = spec
  .replace('efects: [compute, write]', 'effects: [compute]')
  .replace('string }', 'text }')
  .replace('input.nam ', 'input.name ')
  .replace('gret', 'greet')

function read(folder: string, file = 'app.yaml'): string {
  return readFileSync(join(folder, file), 'utf8')
}

describe('check --fix', () => {
  it('does what is safe, pass after pass, and says so', async () => {
    const folder = temporaryFolder({ 'app.yaml': spec, 'modules.yaml': 'modules: []\n' })
    const { out, exitCode } = await runTenon(folder, ['check', '--fix'])
    expect(out).toBe(`fixed 6 of 6:
  app.yaml: write "effects" for "efects" (spec_unknown_key_error)
  app.yaml: write "text" for "string" (unsupported_scalar_type)
  modules.yaml: write "tenon: 1" in the first line (manifest_version_unsupported_error)
  app.yaml: remove the effect "write" (spec_effect_unused_warning)
  app.yaml: write "name" for "nam" (expression_reference_error)
  app.yaml: write "greet" for "gret" (spec_reference_not_found_error)
desk: fine (0 queries, 1 mutation, 0 modules)
`)
    expect(exitCode).toBe(0)
    expect(read(folder)).toBe(right)
    expect(read(folder, 'modules.yaml')).toBe('tenon: 1\nmodules: []\n')
    expect([...readFolder(folder).keys()]).toEqual(['app.yaml', 'modules.yaml'])
  })

  it('says once what it does in several places', async () => {
    const queries = right
      .replace('[authenticated]', '[authenticatd]')
      .concat(
        '  - { id: again, in: { name: text! }, run: { actionId: greet, input: {} }, access: { roles: [authenticatd] } }\n',
      )
    const { out } = await runTenon(temporaryFolder({ 'app.yaml': queries }), ['check', '--fix'])
    expect(out).toMatch(/^fixed 2 of 2:\n {2}app.yaml: write "authenticated" for "authenticatd" \(\w+\), 2 times\n/)
  })

  it('keeps what it does not change: a byte order mark, line ends, the mode of the file', async () => {
    const written = `\ufeff${spec.replaceAll('\n', '\r\n')}`
    const folder = temporaryFolder({ 'app.yaml': written })
    chmodSync(join(folder, 'app.yaml'), 0o640)
    expect((await runTenon(folder, ['check', '--fix'])).exitCode).toBe(0)
    expect(read(folder)).toBe(`\ufeff${right.replaceAll('\n', '\r\n')}`)
    expect(statSync(join(folder, 'app.yaml')).mode & 0o777).toBe(0o640)
  })

  it('leaves what remains, and ends as that does', async () => {
    const folder = temporaryFolder({ 'app.yaml': right.replace('effects', 'efects').replace('text }', 'nonsense }') })
    const { out, exitCode } = await runTenon(folder, ['check', '--fix', '--json'])
    const { diagnostics, result } = JSON.parse(out)
    expect(exitCode).toBe(1)
    expect(result).toEqual({
      fixed: [{ code: 'spec_unknown_key_error', file: 'app.yaml', title: 'write "effects" for "efects"' }],
    })
    expect(diagnostics).toMatchObject([{ code: 'unsupported_scalar_type', fixes: [] }])
    const again = await runTenon(folder, ['check', '--fix'])
    expect(again.out).toMatch(/^fixed 0 of 1: nothing that is found has a safe fix\n\nerror\[unsupported_scalar_type\]/)
  })

  it('has the result of a check where all is fine', async () => {
    const folder = temporaryFolder({ 'app.yaml': right })
    const fixed = JSON.parse((await runTenon(folder, ['check', '--fix', '--json'])).out)
    const checked = JSON.parse((await runTenon(folder, ['check', '--json'])).out)
    expect(fixed.result).toEqual({ ...checked.result, fixed: [] })
  })

  it('changes no file outside of the project', async () => {
    const elsewhere = temporaryFolder({ 'app.yaml': spec })
    const folder = temporaryFolder({ 'package.json': '{}' })
    symlinkSync(join(elsewhere, 'app.yaml'), join(folder, 'app.yaml'))
    const { out } = await runTenon(folder, ['check', '--fix'])
    expect(out).toMatch(/^fixed 0 of 2/)
    expect(read(elsewhere)).toBe(spec)
    const installed = temporaryFolder({ 'node_modules/desk/app.yaml': spec, 'package.json': '{}' })
    await runTenon(installed, ['check', '--fix', '-c', 'node_modules/desk/app.yaml'])
    expect(read(installed, 'node_modules/desk/app.yaml')).toBe(spec)
  })

  it('offers in --json what is not safe, and leaves it', async () => {
    const text = right
      .replace('[authenticated]', '[agen]')
      .concat(
        'access:\n  default_policy: deny\n  roles:\n    agent: { derive: { auth_claim_equals: [desk, true] } }\n    agene: { derive: { auth_claim_equals: [desk, true] } }\n',
      )
    const folder = temporaryFolder({ 'app.yaml': text })
    const { diagnostics } = JSON.parse((await runTenon(folder, ['check', '--fix', '--json'])).out)
    const { fixes } = diagnostics.find(({ message }: { message: string }) => message.includes('"agen"'))
    expect(fixes).toMatchObject([
      { title: 'write "agene" for "agen"', isSafe: false },
      { title: 'write "agent" for "agen"', isSafe: false },
    ])
    expect(read(folder)).toBe(text)
  })
})
