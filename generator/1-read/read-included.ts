// Takes the root file of a spec; gives the files that it includes, and those that they include in their turn.
// Promises that each is read once, and that nothing outside of the project is read.
// Not its job: what is wrong with what is named. Where nothing lies, nothing is read.

import { realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { nowhere } from '../artifact/node.js'
import type { Included, IncludedPlace, SourceFile } from '../artifact/source-set.js'
import { type Diagnostic, diagnostic } from '../diagnostic/diagnostic.js'
import { listFolder } from './list-folder.js'
import { readSource } from './read-source.js'

/** Where a file of a spec looks for further ones. */
export type FindIncludes = (file: SourceFile) => readonly IncludedPlace[]

/** So that a spec in thousands of files does not open all of them at once. */
const mostOpen = 64

/** Reads all that a spec includes; `dir` is the project's folder, absolute. */
export async function readIncluded(
  dir: string,
  { spec, findIncludes }: { readonly spec: SourceFile; readonly findIncludes: FindIncludes },
  found: Diagnostic[],
): Promise<Included> {
  const reading = new Reading(dir, found)
  let latest: readonly SourceFile[] = [spec]
  const seen = new Set([spec.path])
  const files: SourceFile[] = []
  while (latest.length > 0) {
    const paths: string[] = []
    for (const place of latest.flatMap((file) => findIncludes(file))) {
      for (const path of await reading.list(place)) {
        if (path.endsWith('/') || seen.has(path) || !place.matches(path)) continue
        seen.add(path)
        paths.push(path)
      }
    }
    latest = await reading.readAll(paths)
    files.push(...latest)
  }
  return { files: files.sort((left, right) => (left.path < right.path ? -1 : 1)), nearby: reading.listed() }
}

class Reading {
  readonly #dir: string
  readonly #found: Diagnostic[]
  readonly #folders = new Map<string, readonly string[]>()

  constructor(dir: string, found: Diagnostic[]) {
    this.#dir = dir
    this.#found = found
  }

  async list({ folder, depth }: IncludedPlace): Promise<readonly string[]> {
    const key = `${depth} ${folder}`
    const known = this.#folders.get(key)
    if (known !== undefined) return known
    const paths = await listFolder(this.#dir, { folder, depth }, this.#found)
    this.#folders.set(key, paths)
    return paths
  }

  listed(): readonly string[] {
    return [...new Set([...this.#folders.values()].flat())].sort()
  }

  async readAll(paths: readonly string[]): Promise<readonly SourceFile[]> {
    const files: SourceFile[] = []
    for (let start = 0; start < paths.length; start += mostOpen) {
      // Told in the order in which they are named, whichever is read first.
      for (const source of await Promise.all(paths.slice(start, start + mostOpen).map((path) => this.#read(path)))) {
        if (source.kind === 'read') files.push(source.file)
        if (source.kind === 'refused') this.#found.push(source.diagnostic)
      }
    }
    return files
  }

  async #read(path: string): ReturnType<typeof readSource> {
    const absolute = join(this.#dir, path)
    return (await this.#leadsOut(absolute)) ? refuse(path) : await readSource(absolute, path)
  }

  async #leadsOut(absolute: string): Promise<boolean> {
    try {
      const way = relative(await realpath(this.#dir), await realpath(absolute))
      return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
    } catch {
      // What cannot be resolved cannot be read either, and reading says why.
      return false
    }
  }
}

function refuse(file: string): { readonly kind: 'refused'; readonly diagnostic: Diagnostic } {
  const values = { file, problem: 'it is a link that leads out of the project' }
  return { kind: 'refused', diagnostic: diagnostic('source_unreadable_error', nowhere(file), values) }
}
