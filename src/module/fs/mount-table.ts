import { platform } from 'node:process'
import type { Backend } from './backend.js'
import { createEmbeddedFiles } from './embedded-files.js'
import { type FsMount, toSegments } from './fs-config.js'
import { FsRefusal } from './fs-error.js'
import { createHostFolder, findFolder } from './host-folder.js'

export interface Mounted {
  readonly at: readonly string[]
  readonly backend: Backend
}

/** What a path of a guest leads to: the names beneath a mount; `mounted` is undefined where there is none. */
export interface Target {
  readonly names: readonly string[]
  readonly mounted: Mounted | undefined
  /** The names beneath the mount. */
  readonly rest: readonly string[]
  /** The first names that lead from here to mounts further down. */
  readonly below: readonly string[]
}

export interface MountTable {
  readonly mounts: readonly Mounted[]
  /** The longest mount that holds the path. Relative paths begin at `/`, and `..` ends there. */
  find(path: string): Target
}

/** Opens every mount; throws one sentence where a folder is not there. */
export function openMounts(mounts: readonly FsMount[], options: { readonly anchored?: boolean } = {}): MountTable {
  const opened = mounts.map((mount) => ('root' in mount ? { ...mount, root: findFolder(mount.root) } : mount))
  const readOnly = opened.flatMap((mount) => ('root' in mount && mount.access !== 'write' ? [mount.root] : []))
  const table: Mounted[] = opened.map((mount) => ({
    at: toSegments(mount.at),
    backend:
      'files' in mount
        ? createEmbeddedFiles(mount.files)
        : createHostFolder({ ...options, root: mount.root, access: mount.access ?? 'read', readOnly }),
  }))
  const deepestFirst = [...table].sort((left, right) => right.at.length - left.at.length)
  return {
    mounts: table,
    find(path) {
      const names = toSegments(path)
      if (names.some(isUnspeakable)) throw new FsRefusal('EINVAL')
      const mounted = deepestFirst.find(({ at }) => startsWith(names, at))
      const further = table.filter(({ at }) => at.length > names.length && startsWith(at, names))
      const below = [...new Set(further.map(({ at }) => at[names.length] ?? ''))]
      return { names, mounted, rest: names.slice(mounted?.at.length ?? 0), below }
    },
  }
}

function startsWith(names: readonly string[], start: readonly string[]): boolean {
  return start.every((name, index) => names[index] === name)
}

// In Windows these would begin other paths, or name streams of a file.
function isUnspeakable(name: string): boolean {
  return name.includes('\0') || (platform === 'win32' && /[\\:]/.test(name))
}
