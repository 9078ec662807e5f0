import type { Entry, EntryStatus, WriteOptions } from './backend.js'
import type { FileTree } from './file-tree.js'
import { type FailedAt, hasCode, toFsError } from './fs-error.js'
import type { Steps } from './steps.js'

/** The functions of `fs` by name, with what each takes from guest code. What fails is told as Node does. */
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

export function createOperations(tree: FileTree): Operations {
  return {
    readFile: (path) => told({ syscall: 'open', path }, () => tree.read(path)),
    writeFile: (path, data, options) => told({ syscall: 'open', path }, () => tree.write(path, data, options)),
    exists: (path) => exists(tree, path),
    mkdir: (path, { recursive, mode }) =>
      told({ syscall: 'mkdir', path }, function* () {
        if (recursive) return yield* tree.makeFolders(path, mode)
        yield* tree.makeFolder(path, mode)
        return undefined
      }),
    readdir: (path) => told({ syscall: 'scandir', path }, () => tree.list(path)),
    stat: (path) => told({ syscall: 'stat', path }, () => tree.status(path, { follows: true })),
    lstat: (path) => told({ syscall: 'lstat', path }, () => tree.status(path, { follows: false })),
    unlink: (path) => told({ syscall: 'unlink', path }, () => tree.unlink(path)),
    rm: (path, options) => told({ syscall: 'rm', path }, () => remove(tree, path, options)),
    rename: (path, dest) => told({ syscall: 'rename', path, dest }, () => tree.move(path, dest)),
    copyFile: (path, dest, options) => told({ syscall: 'copyfile', path, dest }, () => tree.copy(path, dest, options)),
  }
}

function* exists(tree: FileTree, path: string): Steps<boolean> {
  try {
    yield* tree.status(path, { follows: true })
    return true
  } catch (thrown) {
    if (hasCode(thrown, 'ABORT_ERR')) throw thrown
    return false
  }
}

function* remove(
  tree: FileTree,
  path: string,
  { recursive, force }: { readonly recursive: boolean; readonly force: boolean },
): Steps<void> {
  try {
    yield* tree.remove(path, { recursive })
  } catch (thrown) {
    if (!force || !hasCode(thrown, 'ENOENT')) throw thrown
  }
}

function* told<T>(at: FailedAt, work: () => Steps<T>): Steps<T> {
  try {
    return yield* work()
  } catch (thrown) {
    throw toFsError(thrown, at)
  }
}
