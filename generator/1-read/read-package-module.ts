import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import type { ModuleSource } from '../artifact/source-set.js'
import { explainBuild, messagesOf } from './explain-build.js'
import { loadEsbuild } from './load-esbuild.js'
import { isAbsence } from './read-source.js'

/** A module from an installed package: its entry as an import would resolve it, and the version it has. */
export async function readPackageModule(source: string, projectDir: string): Promise<ModuleSource> {
  try {
    const entry = await findEntry(source, projectDir)
    const bytes = await readFile(entry)
    return {
      kind: 'found',
      specifier: source,
      version: await findVersion(dirname(entry)),
      integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}`,
      hasDefaultExport: await hasDefault(source, projectDir),
      reads: [entry],
    }
  } catch (failure) {
    const isMissing = messagesOf(failure).some(({ text }) => text.startsWith('Could not resolve'))
    return isMissing ? { kind: 'missing', tried: [`node_modules/${source}`] } : explainBuild(failure)
  }
}

// esbuild resolves what an import of the emitted factory would, export conditions included.
async function findEntry(source: string, projectDir: string): Promise<string> {
  const { build } = loadEsbuild()
  const { metafile } = await build({
    ...settings(projectDir),
    stdin: { contents: `import ${JSON.stringify(source)}`, resolveDir: projectDir },
    plugins: [entryOnly],
  })
  const [entry] = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>')
  if (entry === undefined) throw new Error(`bug: ${source} was resolved to nothing`)
  return resolve(projectDir, entry)
}

async function hasDefault(source: string, projectDir: string): Promise<boolean> {
  const { build } = loadEsbuild()
  try {
    const contents = `export { default } from ${JSON.stringify(source)}`
    await build({ ...settings(projectDir), stdin: { contents, resolveDir: projectDir }, plugins: [entryOnly] })
    return true
  } catch (failure) {
    if (messagesOf(failure).some(({ text }) => text.startsWith('No matching export'))) return false
    throw failure
  }
}

function settings(projectDir: string) {
  return {
    absWorkingDir: projectDir,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    treeShaking: false,
    logLevel: 'silent',
  } as const
}

// What the entry imports in its turn is its own matter.
const entryOnly: Plugin = {
  name: 'entry-only',
  setup: ({ onResolve }) => {
    onResolve({ filter: /./ }, ({ importer, path }) => (importer === '<stdin>' ? null : { path, external: true }))
  },
}

// The nearest package.json upwards that has a version: those in between only set the module type.
async function findVersion(dir: string): Promise<string | null> {
  const version = await readVersion(join(dir, 'package.json'))
  if (version !== null || dirname(dir) === dir) return version
  return findVersion(dirname(dir))
}

async function readVersion(path: string): Promise<string | null> {
  try {
    const { version } = JSON.parse(await readFile(path, 'utf8')) as { readonly version?: unknown }
    return typeof version === 'string' ? version : null
  } catch (refusal) {
    if (isAbsence(refusal) || refusal instanceof SyntaxError) return null
    throw refusal
  }
}
