import type { Entry, EntryKind, EntryStatus } from './host.js'

class Kind {
  readonly #kind: EntryKind

  constructor(kind: EntryKind) {
    this.#kind = kind
  }

  isFile(): boolean {
    return this.#kind === 'file'
  }

  isDirectory(): boolean {
    return this.#kind === 'directory'
  }

  isSymbolicLink(): boolean {
    return this.#kind === 'symlink'
  }

  // Which of these it is guests need not know: none can be opened.
  isBlockDevice(): boolean {
    return false
  }

  isCharacterDevice(): boolean {
    return false
  }

  isFIFO(): boolean {
    return false
  }

  isSocket(): boolean {
    return false
  }
}

/** What `stat` gives. */
export class Stats extends Kind {
  readonly size: number
  readonly mode: number
  readonly nlink: number
  readonly atimeMs: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly birthtimeMs: number
  readonly atime: Date
  readonly mtime: Date
  readonly ctime: Date
  readonly birthtime: Date

  constructor(status: EntryStatus) {
    super(status.kind)
    this.size = status.size
    this.mode = status.mode
    this.nlink = status.nlink
    this.atimeMs = status.atimeMs
    this.mtimeMs = status.mtimeMs
    this.ctimeMs = status.ctimeMs
    this.birthtimeMs = status.birthtimeMs
    this.atime = new Date(status.atimeMs)
    this.mtime = new Date(status.mtimeMs)
    this.ctime = new Date(status.ctimeMs)
    this.birthtime = new Date(status.birthtimeMs)
  }
}

/** What `readdir` gives where it is asked for types. */
export class Dirent extends Kind {
  readonly name: string
  readonly parentPath: string

  constructor({ name, kind }: Entry, parentPath: string) {
    super(kind)
    this.name = name
    this.parentPath = parentPath
  }
}
