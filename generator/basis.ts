import { dirname, resolve } from 'node:path'
import type { ModuleSources, SourceSet } from './artifact/source-set.js'

/** Everything on disk that a project that compiles was read from, absolute. */
export interface Basis {
  /** Those that were not there are among them. */
  readonly files: readonly string[]
  /** Folders in which the names count, because something was looked for there. */
  readonly folders: readonly string[]
}

/** What the texts of a project and its modules were read from; `dir` is the project's folder, `lockName` the lockfile's name. */
export function basisOf(
  { dir, lockName }: { readonly dir: string; readonly lockName: string },
  { spec, included, manifest }: SourceSet,
  modules: ModuleSources,
): Basis {
  const reads = [...modules.values()].flatMap((found) => (found.kind === 'found' ? (found.reads ?? []) : []))
  const nearby = included?.nearby ?? []
  const texts = [spec, ...(included?.files ?? []), ...(manifest === null ? [] : [manifest])]
  return {
    files: [...texts.map(({ path }) => resolve(dir, path)), resolve(dir, lockName), ...reads],
    folders: [...nearby.map((path) => dirname(resolve(dir, path))), ...reads.map((file) => dirname(file))],
  }
}
