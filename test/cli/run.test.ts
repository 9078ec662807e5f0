import { describe, expect, it } from 'vitest'
import { runTenon } from '../harness/run-tenon.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const geo = `import { defineNative } from 'tenon/provider'
export default defineNative({ name: 'geo', capabilities: ['pure'], exports: { add: (left: number, right: number) => left + right } })
`
const team = `import { defineInitializer } from 'tenon/provider'
export default defineInitializer<{ name: string }>({
  id: 'team',
  registers: ['team'],
  init: ({ registry, config }) => registry.register('team', { capabilities: ['pure'], exports: { name: () => config.name } }),
})
`

function project(files: Readonly<Record<string, string>>): string {
  return temporaryFolder({
    'app.yaml': 'app: { id: scripts, name: Scripts, tz: UTC }\n',
    'modules.yaml': `tenon: 1
presets: [tenon:safe]
modules:
  - { id: geo, kind: native, source: ./geo.ts, capabilities: [pure] }
  - { id: team, kind: initializer, source: ./team.ts, registers: [team], config: { name: "\${env:TEAM:-night}" } }
`,
    'geo.ts': geo,
    'team.ts': team,
    ...files,
  })
}

describe('tenon run', () => {
  it('gives a script the natives of the manifest and its presets, its own files, and time for what it began', async () => {
    const folder = project({
      'main.ts': `const { greet } = require('./lib/greet')
const sum: number = require('geo').add(2, 3)
console.log(greet(require('team').name()), sum, require('node:path').join('a', '..', 'b'))
setTimeout(() => console.log('later'), 5)
`,
      'lib/greet.ts': `export const greet = (name: string): string => 'hello ' + name\n`,
    })
    const { exitCode, out } = await runTenon(folder, ['run', 'main.ts'])
    expect(out).toBe('hello night 5 b\nlater\n')
    expect(exitCode).toBe(0)
  })

  it('gives the completion value as JSON, and what the script says beside it', async () => {
    const folder = project({ 'main.js': `console.log('said'); Promise.resolve({ n: 1 })` })
    const { out, error } = await runTenon(folder, ['run', 'main.js', '--json'])
    expect(JSON.parse(out)).toMatchObject({ ok: true, command: 'run', result: { value: { n: 1 } } })
    expect(error).toContain('said')
  })

  it('ends with 1 and the places of the script where it throws', async () => {
    const folder = project({ 'main.js': 'function f() { throw new TypeError("no") }\nf()' })
    const { exitCode, out, error } = await runTenon(folder, ['run', 'main.js'])
    expect([exitCode, out]).toEqual([1, ''])
    expect(error).toMatch(/TypeError: no\n\s+at f \(.*main\.js:1:/)
  })

  it.each([
    [`require('fs')`, 'ERR_MODULE_NOT_FOUND'],
    [`require('../outside')`, 'ERR_MODULE_NOT_FOUND'],
  ])('has nothing else: %s', async (source, code) => {
    const folder = project({ 'main.js': `try { ${source} } catch (error) { console.log(error.code) }` })
    expect((await runTenon(folder, ['run', 'main.js'])).out).toBe(`${code}\n`)
  })

  it('ends with 2 where there is no such script', async () => {
    const { exitCode, error } = await runTenon(project({}), ['run', 'none.js'])
    expect(exitCode).toBe(2)
    expect(error).toContain('the script none.js cannot be read')
  })
})
