import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transform } from 'esbuild'
import { expect, it } from 'vitest'
import { installTenon, runProcess } from '../harness/installed-tenon.js'
import { readText, root } from '../harness/source-files.js'
import { temporaryFolder } from '../harness/temporary-folder.js'

/** The code blocks of the guide, by language. */
function blocksOf(language: string): readonly string[] {
  const text = readText('docs/engine/README.md')
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter(([, of]) => of === language)
    .map(([, , block]) => block ?? '')
}

const [example = ''] = blocksOf('ts')

it('shows an example that type-checks', { timeout: 60_000 }, () => {
  const options = { strict: true, noEmit: true, target: 'es2022', module: 'nodenext', skipLibCheck: true, types: [] }
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'example.ts': example,
    'tsconfig.json': JSON.stringify({
      compilerOptions: { ...options, lib: ['es2022'], paths: { 'tenon/engine': [join(root, 'src/engine.ts')] } },
      files: ['example.ts'],
    }),
  })
  const { stdout } = spawnSync(join(root, 'node_modules', '.bin', 'tsc'), ['-p', folder], { encoding: 'utf8' })
  expect(stdout.split('\n').filter((line) => line.includes('example.ts'))).toEqual([])
})

it('shows an example that gives what the guide says', { timeout: 60_000 }, async () => {
  const installed = await installTenon()
  try {
    const folder = join(dirname(installed.command), '..', '..')
    const { code } = await transform(example, { loader: 'ts', format: 'esm' })
    writeFileSync(join(folder, 'example.mjs'), `${code}\nconsole.log(await countBolts())\n`)
    const { out, error } = await runProcess([process.execPath, 'example.mjs'], { directory: folder })
    expect([out, error]).toEqual(['In stock: 5\n', ''])
    expect(readText('docs/engine/README.md')).toContain('`countBolts()` gives `In stock: 5`.')
  } finally {
    installed.remove()
  }
})
