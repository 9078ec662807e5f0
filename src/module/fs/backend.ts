import type { Steps } from './steps.js'

export type EntryKind = 'file' | 'directory' | 'symlink' | 'other'

export interface Entry {
  readonly name: string
  readonly kind: EntryKind
}

/** What guests are told of a file: times in milliseconds since 1970. */
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

export interface WriteOptions {
  readonly flag: 'w' | 'wx' | 'a' | 'ax'
  readonly mode: number
}

/** Files beneath a mount, by the names on the way to them. Fails with the codes that a system has. */
export interface Backend {
  readonly kind: 'host' | 'embedded'
  readonly isReadOnly: boolean
  read(path: readonly string[], maxBytes: number): Steps<Uint8Array>
  list(path: readonly string[]): Steps<readonly Entry[]>
  status(path: readonly string[], options: { readonly follows: boolean }): Steps<EntryStatus>
  write(path: readonly string[], data: Uint8Array, options: WriteOptions): Steps<void>
  makeFolder(path: readonly string[], mode: number): Steps<void>
  unlink(path: readonly string[]): Steps<void>
  remove(path: readonly string[], options: { readonly recursive: boolean }): Steps<void>
  /** Within the backend. */
  move(from: readonly string[], to: readonly string[]): Steps<void>
}
