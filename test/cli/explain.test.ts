import { expect, it } from 'vitest'
import { catalogue } from '../../generator/diagnostic/catalogue.js'
import { runTenon } from '../harness/run-tenon.js'

it('explains a code without a project', async () => {
  const { exitCode, out, error } = await runTenon('/', ['explain', 'port_unbound_error'])
  expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' })
  expect(out).toMatch(/^error\[port_unbound_error\]: no module of <manifest> provides the port <port>@<version>/)
  expect(out).toContain('Some entrypoint reaches a step that calls this port')
  expect(out).toContain(`
What to do: Add a module to the manifest that provides it.

Wrong, in modules.yaml:

    # and no module that provides ids.generate

Right:

    - id: ids
      kind: provider
      source: "tenon:ids"
`)
})

it('has no example of what is no mistake in a text', async () => {
  const { out } = await runTenon('/', ['explain', 'lockfile_missing_error'])
  expect(out).toMatch(/\nWhat to do: Run "tenon build" without --frozen and commit the file\.\n$/)
  expect(
    JSON.parse((await runTenon('/', ['explain', 'lockfile_missing_error', '--json'])).out).result.example,
  ).toBeNull()
})

it.each([['explain', '--list'], ['explain']])('lists every code: tenon %s %s', async (...args) => {
  const { exitCode, out } = await runTenon(
    '/',
    args.filter((word) => word !== undefined),
  )
  expect(exitCode).toBe(0)
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(Object.keys(catalogue).sort())
})

it('explains in JSON', async () => {
  const one = JSON.parse((await runTenon('/', ['explain', 'bundle_error', '--json'])).out)
  expect(one).toMatchObject({ ok: true, command: 'explain', result: { code: 'bundle_error', severity: 'error' } })
  const all = JSON.parse((await runTenon('/', ['explain', '--list', '--json'])).out)
  expect(all.result).toHaveLength(Object.keys(catalogue).length)
})

it.each(Object.keys(catalogue))('has something to say about %s', async (code) => {
  const { result } = JSON.parse((await runTenon('/', ['explain', code, '--json'])).out)
  expect(result.text.length).toBeGreaterThan(60)
  expect(result.help).toMatch(/\.$/)
  expect(result.message).not.toMatch(/[{}]/)
})
