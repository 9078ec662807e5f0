// Takes the entry of a guest, and the names under which the manifest gives natives.
// Gives its bundled code, and what it requires, exports and computes, each with its place.
// Promises that nothing is run, and that the code is the same wherever the project lies.
// Not its job: whether the guest may require what it requires, or serves its ports.
import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BuildOptions, BuildResult } from 'esbuild'
import type { GuestImport, GuestSource } from '../../artifact/guest-source.js'
import type { ModuleSource } from '../../artifact/source-set.js'
import { explainBuild, messagesOf } from '../explain-build.js'
import { loadEsbuild } from '../load-esbuild.js'
import { findComputedImports } from './find-computed-imports.js'
import { findGuestExport } from './find-guest-export.js'
import { entryName, natives } from './guest-imports.js'
import { GuestPlaces } from './guest-places.js'
import { locateInSource } from './locate-in-source.js'
import { parseBundle } from './parse-bundle.js'

/** What a guest is bundled from. */
export interface GuestRequest {
  /** A path that begins with a dot, or a package. */
  readonly source: string
  /** Absolute. */
  readonly projectDir: string
  /** Names that are never looked for among packages: those of the manifest's natives. */
  readonly names: ReadonlySet<string>
}

/** Bundles a guest; or says why that cannot be done, or that there is no such package. */
export async function readGuest(request: GuestRequest): Promise<GuestSource | Exclude<ModuleSource, FoundModule>> {
  try {
    // Behind a link, files would be named by the way to where they really are.
    return await bundle({ ...request, projectDir: realpathSync(request.projectDir) })
  } catch (failure) {
    const { source } = request
    const isMissing = messagesOf(failure).some(({ text }) => text.startsWith(`Could not resolve ${quoted(source)}`))
    return isMissing ? { kind: 'missing', tried: [`node_modules/${source}`] } : explainBuild(failure)
  }
}

type FoundModule = { readonly kind: 'found' }

async function bundle(request: GuestRequest): Promise<GuestSource> {
  const { build } = loadEsbuild()
  const run = await build(optionsFor(request))
  const code = outputOf(run, '.js')
  const map = outputOf(run, '.map')
  const places = new GuestPlaces(request.projectDir)
  const { imports, computed } = await places.gather(run.warnings)
  const locate = locateInSource(code, map, places)
  const program = parseBundle(code)
  const exported = program === null ? ({ kind: 'unknown' } as const) : await findGuestExport(program, locate)
  const partly = program === null ? [] : await Promise.all(findComputedImports(program).map(locate))
  const entry = places.entry()
  return {
    code,
    map: relocate(map),
    integrity: `sha256-${createHash('sha256').update(code).digest('base64')}`,
    imports: imports.filter(isFirst),
    computed: [...computed, ...partly.map((at) => places.withChain(at))],
    exported,
    reads: Object.keys(run.metafile.inputs).flatMap((path) => fileOf(path, request)),
    entry,
    texts: places.texts(),
  }
}

function isFirst({ specifier, at }: GuestImport, index: number, all: readonly GuestImport[]): boolean {
  return all.findIndex((other) => other.specifier === specifier && other.at.file === at.file) === index
}

/** The entry itself, and natives, are no files. */
function fileOf(path: string, { projectDir }: GuestRequest): readonly string[] {
  return path === entryName || /^[a-z-]{2,}:/.test(path) ? [] : [resolve(projectDir, path)]
}

const reported = { 'unsupported-require-call': 'warning', 'unsupported-dynamic-import': 'warning' } as const

function optionsFor(request: GuestRequest): BuildOptions & { readonly write: false; readonly metafile: true } {
  const { source, projectDir } = request
  return {
    stdin: {
      // A namespace, because a default export that is not there is to be told by us, at the right place.
      contents: `import * as guest from ${quoted(source)}\nexport default guest.default\n`,
      resolveDir: projectDir,
      sourcefile: entryName,
    },
    absWorkingDir: projectDir,
    outfile: resolve(projectDir, 'guest.js'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'neutral',
    format: 'cjs',
    mainFields: ['module', 'main'],
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    sourcemap: 'external',
    sourcesContent: false,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    logLimit: 0,
    logOverride: { ...reported, 'indirect-require': 'warning' },
    plugins: [natives(request)],
  }
}

function outputOf({ outputFiles = [] }: BuildResult, ending: string): string {
  return outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
}

/** A package may lie above the project; what it is called must not tell how far. */
function relocate(map: string): string {
  const parsed: { readonly sources: readonly string[]; readonly sourceRoot?: string } = JSON.parse(map)
  const sources = parsed.sources.map((source) =>
    source.replace(/^(?:(?:\.\.\/)+(?=node_modules\/)|\.\/(?=tenon:))/, ''),
  )
  return JSON.stringify({ ...parsed, sources })
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
