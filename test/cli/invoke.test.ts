import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { readFolder } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

function project(name: string, more: Readonly<Record<string, string>> = {}): string {
  const files = [...readFolder(join(root, 'test/generator/samples', name))].filter(([path]) => !path.startsWith('_'))
  return temporaryFolder({ ...Object.fromEntries(files), ...more })
}

const notes = () => project('notes')
const caller = ['--as', '{"subject":"u1"}']

describe('invoke', () => {
  it('prints the envelope, and nothing else on stdout', async () => {
    const { exitCode, out, error } = await runTenon(notes(), ['invoke', 'query', 'my_notes', ...caller])
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' })
    expect(JSON.parse(out)).toMatchObject({ status: 'ok', ok: true, output: { rows: [] } })
  })

  it('prints the document with the envelope as its result', async () => {
    const { exitCode, out } = await runTenon(notes(), [
      'invoke',
      'mutation',
      'write_note',
      ...caller,
      '--input',
      '{"text":"Buy oak"}',
      '--json',
    ])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      command: 'invoke',
      ok: true,
      result: { status: 'ok', output: { id: expect.stringMatching(/^note_/) }, meta: { outcome: 'success' } },
    })
  })

  it('opens a route', async () => {
    const { exitCode, out } = await runTenon(project('routes'), ['invoke', 'route', 'desk_printed'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ status: 'ok', output: { screen: 'print', hidden: [] } })
  })

  it('ends with 1 where the call is refused, and says which member is wrong', async () => {
    const { exitCode, out } = await runTenon(notes(), [
      'invoke',
      'query',
      'my_notes',
      ...caller,
      '--input',
      '{"page":"two"}',
      '--json',
    ])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      result: { status: 'rejected', violations: [{ code: 'validation_error', path: 'page' }] },
    })
  })

  it('knows an entrypoint that is not there', async () => {
    const { exitCode, out } = await runTenon(notes(), ['invoke', 'query', 'toString'])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out).violations).toMatchObject([{ code: 'entrypoint_not_found_error' }])
  })

  it('takes the input from a file or from standard input', async () => {
    const folder = project('notes', { 'input.json': '{"text":"From a file"}' })
    const call = ['invoke', 'mutation', 'write_note', ...caller, '--input']
    expect((await runTenon(folder, [...call, '@input.json'])).exitCode).toBe(0)
    expect((await runTenon('/', [...call, '@input.json', '-C', folder])).exitCode).toBe(0)
    expect((await runTenon(folder, [...call, '-'], { input: '{"text":"Piped"}' })).exitCode).toBe(0)
    expect((await runTenon(folder, [...call, '-'], { input: '{"text":' })).exitCode).toBe(2)
  })

  it.each(['null', '[]', '7', '"text"', '{"__proto__":{"text":"x"}}', '{"text":{"text":"x"}}'])(
    'answers --input %s with an envelope',
    async (input) => {
      const { exitCode, out } = await runTenon(notes(), [
        'invoke',
        'mutation',
        'write_note',
        ...caller,
        '--input',
        input,
      ])
      expect(exitCode).toBe(1)
      expect(JSON.parse(out).status).toBe('rejected')
    },
  )

  it('answers an input of any depth and size with an envelope', async () => {
    const deep = `{"text":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
    const large = JSON.stringify({ text: 'x'.repeat(10_000_000) })
    const call = ['invoke', 'mutation', 'write_note', ...caller, '--input', '-']
    const folder = notes()
    expect(JSON.parse((await runTenon(folder, call, { input: deep })).out).status).toBe('rejected')
    expect(JSON.parse((await runTenon(folder, call, { input: large })).out).status).toBe('ok')
  })

  it('never prints a stack', async () => {
    const failing = {
      'providers/clock.mjs': "export default { kind: 'provider', activate() { throw new Error('no clock') } }\n",
    }
    const { exitCode, out, error } = await runTenon(project('port', failing), [
      'invoke',
      'mutation',
      'notify',
      '--input',
      '{"to":"a","subject":"b"}',
    ])
    expect(exitCode).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ status: 'error', error: { code: 'activation_error' } })
    expect(out + error).not.toMatch(/^\s+at /m)
  })

  it('says that a module breaks as soon as it is loaded', async () => {
    const broken = { 'providers/clock.mjs': "throw new Error('no clock')\nexport default {}\n" }
    const { exitCode, out, error } = await runTenon(project('port', broken), ['invoke', 'mutation', 'notify'])
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(error).toBe('tenon: a module fails as soon as it is loaded: no clock\n')
  })

  it('reports a project that does not compile on stderr', async () => {
    const { exitCode, out, error } = await runTenon(project('notes', { 'modules.yaml': 'tenon: 1\n' }), [
      'invoke',
      'query',
      'my_notes',
    ])
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' })
    expect(error).toContain('error[port_unbound_error]')
  })

  it('keeps what it stores where the project lies', async () => {
    const folder = project('notes', {
      'modules.yaml':
        'tenon: 1\nmodules:\n  - { id: store, kind: provider, source: "tenon:sqlite", config: { file: "./${env:NAME:-notes}.db" } }\n  - { id: ids, kind: provider, source: "tenon:ids" }\n',
    })
    const environment = { NAME: 'mine' }
    const write = [
      'invoke',
      'mutation',
      'write_note',
      ...caller,
      '--input',
      '{"text":"Kept"}',
      '--key',
      'k1',
      '-C',
      folder,
    ]
    expect(JSON.parse((await runTenon('/', write, { environment })).out).status).toBe('ok')
    expect(JSON.parse((await runTenon('/', write, { environment })).out).status).toBe('replayed')
    const { out } = await runTenon(folder, ['invoke', 'query', 'my_notes', ...caller], { environment })
    expect(JSON.parse(out).output.rows).toMatchObject([{ text: 'Kept' }])
    expect([...readFolder(folder).keys()]).toContain('mine.db')
  })
})
