import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { declareTypes, installTenon, runProcess } from '../harness/installed-tenon.js'
import { runTenon } from '../harness/run-tenon.js'
import { listSamples } from '../harness/sample.js'
import { root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

const samples = 'test/generator/samples'

/** A copy of the inputs of a sample, in a folder of its own. */
function copyOf(sample: string): string {
  const folder = temporaryFolder({ 'package.json': '{ "type": "module" }' })
  cpSync(join(root, sample), folder, { recursive: true, filter: (path) => !/[/\\]_[^/\\]*$/.test(path) })
  return folder
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  expect(text).toContain(from)
  writeFileSync(file, text.replace(from, to))
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Each runs TypeScript several times. */
const slow = { timeout: 120_000 }

describe('code that is right', slow, () => {
  it.each(listSamples(samples, 1).filter((name) => existsSync(join(root, samples, name, 'modules.yaml'))))(
    'is found right in %s',
    async (name) => {
      expect(await runTenon(copyOf(`${samples}/${name}`), ['check'])).toMatchObject({ exitCode: 0, error: '' })
    },
  )

  it('is found right in the example', async () => {
    const { exitCode, out } = await runTenon(join(root, 'examples/helpdesk'), ['check'])
    expect([exitCode, out]).toEqual([0, expect.not.stringContaining('_type_error')])
  })

  it('is read as strictly as the project reads it', async () => {
    const folder = copyOf(`${samples}/port`)
    edit(join(folder, 'providers/mail.ts'), 'export default', 'export const loose = (value) => value\n\nexport default')
    expect((await runTenon(folder, ['check'])).out).toContain(
      "Parameter 'value' implicitly has an 'any' type. (TS7006)",
    )
    writeFileSync(join(folder, 'tsconfig.base.json'), '{ "compilerOptions": { "noImplicitAny": false } }')
    writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "./tsconfig.base.json" }')
    expect((await runTenon(folder, ['check'])).exitCode).toBe(0)
  })

  it('may use Node, its packages and its aliases', async () => {
    const folder = copyOf(`${samples}/port`)
    const lines = [
      "import { createHash, type Hash } from 'node:crypto'",
      "import { shout } from '@words/shout.js'",
      "import { untyped } from 'untyped'",
      'export const hash: Hash = createHash(untyped(process.env.HASH ?? shout("sha256")))',
      'export const bytes = Buffer.from("")',
    ]
    edit(join(folder, 'providers/mail.ts'), 'import {', `${lines.join('\n')}\nimport {`)
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "paths": { "@words/*": ["./words/*"] } } }')
    for (const [file, text] of [
      ['words/shout.ts', 'export const shout = (word: string): string => word.toUpperCase()\n'],
      ['node_modules/untyped/package.json', '{ "name": "untyped", "version": "1.0.0", "main": "index.js" }'],
      ['node_modules/untyped/index.js', 'exports.untyped = (name) => name\n'],
    ] as const)
      write(join(folder, file), text)
    expect(await runTenon(folder, ['check'])).toMatchObject({ exitCode: 0, error: '' })
  })
})

describe('code that is wrong', slow, () => {
  const mail = "const mail = { kind: 'provider', activate: () => ({ 'mail.send': () => ({ id: 'm' }) }) } as const\n"

  it.each([
    ['by its name', `${mail}export default mail\n`],
    ['in a list', `${mail}export { mail as default }\n`],
    ['from another file', "export { default } from './real.js'\n"],
    [
      'as what a class makes',
      "class Mail { kind = 'provider' as const; activate() { return {} } }\nexport default new Mail()\n",
    ],
    ['as a function', 'export default function mail() {}\n'],
    ['in the untyped form', "export default { manifest: { providerId: 'mail' }, activate: () => ({ invoke() {} }) }\n"],
  ])('is found when it is exported %s', async (_, text) => {
    const folder = copyOf(`${samples}/port`)
    write(join(folder, 'providers/real.ts'), `${mail}export default mail\n`)
    write(join(folder, 'providers/mail.ts'), text)
    expect((await runTenon(folder, ['check'])).out).toContain('error[provider_type_error]: provider "mail"')
  })
})

describe('an installed package', slow, () => {
  it('says its types in declarations', async () => {
    const tenon = await installTenon()
    try {
      await declareTypes(tenon)
      const folder = copyOf(`${samples}/port`)
      const check = () => runProcess([process.execPath, tenon.command, 'check'], { directory: folder })
      expect(await check()).toMatchObject({ exitCode: 0 })
      edit(join(folder, 'providers/mail.ts'), 'message_id: `', 'id: `')
      expect((await check()).out).toContain('is not of the type of the port "mail.send"')
    } finally {
      tenon.remove()
    }
  })
})

describe('the contracts that code is held against', slow, () => {
  it('are those of the spec as it is, whatever was generated', async () => {
    const folder = copyOf(`${samples}/port`)
    const mail = join(folder, 'providers/mail.ts')
    edit(
      mail,
      'import {',
      "import type { MailSendInput } from './input.js'\nexport const first: MailSendInput | null = null\nimport {",
    )
    write(join(folder, 'providers/input.ts'), "export type { MailSendInput } from '../generated/desk/contracts.js'\n")
    write(join(folder, 'generated/desk/contracts.ts'), 'export type Ports = never\n')
    expect((await runTenon(folder, ['check'])).out).not.toContain('provider_type_error')
  })
})

describe('a check of types', slow, () => {
  it('is not done again while nothing has changed', async () => {
    const folder = copyOf(`${samples}/port`)
    expect((await runTenon(folder, ['build'])).exitCode).toBe(0)
    const record = join(folder, '.tenon/desk.code-types.json')
    const { files, key } = JSON.parse(readFileSync(record, 'utf8'))
    expect(Object.keys(files)).toEqual(['providers/mail.ts'])
    // Were the provider looked at again, this would be found.
    edit(join(folder, 'providers/mail.ts'), 'config.retries}', 'config.retry}')
    writeFileSync(record, JSON.stringify({ key, files: {} }))
    expect((await runTenon(folder, ['check'])).exitCode).toBe(0)
    writeFileSync(record, JSON.stringify({ key, files }))
    expect((await runTenon(folder, ['check'])).out).toContain('provider_type_error')
    expect((await runTenon(folder, ['check', '--no-types'])).exitCode).toBe(0)
  })

  it('is done again when the config in the manifest has changed', async () => {
    const folder = copyOf(`${samples}/port`)
    expect((await runTenon(folder, ['build'])).exitCode).toBe(0)
    edit(join(folder, 'modules.yaml'), 'retries: 3', 'retries: three')
    expect((await runTenon(folder, ['check'])).out).toContain('of its config')
  })
})
