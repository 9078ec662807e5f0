import { readPackage } from './package-manifest.js'
import { baseName, endingOf, folderOf, joinPath } from './paths.js'
import type { SourceLoader } from './source-loader.js'

const endings = ['.js', '.cjs', '.mjs', '.json', '.ts', '.mts', '.cts']

// TypeScript names a file by what it becomes.
const sourceEndings: ReadonlyMap<string, string> = new Map([
  ['.js', '.ts'],
  ['.mjs', '.mts'],
  ['.cjs', '.cts'],
])

/** One search for a file: it remembers what is not there. */
export class FileSearch {
  readonly tried: string[] = []
  readonly #loader: SourceLoader

  constructor(loader: SourceLoader) {
    this.#loader = loader
  }

  /** The path itself, with an ending, or as a folder; null where there is nothing. */
  find(path: string, asked: string): string | null {
    const isFolder = /(?:^|\/)\.{0,2}$/.test(asked)
    return (isFolder ? null : this.findFile(path)) ?? this.#findInFolder(path)
  }

  findFile(path: string): string | null {
    return this.#firstOf([path, ...this.#withEndings(path)])
  }

  findExact(path: string): string | null {
    return this.#firstOf([path])
  }

  #findInFolder(folder: string): string | null {
    const main = readPackage(this.#loader, folder)?.main
    const found = main ? this.#findMain(joinPath(folder, main)) : null
    return found ?? this.#findIndex(folder)
  }

  #findMain(path: string): string | null {
    return this.findFile(path) ?? this.#findIndex(path)
  }

  #findIndex(folder: string): string | null {
    return this.#firstOf(endings.map((ending) => joinPath(folder, `index${ending}`)))
  }

  #withEndings(path: string): string[] {
    const ending = endingOf(path)
    const source = sourceEndings.get(ending)
    const swapped = source === undefined ? [] : [path.slice(0, -ending.length) + source]
    return [...swapped, ...endings.map((added) => path + added)]
  }

  #firstOf(paths: readonly string[]): string | null {
    for (const path of paths) {
      if (this.#loader.has?.(path) ?? this.#loader.read(path) !== null) return path
      if (!this.tried.includes(path)) this.tried.push(path)
    }
    return null
  }
}

/** What a file may be called by those who leave out its ending, beside its whole name. */
export function namesInFolder(loader: SourceLoader, path: string): string[] {
  const names = loader.list?.(folderOf(path)) ?? []
  const asksEnding = endingOf(baseName(path)) !== ''
  return names.map((name) =>
    asksEnding || !endings.includes(endingOf(name)) ? name : name.slice(0, -endingOf(name).length),
  )
}
