import { constants, type Dirent, realpathSync, type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  atPlace,
  closeAnchor,
  type Ground,
  hasOpenFolders,
  isWithin,
  openAnchor,
  type Place,
  withFile,
} from './anchor.js'
import type { Backend, EntryKind, EntryStatus } from './backend.js'
import type { FsAccess } from './fs-config.js'
import { FsRefusal } from './fs-error.js'
import { ask, type Steps } from './steps.js'

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_APPEND } = constants

// Between two pieces the work can be aborted.
const pieceBytes = 256 * 1024

export interface HostFolderOptions {
  readonly root: string
  readonly access: FsAccess
  /** Folders that other mounts lend for reading: what lies in them is not written through this one. */
  readonly readOnly: readonly string[]
  /** Whether folders can be held open while something is done in them. Default: what the system can. */
  readonly anchored?: boolean
}

/** The real path of a mount's folder; throws one sentence where it is none. */
export function findFolder(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory() !== true) throw new Error(`"${path}" is no folder that guests could be given`)
  return realpathSync.native(resolve(path))
}

/** A folder of the host. Neither `..` nor links lead out of it. */
export function createHostFolder({ root, access, readOnly, anchored = hasOpenFolders }: HostFolderOptions): Backend {
  const ground: Ground = { root, anchored }
  const isReadOnly = access === 'read'
  const kept = readOnly.filter((folder) => folder !== root && isWithin(root, folder))

  function* change<T>(path: readonly string[], follows: boolean, work: (place: Place) => Steps<T>): Steps<T> {
    if (isReadOnly) throw new FsRefusal('EROFS')
    return yield* atPlace(ground, path, { follows }, function* (place) {
      if (kept.some((folder) => isWithin(folder, place.real))) throw new FsRefusal('EROFS')
      return yield* work(place)
    })
  }

  function* displace<T>(path: readonly string[], work: (place: Place) => Steps<T>): Steps<T> {
    return yield* change(path, false, function* (place) {
      if (path.length === 0 || kept.some((folder) => isWithin(place.real, folder))) throw new FsRefusal('EBUSY')
      return yield* work(place)
    })
  }

  return {
    kind: 'host',
    isReadOnly,
    read: (path, maxBytes) =>
      atPlace(ground, path, { follows: true }, (place) =>
        withFile(place, { flags: O_RDONLY }, (file) => readAll(file, maxBytes)),
      ),
    list: (path) =>
      atPlace(ground, path, { follows: true }, function* (place) {
        const folder = yield* openAnchor(ground, place.path)
        try {
          return (yield* ask('readdir', folder.path)).map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
        } finally {
          yield* closeAnchor(folder)
        }
      }),
    status: (path, options) =>
      atPlace(ground, path, options, function* (place) {
        return statusOf(yield* ask('lstat', place.path))
      }),
    write: (path, data, { flag, mode }) =>
      change(path, true, (place) => {
        const flags = O_WRONLY | O_CREAT | (flag.startsWith('a') ? O_APPEND : 0) | (flag.endsWith('x') ? O_EXCL : 0)
        return withFile(place, { flags, mode }, function* (file) {
          // Not when it is opened: until it has been looked at, it may be another one.
          if (flag.startsWith('w')) yield* ask('ftruncate', file)
          yield* writeAll(file, data)
        })
      }),
    makeFolder: (path, mode) => change(path, false, (place) => ask('mkdir', place.path, mode)),
    unlink: (path) => displace(path, (place) => ask('unlink', place.path)),
    remove: (path, { recursive }) =>
      displace(path, function* (place) {
        const isFolder = (yield* ask('lstat', place.path)).isDirectory()
        if (!isFolder) return yield* ask('unlink', place.path)
        if (!recursive) throw new FsRefusal('ERR_FS_EISDIR')
        yield* removeTree(ground, place.path)
      }),
    move: (from, to) => displace(from, (source) => displace(to, (target) => ask('rename', source.path, target.path))),
  }
}

function* readAll(file: number, maxBytes: number): Steps<Uint8Array> {
  const { size } = yield* ask('fstat', file)
  if (size > maxBytes) throw new FsRefusal('ERR_FS_FILE_TOO_LARGE')
  const pieces: Uint8Array[] = []
  let total = 0
  // To the end and not to its size: it may grow meanwhile, and some files do not know theirs.
  for (;;) {
    const into = new Uint8Array(Math.min(pieceBytes, Math.max(size - total, 0) + 1))
    const count = yield* ask('read', file, into)
    if (count === 0) return Buffer.concat(pieces)
    total += count
    if (total > maxBytes) throw new FsRefusal('ERR_FS_FILE_TOO_LARGE')
    pieces.push(into.subarray(0, count))
  }
}

function* writeAll(file: number, data: Uint8Array): Steps<void> {
  for (let at = 0; at < data.length; ) at += yield* ask('write', file, data.subarray(at, at + pieceBytes))
}

// Folder by folder, each held open: a folder that becomes a link meanwhile is not followed.
function* removeTree(ground: Ground, path: string): Steps<void> {
  const folder = yield* openAnchor(ground, path)
  try {
    for (const entry of yield* ask('readdir', folder.path)) {
      const child = `${folder.path}/${entry.name}`
      if (entry.isDirectory()) yield* removeTree(ground, child)
      else yield* ask('unlink', child)
    }
  } finally {
    yield* closeAnchor(folder)
  }
  yield* ask('rmdir', path)
}

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'directory'
  return entry.isSymbolicLink() ? 'symlink' : 'other'
}

function statusOf(stats: Stats): EntryStatus {
  const { size, mode, nlink, atimeMs, mtimeMs, ctimeMs, birthtimeMs } = stats
  return { kind: kindOf(stats), size, mode, nlink, atimeMs, mtimeMs, ctimeMs, birthtimeMs }
}
