import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { isThere, readText, root } from './harness/source-files.js'

/** Every public entry with its source, and whether a browser must be able to load it. */
const entries: readonly (readonly [name: string, source: string, host: 'any' | 'node'])[] = [
  ['./compile', 'generator/compile-app.ts', 'node'],
  ['./define', 'generator/define.ts', 'node'],
  ['./engine', 'src/engine.ts', 'node'],
  ['./engine/files', 'src/engine-files.ts', 'node'],
  ['./engine/worker', 'src/host/node/guest-worker/worker-vms.ts', 'node'],
  ['./http', 'src/http.ts', 'any'],
  ['./program', 'src/program.ts', 'any'],
  ['./provider', 'src/provider.ts', 'any'],
  ['./provider/ids', 'src/provider/ids.ts', 'any'],
  ['./runtime', 'src/runtime.ts', 'any'],
  ['./store/memory', 'src/store/memory/index.ts', 'any'],
  ['./store/sqlite', 'src/store/sqlite/index.ts', 'node'],
  ['./surface', 'src/surface.ts', 'any'],
  ['./testing', 'src/testing.ts', 'any'],
]

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>
  readonly bin: Readonly<Record<string, string>>
  readonly files: readonly string[]
}

const manifest: Manifest = JSON.parse(readText('package.json'))

/** Where `tsc -b` puts what it makes of a source file. */
function emitted(source: string, extension: '.js' | '.d.ts'): string {
  return `./dist/${source.replace(/\.ts$/, extension)}`
}

/** The imports that are left when a text is bundled for a browser. */
async function bundleForBrowser(contents: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['node:*'],
    logLevel: 'silent',
  })
  return Object.values(metafile.outputs).flatMap((output) => output.imports.map((found) => found.path))
}

describe('package exports', () => {
  it('are the listed ones, types beside the code', () => {
    const natives = { types: './dist/src/module/*/index.d.ts', default: './dist/src/module/*/index.js' }
    const expected = Object.fromEntries(
      entries.map(([name, source]) => [name, { types: emitted(source, '.d.ts'), default: emitted(source, '.js') }]),
    )
    const files = {
      './schema/answer.json': './docs/schema/answer.schema.json',
      './package.json': './package.json',
    }
    expect(manifest.exports).toEqual({ ...expected, './module/*': natives, ...files })
  })

  it('have files that are published', () => {
    expect(manifest.files).toContain('docs/schema')
    expect(isThere('docs/schema/answer.schema.json')).toBe(true)
  })

  it.each(entries)('%s has its source %s', (_name, source) => {
    expect(isThere(source)).toBe(true)
  })

  it('have a command with a shebang', () => {
    // Bundled, by `scripts/bundle-cli.mjs`.
    expect(manifest.bin).toEqual({ tenon: './dist/cli/main.js' })
    expect(readText('generator/cli/main.ts').split('\n')[0]).toBe('#!/usr/bin/env node')
  })

  const portable = entries.filter(([, , host]) => host === 'any')
  it.each(portable)('%s bundles for a browser and leaves no import behind', async (_name, source) => {
    // The namespace as a value: from `export *` alone, esbuild would drop a module whose one export is its default.
    expect(await bundleForBrowser(`import * as all from './${source}'\nexport { all }`)).toEqual([])
  })
})

describe('the check of exports', () => {
  it('sees an import of Node, and a package that a browser cannot load', async () => {
    expect(await bundleForBrowser("import { join } from 'node:path'\nexport { join }")).toEqual(['node:path'])
    await expect(bundleForBrowser("import Database from 'better-sqlite3'\nexport { Database }")).rejects.toThrow(
      'resolve',
    )
  })
})
