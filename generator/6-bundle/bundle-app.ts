// In: the emitted files, where they belong, and the installed package of Tenon.
// Out: one ES module of the app, its modules and the runtime core, with its source map; or what esbuild found.
// Promise: same input, same bytes, wherever the project lies; nothing is written.
// Not its job: to check types, or to write the files.
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { type BuildOptions, type BuildResult, build, type Message, type Metafile } from 'esbuild'
import type { FileSet } from '../artifact/file-set.js'
import type { SourceFile } from '../artifact/source-set.js'
import type { Diagnostic } from '../diagnostic/diagnostic.js'
import { EnvironmentFailure } from '../diagnostic/environment-failure.js'
import { emittedFiles, tenonModules } from './bundle-plugins.js'
import { explainMessages } from './explain-messages.js'
import type { TenonPackage } from './tenon-package.js'

export interface BundleRequest {
  /** How the manifest is named in diagnostics. */
  readonly manifestFile: string
  /** Absolute. */
  readonly projectDir: string
  /** The folder of the emitted files, absolute; they are bundled as they are given here, not as they stand on disk. */
  readonly generatedDir: string
  readonly emitted: FileSet
  /** The emitted file that the bundle begins with, `index.ts` where it is absent. */
  readonly entry?: string
  readonly target: 'node' | 'edge'
  /** Where the bundle will be written, absolute. */
  readonly file: string
  readonly tenon: TenonPackage
}

/** The bundle's text and its source map's, or why there is none; `texts` are what the diagnostics point into. */
export type Bundled =
  | {
      readonly ok: true
      readonly code: string
      readonly map: string
      /** The files on disk that are in it, relative to the project. */
      readonly inputs: readonly string[]
      readonly metafile: Metafile
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly texts: readonly SourceFile[] }

/** Bundles the app. */
export async function bundleApp(request: BundleRequest): Promise<Bundled> {
  try {
    const plain = await run(request, {})
    // Code of a CommonJS package asks for Node's own modules by `require`, which an ES module does not have.
    const needsRequire = request.target === 'node' && plain.code.includes('Dynamic require of')
    return needsRequire ? await run(request, { banner: { js: requireBanner } }) : plain
  } catch (failure) {
    return { ok: false, ...(await explainMessages(messagesOf(failure), request)) }
  }
}

const requireBanner =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);"

async function run(
  request: BundleRequest,
  extra: Pick<BuildOptions, 'banner'>,
): Promise<Bundled & { readonly ok: true }> {
  const result = await build({ ...optionsFor(request), ...extra })
  const { metafile } = result
  const inputs = Object.keys(metafile.inputs).sort()
  const map = relocate(findOutput(result, '.map'), request)
  return { ok: true, code: findOutput(result, '.mjs'), map, inputs, metafile }
}

function optionsFor(request: BundleRequest): BuildOptions & { readonly write: false; readonly metafile: true } {
  return {
    entryPoints: [join(request.generatedDir, request.entry ?? 'index.ts')],
    absWorkingDir: request.projectDir,
    outfile: request.file,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: request.target === 'node' ? 'node' : 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    external: ['better-sqlite3', 'node:*'],
    sourcemap: 'linked',
    charset: 'utf8',
    legalComments: 'none',
    // The comments that this takes out name paths, which differ with the place of the project.
    minifyWhitespace: true,
    logLevel: 'silent',
    plugins: [emittedFiles(request), tenonModules(request.tenon)],
  }
}

function findOutput({ outputFiles = [] }: BuildResult, ending: string): string {
  return outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? ''
}

/** Names the sources so that the map is the same wherever the project and the package lie. */
function relocate(map: string, request: BundleRequest): string {
  const parsed: { readonly sources: readonly string[] } = JSON.parse(map)
  const sources = parsed.sources.map((source) => nameOutside(resolve(dirname(request.file), source), request) ?? source)
  return `${JSON.stringify({ ...parsed, sources })}\n`
}

/** How a file of an installed package or of Tenon is called wherever it lies; null for one of the project. */
export function nameOutside(
  path: string,
  { projectDir, generatedDir, tenon }: Pick<BundleRequest, 'projectDir' | 'generatedDir' | 'tenon'>,
): string | null {
  const way = [generatedDir, projectDir].map((folder) => wayInto(folder, path)).find((found) => found !== null)
  const inPackages = (way ?? path).lastIndexOf(`node_modules${sep}`)
  if (inPackages >= 0) return slashes((way ?? path).slice(inPackages))
  const inTenon = wayInto(tenon.root, path)
  return way !== undefined || inTenon === null ? null : `tenon/${slashes(inTenon)}`
}

/** The path of something within a folder, relative to it; null for something elsewhere. */
function wayInto(folder: string, path: string): string | null {
  const way = relative(folder, path)
  return way === '' || way.startsWith('..') || isAbsolute(way) ? null : way
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/')
}

/** esbuild throws its messages as one error; anything else is a failure to run it at all. */
function messagesOf(failure: unknown): readonly Message[] {
  if (typeof failure === 'object' && failure !== null && 'errors' in failure && Array.isArray(failure.errors))
    return failure.errors
  throw new EnvironmentFailure(
    `esbuild cannot be run: ${failure instanceof Error ? failure.message : String(failure)}`,
    failure,
  )
}
