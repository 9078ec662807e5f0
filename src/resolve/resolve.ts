// In: a specifier, who asks, and where sources and natives are. Out: what it means, or why it means nothing.
// Promised: the same question has the same answer as long as the sources are the same; whatever the loader throws comes
// through. Not its job: reading or running what was found.

import { closeNames } from './close-names.js'
import { FileSearch, namesInFolder } from './file-search.js'
import { availableNames, canonicalName } from './native-names.js'
import { packageOf, readPackage } from './package-manifest.js'
import { exportTarget, importTarget } from './package-target.js'
import { baseName, endingOf, folderOf, isPathLike, joinPath, nodeModulesAbove } from './paths.js'
import type { FoundModule, MissingModule, Resolution, ResolveOptions } from './resolution.js'
import type { SourceLoader } from './source-loader.js'

/** Finds what `specifier` means in the module at the path `importer`. */
export function resolve(specifier: string, importer: string, options: ResolveOptions): Resolution {
  return new Search(specifier, folderOf(importer), options).run()
}

/** What kind of module a file is: by its ending, and by its package where that leaves it open. */
export function kindOfFile(path: string, loader: SourceLoader): 'file' | 'json' | 'module' {
  const ending = endingOf(path)
  if (ending === '.json') return 'json'
  if (ending === '.mjs' || ending === '.mts') return 'module'
  if (ending === '.cjs' || ending === '.cts') return 'file'
  return packageOf(loader, folderOf(path))?.manifest.isModule ? 'module' : 'file'
}

class Search {
  readonly #specifier: string
  readonly #base: string
  readonly #options: ResolveOptions
  readonly #conditions: ReadonlySet<string>
  readonly #files: FileSearch

  constructor(specifier: string, base: string, options: ResolveOptions) {
    this.#specifier = specifier
    this.#base = base
    this.#options = options
    this.#conditions = new Set([options.kind, ...(options.conditions ?? [])])
    this.#files = new FileSearch(options.loader)
  }

  run(): Resolution {
    const specifier = this.#specifier
    if (specifier === '') return this.#missing('it is empty')
    if (isPathLike(specifier)) return this.#found(this.#files.find(joinPath(this.#base, specifier), specifier))
    return this.#native() ?? this.#import() ?? this.#ownPackage() ?? this.#package()
  }

  #native(): Resolution | null {
    const { granted, denied } = this.#options.natives
    const name = canonicalName(this.#specifier)
    const id = granted.get(name)
    if (id !== undefined) return { kind: 'native', id, tried: [] }
    const by = denied.get(name)
    if (by !== undefined)
      return { kind: 'denied', specifier: this.#specifier, by, available: availableNames(this.#options.natives) }
    return name === this.#specifier ? null : this.#missing('there is no native of that name')
  }

  #import(): Resolution | null {
    if (!this.#specifier.startsWith('#')) return null
    const own = packageOf(this.#options.loader, this.#base)
    const target = importTarget(own?.manifest.imports, this.#specifier, this.#conditions)
    if (own === null || target === null) return this.#missing('the package has no such entry under "imports"')
    if (isPathLike(target)) return this.#found(this.#files.findExact(joinPath(own.folder, target)))
    return resolve(target, joinPath(own.folder, 'package.json'), this.#options)
  }

  // A package that says what it exports can be named by its own files.
  #ownPackage(): Resolution | null {
    const own = packageOf(this.#options.loader, this.#base)
    const { name } = splitPackage(this.#specifier)
    if (own?.manifest.exports === undefined || own.manifest.name !== name) return null
    return this.#exported(own.folder, own.manifest.exports)
  }

  #package(): Resolution {
    const { globalFolders = [] } = this.#options
    for (const folder of [...nodeModulesAbove(this.#base), ...globalFolders]) {
      const found = this.#packageIn(folder)
      if (found !== null) return found
    }
    return this.#missing(null)
  }

  #packageIn(folder: string): Resolution | null {
    const { name } = splitPackage(this.#specifier)
    const at = joinPath(folder, name)
    const exports = readPackage(this.#options.loader, at)?.exports
    if (exports !== undefined && exports !== null) return this.#exported(at, exports)
    const path = this.#files.find(joinPath(folder, this.#specifier), this.#specifier)
    return path === null ? null : this.#found(path)
  }

  #exported(folder: string, exports: unknown): Resolution {
    const { name, subpath } = splitPackage(this.#specifier)
    const target = exportTarget(exports, subpath, this.#conditions)
    if (target === null || !target.startsWith('./'))
      return this.#missing(`the package "${name}" exports no "${subpath}" for ${this.#options.kind}`)
    return this.#found(this.#files.findExact(joinPath(folder, target)))
  }

  #found(path: string | null): FoundModule | MissingModule {
    if (path === null) return this.#missing(null)
    const { loader } = this.#options
    const id = loader.realPath?.(path) ?? path
    return { kind: kindOfFile(id, loader), id, tried: this.#files.tried }
  }

  #missing(reason: string | null): MissingModule {
    const tried = [...this.#files.tried]
    return { kind: 'missing', specifier: this.#specifier, reason, tried, suggestions: this.#suggestions() }
  }

  #suggestions(): string[] {
    const { loader, natives } = this.#options
    const specifier = this.#specifier
    const path = joinPath(this.#base, specifier)
    const near = closeNames(baseName(path), namesInFolder(loader, path))
    if (isPathLike(specifier)) return near.map((name) => specifier.slice(0, specifier.lastIndexOf('/') + 1) + name)
    const isBeside = specifier !== '' && new FileSearch(loader).find(path, specifier) !== null
    return [...(isBeside ? [`./${specifier}`] : []), ...closeNames(canonicalName(specifier), natives.granted.keys())]
  }
}

function splitPackage(specifier: string): { readonly name: string; readonly subpath: string } {
  const [name = specifier] = /^(?:@[^/]*\/)?[^/]*/.exec(specifier) ?? []
  return { name, subpath: `.${specifier.slice(name.length)}` }
}
