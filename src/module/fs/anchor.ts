// How a place in a folder of the host is reached so that nothing can come in between: the folder that holds it is opened,
// looked at, and everything is done relative to the open folder. Node has no `openat`; Linux shows open folders in `/proc`.
// Elsewhere a path is looked at again after it was opened, which a quick enough change can deceive.

import { constants, existsSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { FsRefusal, hasCode } from './fs-error.js'
import { ask, type Steps } from './steps.js'

const { O_RDONLY, O_NONBLOCK = 0, O_NOFOLLOW = 0, O_DIRECTORY = 0 } = constants

/** No opening waits for the other end of a pipe, and none follows a link in the last name. */
export const careful = O_NOFOLLOW | O_NONBLOCK

/** Whether this system shows open folders by number. */
export const hasOpenFolders = process.platform === 'linux' && existsSync('/proc/self/fd')

/** A folder of the host that holds everything. `root` is a real path. */
export interface Ground {
  readonly root: string
  readonly anchored: boolean
}

/** An open folder; `path` leads to it and nowhere else while it is open. */
export interface Anchor {
  readonly path: string
  /** Where it really is. */
  readonly real: string
  readonly file: number | undefined
}

/** A name in an open folder: `path` is what to open, `real` where that is. */
export interface Place {
  readonly anchor: Anchor
  readonly path: string
  readonly real: string
}

export function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
}

/** Does work at a place, which is closed afterwards. `follows`: a link in the last name stands for what it points to. */
export function* atPlace<T>(
  ground: Ground,
  path: readonly string[],
  { follows }: { readonly follows: boolean },
  work: (place: Place) => Steps<T>,
): Steps<T> {
  const place = yield* findPlace(ground, path, follows)
  try {
    return yield* work(place)
  } finally {
    yield* closeAnchor(place.anchor)
  }
}

function* findPlace(ground: Ground, path: readonly string[], follows: boolean): Steps<Place> {
  const wanted = join(ground.root, ...path)
  const place = yield* placeOf(ground, wanted)
  if (!follows || path.length === 0) return place
  let target: string
  try {
    if (!(yield* isLink(place.path))) return place
    target = yield* ask('realpath', join(place.anchor.path, basename(wanted)))
  } catch (thrown) {
    yield* closeAnchor(place.anchor)
    throw thrown
  }
  yield* closeAnchor(place.anchor)
  if (!isWithin(ground.root, target)) throw new FsRefusal('EACCES')
  return yield* placeOf(ground, target)
}

function* isLink(path: string): Steps<boolean> {
  try {
    return (yield* ask('lstat', path)).isSymbolicLink()
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return false
    throw thrown
  }
}

function* placeOf(ground: Ground, path: string): Steps<Place> {
  if (path === ground.root) {
    const anchor = yield* openAnchor(ground, ground.root)
    return { anchor, path: `${anchor.path}/.`, real: anchor.real }
  }
  const parent = yield* ask('realpath', dirname(path))
  if (!isWithin(ground.root, parent)) throw new FsRefusal('EACCES')
  const anchor = yield* openAnchor(ground, parent)
  return { anchor, path: join(anchor.path, basename(path)), real: join(anchor.real, basename(path)) }
}

/** Opens a folder that is no link, and makes sure that it is within. `path` may lead through an open folder. */
export function* openAnchor(ground: Ground, path: string): Steps<Anchor> {
  if (!ground.anchored) return { path, real: path, file: undefined }
  const file = yield* ask('open', path, O_RDONLY | O_DIRECTORY | careful)
  try {
    const here = `/proc/self/fd/${file}`
    const real = yield* ask('readlink', here)
    if (!isWithin(ground.root, real)) throw new FsRefusal('EACCES')
    return { path: here, real, file }
  } catch (thrown) {
    yield* ask('close', file)
    throw thrown
  }
}

export function* closeAnchor({ file }: Anchor): Steps<void> {
  if (file !== undefined) yield* ask('close', file)
}

/** Opens a file at a place, and does work with it. Where folders cannot be held open, the path is looked at again. */
export function* withFile<T>(
  place: Place,
  { flags, mode = 0o666 }: { readonly flags: number; readonly mode?: number },
  work: (file: number) => Steps<T>,
): Steps<T> {
  const file = yield* ask('open', place.path, flags | careful, mode)
  try {
    const opened = yield* ask('fstat', file)
    if (place.anchor.file === undefined) {
      const [real, there] = [yield* ask('realpath', place.path), yield* ask('lstat', place.path)]
      if (real !== place.real || there.ino !== opened.ino || there.dev !== opened.dev) throw new FsRefusal('EACCES')
    }
    if (opened.isDirectory()) throw new FsRefusal('EISDIR')
    // Devices and pipes are no files: reading them may never end.
    if (!opened.isFile()) throw new FsRefusal('EACCES')
    return yield* work(file)
  } finally {
    yield* ask('close', file)
  }
}
