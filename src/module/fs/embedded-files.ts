import type { Backend, EntryStatus } from './backend.js'
import { toSegments } from './fs-config.js'
import { FsRefusal } from './fs-error.js'
import { type Steps, withoutCalls } from './steps.js'

type Folder = Map<string, Folder | Uint8Array>

/** Files that are part of the program; they can only be read. */
export function createEmbeddedFiles(files: Readonly<Record<string, string | Uint8Array>>): Backend {
  const root: Folder = new Map()
  for (const [path, content] of Object.entries(files)) add(root, toSegments(path), Buffer.from(content))
  const find = (path: readonly string[]): Folder | Uint8Array => {
    let at: Folder | Uint8Array = root
    for (const name of path) {
      if (!(at instanceof Map)) throw new FsRefusal('ENOTDIR')
      const next: Folder | Uint8Array | undefined = at.get(name)
      if (next === undefined) throw new FsRefusal('ENOENT')
      at = next
    }
    return at
  }
  return {
    kind: 'embedded',
    isReadOnly: true,
    read: (path, maxBytes) =>
      withoutCalls(() => {
        const found = find(path)
        if (found instanceof Map) throw new FsRefusal('EISDIR')
        if (found.length > maxBytes) throw new FsRefusal('ERR_FS_FILE_TOO_LARGE')
        return found
      }),
    list: (path) =>
      withoutCalls(() => {
        const found = find(path)
        if (!(found instanceof Map)) throw new FsRefusal('ENOTDIR')
        return [...found].map(([name, entry]) => ({ name, kind: entry instanceof Map ? 'directory' : 'file' }))
      }),
    status: (path) =>
      withoutCalls(() => {
        const found = find(path)
        return found instanceof Map ? folderStatus : { ...folderStatus, ...fileStatus, size: found.length }
      }),
    write: refuse,
    makeFolder: refuse,
    unlink: refuse,
    remove: refuse,
    move: refuse,
  }
}

function add(root: Folder, path: readonly string[], content: Uint8Array): void {
  let at = root
  for (const name of path.slice(0, -1)) {
    const next = at.get(name) ?? new Map()
    if (!(next instanceof Map)) throw new Error(`config.mounts has a file and a folder at "${path.join('/')}"`)
    at.set(name, next)
    at = next
  }
  const name = path.at(-1)
  if (name === undefined || at.has(name)) throw new Error(`config.mounts cannot hold a file at "${path.join('/')}"`)
  at.set(name, content)
}

const folderType = 0o40000
const fileType = 0o100000

/** A folder that is nowhere on a disk. */
export const folderStatus: EntryStatus = {
  kind: 'directory',
  size: 0,
  mode: folderType | 0o555,
  nlink: 1,
  atimeMs: 0,
  mtimeMs: 0,
  ctimeMs: 0,
  birthtimeMs: 0,
}

const fileStatus = { kind: 'file', mode: fileType | 0o444 } as const

function refuse(): Steps<never> {
  return withoutCalls(() => {
    throw new FsRefusal('EROFS')
  })
}
