// The files of all mounts as one tree. Takes paths of the guest; fails with the codes that a system has.

import type { Backend, Entry, EntryStatus, WriteOptions } from './backend.js'
import { folderStatus } from './embedded-files.js'
import { FsRefusal, hasCode } from './fs-error.js'
import type { MountTable, Target } from './mount-table.js'
import type { Steps } from './steps.js'

export class FileTree {
  readonly #table: MountTable
  readonly #maxReadBytes: number

  constructor(table: MountTable, maxReadBytes: number) {
    this.#table = table
    this.#maxReadBytes = maxReadBytes
  }

  *status(path: string, options: { readonly follows: boolean }): Steps<EntryStatus> {
    const target = this.#table.find(path)
    try {
      return yield* backendOf(target).status(target.rest, options)
    } catch (thrown) {
      // The way to a mount is there, though no folder of it is.
      if (target.below.length > 0 && hasCode(thrown, 'ENOENT', 'ENOTDIR')) return folderStatus
      throw thrown
    }
  }

  *list(path: string): Steps<readonly Entry[]> {
    const target = this.#table.find(path)
    const entries = new Map(target.below.map((name): [string, Entry] => [name, { name, kind: 'directory' }]))
    try {
      for (const entry of yield* backendOf(target).list(target.rest))
        if (!entries.has(entry.name)) entries.set(entry.name, entry)
    } catch (thrown) {
      if (entries.size === 0 || !hasCode(thrown, 'ENOENT', 'ENOTDIR')) throw thrown
    }
    return [...entries.values()].sort((left, right) => (left.name < right.name ? -1 : 1))
  }

  *read(path: string): Steps<Uint8Array> {
    const target = this.#table.find(path)
    if (target.below.length > 0) throw new FsRefusal('EISDIR')
    return yield* backendOf(target).read(target.rest, this.#maxReadBytes)
  }

  *write(path: string, data: Uint8Array, options: WriteOptions): Steps<void> {
    const target = this.#table.find(path)
    if (target.below.length > 0) throw new FsRefusal('EISDIR')
    yield* backendOf(target).write(target.rest, data, options)
  }

  *makeFolder(path: string, mode: number): Steps<void> {
    const target = this.#table.find(path)
    if (target.below.length > 0 || target.rest.length === 0) throw new FsRefusal('EEXIST')
    yield* backendOf(target).makeFolder(target.rest, mode)
  }

  /** Makes what is missing on the way; gives the first that was made, if any. */
  *makeFolders(path: string, mode: number): Steps<string | undefined> {
    let first: string | undefined
    const { names } = this.#table.find(path)
    for (let length = 1; length <= names.length; length++) {
      const step = `/${names.slice(0, length).join('/')}`
      if (yield* this.#isFolder(step)) continue
      try {
        yield* this.makeFolder(step, mode)
        first ??= step
      } catch (thrown) {
        // Somebody else may have made it meanwhile.
        if (!hasCode(thrown, 'EEXIST') || !(yield* this.#isFolder(step))) throw thrown
      }
    }
    return first
  }

  *unlink(path: string): Steps<void> {
    const target = this.#table.find(path)
    yield* displaced(target).unlink(target.rest)
  }

  *remove(path: string, options: { readonly recursive: boolean }): Steps<void> {
    const target = this.#table.find(path)
    yield* displaced(target).remove(target.rest, options)
  }

  *move(path: string, dest: string): Steps<void> {
    const [from, to] = [this.#table.find(path), this.#table.find(dest)]
    const [source, target] = [displaced(from), displaced(to)]
    if (source !== target) throw new FsRefusal('EXDEV')
    yield* source.move(from.rest, to.rest)
  }

  *copy(path: string, dest: string, { exclusive }: { readonly exclusive: boolean }): Steps<void> {
    const { mode } = yield* this.status(path, { follows: true })
    const data = yield* this.read(path)
    yield* this.write(dest, data, { flag: exclusive ? 'wx' : 'w', mode: mode & 0o777 })
  }

  *#isFolder(path: string): Steps<boolean> {
    try {
      return (yield* this.status(path, { follows: true })).kind === 'directory'
    } catch (thrown) {
      if (hasCode(thrown, 'ENOENT')) return false
      throw thrown
    }
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
