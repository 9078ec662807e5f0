import { createRequire } from 'node:module'
import { transformSync } from 'esbuild'
import * as engine from 'tenon/engine'
import * as files from 'tenon/engine/files'
import { expect, it } from 'vitest'
import { engineErrorCodes } from '../../../src/engine/engine-error.js'
import { readText } from '../../harness/source-files.js'

const text = readText('docs/engine/require.md')

function blocksOf(language: string): readonly string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter(([, of]) => of === language)
    .map(([, , code]) => code ?? '')
}

function run(code: string, scope: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const module = { exports: {} }
  const nodeRequire = createRequire(import.meta.url)
  const known: Readonly<Record<string, unknown>> = { 'tenon/engine': engine, 'tenon/engine/files': files }
  const require = (name: string): unknown => known[name] ?? nodeRequire(name)
  const { code: script } = transformSync(code, { loader: 'ts', format: 'cjs' })
  new Function('module', 'exports', 'require', ...Object.keys(scope), script)(
    module,
    module.exports,
    require,
    ...Object.values(scope),
  )
  return module.exports
}

it('shows an example that gives what the guide says', async () => {
  const { total } = run(blocksOf('ts')[0] ?? '') as { readonly total: () => Promise<unknown> }
  expect(await total()).toBe(6)
  expect(text).toContain('`total()` gives `6`')
})

it('shows settings for the disk that a factory takes', async () => {
  const dir = new URL('.', import.meta.url).pathname
  const code = (blocksOf('js')[0] ?? '').replace('const require', 'export const settings')
  const settings = run(code, { dir }).settings as engine.RequireSettings
  const runtime = await new engine.FactoryBuilder({ require: settings }).build().newOwnedRuntime()
  expect(await runtime.runScript('main.js', 'require.resolve("./guide.test")')).toBe(`${dir}guide.test.ts`)
  await runtime.close()
})

it('names every code that modules fail with', () => {
  const codes = engineErrorCodes.filter((code) => code.startsWith('ERR_MODULE_'))
  for (const code of codes) expect(text).toContain(`\`${code}\``)
})
