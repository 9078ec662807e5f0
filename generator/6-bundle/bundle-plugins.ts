import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild'
import type { FileSet } from '../artifact/file-set.js'
import { findExport, type TenonPackage } from './tenon-package.js'

/** Lets esbuild see the emitted files as if they stood on disk already. */
export function emittedFiles({
  projectDir,
  generatedDir,
  emitted,
}: {
  readonly projectDir: string
  readonly generatedDir: string
  readonly emitted: FileSet
}): Plugin {
  const texts = new Map(emitted.files.map(({ path, text }) => [join(generatedDir, path), text]))
  return {
    name: 'emitted-files',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, (wanted) => {
        const isAskedAgain = wanted.pluginData === emittedFiles
        if (isAskedAgain || wanted.path.startsWith('tenon/') || !texts.has(wanted.importer)) return undefined
        return resolveFrom(projectDir, wanted.path, wanted, build)
      })
      build.onResolve({ filter: /^\.|\.ts$/ }, (wanted) => {
        const path = resolve(wanted.resolveDir, wanted.path)
        const emittedPath = [path, path.replace(/\.js$/, '.ts')].find((candidate) => texts.has(candidate))
        if (emittedPath !== undefined) return { path: emittedPath }
        const isAskedAgain = wanted.pluginData === emittedFiles
        if (isAskedAgain || !texts.has(wanted.importer)) return undefined
        const fromProject = `./${relative(projectDir, path).replaceAll('\\', '/')}`
        return resolveFrom(projectDir, fromProject, wanted, build)
      })
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = texts.get(path)
        return contents === undefined ? undefined : { contents, loader: 'ts', resolveDir: dirname(path) }
      })
    },
  }
}

/** The folder that an emitted file belongs into need not exist, so what it imports is looked for from the project. */
function resolveFrom(
  projectDir: string,
  path: string,
  { kind, importer }: OnResolveArgs,
  build: PluginBuild,
): Promise<OnResolveResult> {
  return build.resolve(path, { resolveDir: projectDir, importer, kind, pluginData: emittedFiles })
}

/** Takes the runtime from the package that runs, whatever the project has installed. */
export function tenonModules({ exports }: TenonPackage): Plugin {
  return {
    name: 'tenon-modules',
    setup(build) {
      build.onResolve({ filter: /^tenon\// }, ({ path }) => {
        const found = findExport(exports, path)
        return found === undefined || !existsSync(found)
          ? { errors: [{ text: `Tenon has no "${path}"` }] }
          : { path: found, sideEffects: false }
      })
    },
  }
}
