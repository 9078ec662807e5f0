import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { SourceLoader } from '../../../resolve/source-loader.js'

/** Which files guests may load as modules. */
export interface FileLoaderOptions {
  /** Folders; nothing outside of them is ever read, and links that lead out of them are refused. */
  readonly roots: readonly string[]
}

const absent: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'])

/** Sources from the disk. Throws for a root that is not there. */
export function fileLoader({ roots }: FileLoaderOptions): SourceLoader {
  const given = roots.map((root) => resolve(root))
  const allowed = [...new Set([...given, ...given.map((root) => realpathSync(root))])]
  const isAllowed = (path: string): boolean => allowed.some((root) => isWithin(root, path))
  // Null where there is nothing that may be asked for; what lies within by name and without by its links is refused aloud.
  const locate = (path: string): string | null => {
    if (!isAbsolute(path) || !isAllowed(path)) return null
    // Asked first, because most of what is looked for is not there, and an error is dear.
    const isThere = whenThere(() => statSync(path, { throwIfNoEntry: false })) !== null
    const real = isThere ? whenThere(() => realpathSync(path)) : null
    if (real === null || isAllowed(real)) return real
    throw new Error(`${path} leads to ${slashed(real)}, which lies outside of the folders that modules may come from`)
  }
  const isFile = (real: string | null): real is string =>
    real !== null && (whenThere(() => statSync(real))?.isFile() ?? false)
  return {
    read: (path) => {
      const real = locate(path)
      return isFile(real) ? whenThere(() => readFileSync(real, 'utf8')) : null
    },
    has: (path) => isFile(locate(path)),
    list: (folder) => {
      const real = locate(folder)
      return real === null ? [] : (whenThere(() => readdirSync(real)) ?? [])
    },
    realPath: (path) => slashed(locate(path) ?? path),
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/')
}

function whenThere<T>(look: () => T | undefined): T | null {
  try {
    return look() ?? null
  } catch (error) {
    if (error instanceof Error && 'code' in error && absent.has(String(error.code))) return null
    throw error
  }
}
