import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import type { ModuleSource } from '../artifact/source-set.js'
import { sayRefusal } from '../diagnostic/environment-failure.js'
import { explainBuild, unreadable } from './explain-build.js'
import { findMissingPackages } from './find-missing-packages.js'
import { loadEsbuild } from './load-esbuild.js'
import { relativePath } from './read-project.js'
import { isAbsence } from './read-source.js'

/** A module of the project itself: bundled as it would be loaded, for its exports and its integrity. */
export async function readFileModule(source: string, projectDir: string): Promise<ModuleSource> {
  const found = findFile(source, projectDir)
  if (found.kind !== 'file') return found
  return bundle(found.absolute, projectDir)
}

/** The same of a module whose code is read elsewhere, and which has no exports and no integrity of its own. */
export function findFileModule(source: string, projectDir: string): ModuleSource {
  const found = findFile(source, projectDir)
  if (found.kind !== 'file') return found
  const specifier = relativePath(projectDir, found.absolute)
  return { kind: 'found', specifier, version: null, integrity: '', hasDefaultExport: false }
}

type Found = { readonly kind: 'file'; readonly absolute: string } | Exclude<ModuleSource, { readonly kind: 'found' }>

// The path as it is written, because a guessed ending would be a second name for one module.
function findFile(source: string, projectDir: string): Found {
  const absolute = resolve(projectDir, source)
  if (!/\.[cm]?[jt]sx?$/.test(source) && extname(source) !== '')
    return unreadable('it is neither TypeScript nor JavaScript')
  try {
    const found = statSync(absolute)
    if (found.isFile()) return { kind: 'file', absolute }
    return unreadable(found.isDirectory() ? 'it is a folder, not a file' : 'it is no regular file')
  } catch (refusal) {
    if (!isAbsence(refusal)) return unreadable(sayRefusal(refusal))
    return { kind: 'missing', tried: [relativePath(projectDir, absolute)] }
  }
}

async function bundle(absolute: string, projectDir: string): Promise<ModuleSource> {
  const { build } = loadEsbuild()
  const packages: string[] = []
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [absolute],
      absWorkingDir: projectDir,
      bundle: true,
      write: false,
      metafile: true,
      packages: 'external',
      plugins: [findMissingPackages((file) => packages.push(file))],
      format: 'esm',
      platform: 'node',
      target: 'es2022',
      outfile: 'module.js',
      logLevel: 'silent',
    })
    const bytes = outputFiles[0]?.contents ?? new Uint8Array()
    const [output] = Object.values(metafile.outputs)
    return {
      kind: 'found',
      specifier: relativePath(projectDir, absolute),
      version: null,
      integrity: `sha256-${createHash('sha256').update(bytes).digest('base64')}`,
      hasDefaultExport: output?.exports.includes('default') ?? false,
      reads: [...Object.keys(metafile.inputs).map((path) => resolve(projectDir, path)), ...packages],
    }
  } catch (failure) {
    return explainBuild(failure)
  }
}
