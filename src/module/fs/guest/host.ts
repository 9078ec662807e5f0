/** What guest code of this module calls at the host: each name gives a promise, and the same with `Sync` the result. */
export interface Host {
  readonly [name: string]: (...args: readonly unknown[]) => unknown
}

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other'

export interface Entry {
  readonly name: string
  readonly kind: EntryKind
}

export interface EntryStatus {
  readonly kind: EntryKind
  readonly size: number
  readonly mode: number
  readonly nlink: number
  readonly atimeMs: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly birthtimeMs: number
}
