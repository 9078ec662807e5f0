// The functions of `fs` over mounts, as steps. Takes paths of the guest; what fails is told in them.

import type { Backend, Entry, EntryStatus, WriteOptions } from './backend.js'
import { folderStatus } from './embedded-files.js'
import { type FailedAt, FsRefusal, hasCode, toFsError } from './fs-error.js'
import type { MountTable, Target } from './mount-table.js'
import type { Steps } from './steps.js'

/** Each function by name, with what it takes from guest code. */
export interface Operations {
  readFile(path: string): Steps<Uint8Array>
  writeFile(path: string, data: Uint8Array, options: WriteOptions): Steps<void>
  exists(path: string): Steps<boolean>
  mkdir(path: string, options: { readonly recursive: boolean; readonly mode: number }): Steps<string | undefined>
  readdir(path: string): Steps<readonly Entry[]>
  stat(path: string): Steps<EntryStatus>
  lstat(path: string): Steps<EntryStatus>
  unlink(path: string): Steps<void>
  rm(path: string, options: { readonly recursive: boolean; readonly force: boolean }): Steps<void>
  rename(path: string, dest: string): Steps<void>
  copyFile(path: string, dest: string, options: { readonly exclusive: boolean }): Steps<void>
}

export function createOperations(table: MountTable, maxReadBytes: number): Operations {
  const status = function* (path: string, follows: boolean): Steps<EntryStatus> {
    const target = table.find(path)
    try {
      return yield* backendOf(target).status(target.rest, { follows })
    } catch (thrown) {
      // The way to a mount is there, though no folder of it is.
      if (target.below.length > 0 && hasCode(thrown, 'ENOENT', 'ENOTDIR')) return folderStatus
      throw thrown
    }
  }

  const listing = function* (path: string): Steps<readonly Entry[]> {
    const target = table.find(path)
    const isWay = target.below.length > 0
    const entries = new Map(target.below.map((name): [string, Entry] => [name, { name, kind: 'directory' }]))
    try {
      for (const entry of yield* backendOf(target).list(target.rest))
        if (!entries.has(entry.name)) entries.set(entry.name, entry)
    } catch (thrown) {
      if (!isWay || !hasCode(thrown, 'ENOENT', 'ENOTDIR')) throw thrown
    }
    return [...entries.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  }

  const write = function* (path: string, data: Uint8Array, options: WriteOptions): Steps<void> {
    const target = table.find(path)
    if (target.below.length > 0) throw new FsRefusal('EISDIR')
    yield* backendOf(target).write(target.rest, data, options)
  }

  const makeFolder = function* (path: string, mode: number): Steps<void> {
    const target = table.find(path)
    if (target.below.length > 0 || target.rest.length === 0) throw new FsRefusal('EEXIST')
    yield* backendOf(target).makeFolder(target.rest, mode)
  }

  const makeFolders = function* (path: string, mode: number): Steps<string | undefined> {
    let first: string | undefined
    const { names } = table.find(path)
    for (let length = 1; length <= names.length; length++) {
      const step = `/${names.slice(0, length).join('/')}`
      if (yield* isFolder(status, step)) continue
      try {
        yield* makeFolder(step, mode)
        first ??= step
      } catch (thrown) {
        // Somebody else may have made it meanwhile.
        if (!hasCode(thrown, 'EEXIST') || !(yield* isFolder(status, step))) throw thrown
      }
    }
    return first
  }

  const copy = function* (path: string, dest: string, exclusive: boolean): Steps<void> {
    const source = table.find(path)
    const { mode } = yield* status(path, true)
    const data = yield* backendOf(source).read(source.rest, maxReadBytes)
    yield* write(dest, data, { flag: exclusive ? 'wx' : 'w', mode: mode & 0o777 })
  }

  return {
    readFile: (path) =>
      told({ syscall: 'open', path }, function* () {
        const target = table.find(path)
        if (target.below.length > 0) throw new FsRefusal('EISDIR')
        return yield* backendOf(target).read(target.rest, maxReadBytes)
      }),
    writeFile: (path, data, options) => told({ syscall: 'open', path }, () => write(path, data, options)),
    *exists(path) {
      try {
        yield* status(path, true)
        return true
      } catch (thrown) {
        if (hasCode(thrown, 'ABORT_ERR')) throw thrown
        return false
      }
    },
    mkdir: (path, { recursive, mode }) =>
      told({ syscall: 'mkdir', path }, function* () {
        if (recursive) return yield* makeFolders(path, mode)
        yield* makeFolder(path, mode)
        return undefined
      }),
    readdir: (path) => told({ syscall: 'scandir', path }, () => listing(path)),
    stat: (path) => told({ syscall: 'stat', path }, () => status(path, true)),
    lstat: (path) => told({ syscall: 'lstat', path }, () => status(path, false)),
    unlink: (path) =>
      told({ syscall: 'unlink', path }, function* () {
        const target = table.find(path)
        yield* displaced(target).unlink(target.rest)
      }),
    rm: (path, { recursive, force }) =>
      told({ syscall: 'rm', path }, function* () {
        try {
          const target = table.find(path)
          yield* displaced(target).remove(target.rest, { recursive })
        } catch (thrown) {
          if (!force || !hasCode(thrown, 'ENOENT')) throw thrown
        }
      }),
    rename: (path, dest) =>
      told({ syscall: 'rename', path, dest }, function* () {
        const [from, to] = [table.find(path), table.find(dest)]
        const [source, target] = [displaced(from), displaced(to)]
        if (source.isReadOnly || target.isReadOnly) throw new FsRefusal('EROFS')
        if (source !== target) throw new FsRefusal('EXDEV')
        yield* source.move(from.rest, to.rest)
      }),
    copyFile: (path, dest, { exclusive }) =>
      told({ syscall: 'copyfile', path, dest }, () => copy(path, dest, exclusive)),
  }
}

function backendOf({ mounted }: Target): Backend {
  if (mounted === undefined) throw new FsRefusal('ENOENT')
  return mounted.backend
}

// A mount, and what it hangs on, stays where it is.
function displaced(target: Target): Backend {
  const backend = backendOf(target)
  if (backend.isReadOnly) throw new FsRefusal('EROFS')
  if (target.below.length > 0 || target.rest.length === 0) throw new FsRefusal('EBUSY')
  return backend
}

function* isFolder(status: (path: string, follows: boolean) => Steps<EntryStatus>, path: string): Steps<boolean> {
  try {
    return (yield* status(path, true)).kind === 'directory'
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return false
    throw thrown
  }
}

function* told<T>(at: FailedAt, work: () => Steps<T>): Steps<T> {
  try {
    return yield* work()
  } catch (thrown) {
    throw toFsError(thrown, at)
  }
}
