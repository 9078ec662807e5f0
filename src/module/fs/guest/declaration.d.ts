type Buffer = import('buffer').Buffer
type Encoding = import('buffer').BufferEncoding
type Data = string | ArrayBufferView
type Told<Value> = (error: Error | null, value: Value) => void

export interface EncodingOptions {
  readonly encoding: Encoding
}

export interface WriteOptions {
  readonly encoding?: Encoding
  /** `w`: in place of what is there; `a`: behind it; with `x`: only where nothing is there. */
  readonly flag?: 'w' | 'wx' | 'a' | 'ax'
  readonly mode?: number | string
}

export interface MkdirOptions {
  /** Makes what is missing on the way; nothing is wrong where the folder is there. */
  readonly recursive?: boolean
  readonly mode?: number | string
}

export interface RmOptions {
  readonly recursive?: boolean
  /** Nothing is wrong where nothing is there. */
  readonly force?: boolean
}

export interface Capabilities {
  readonly backend: 'host' | 'embedded'
  readonly read: boolean
  readonly write: boolean
  /** Whether files that are part of the program are mounted. */
  readonly embedded: boolean
  readonly mounts: readonly { readonly at: string; readonly access: 'read' | 'write' }[]
}

declare class Kind {
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
  isBlockDevice(): boolean
  isCharacterDevice(): boolean
  isFIFO(): boolean
  isSocket(): boolean
}

export class Stats extends Kind {
  private constructor()
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
}

export class Dirent extends Kind {
  private constructor()
  readonly name: string
  readonly parentPath: string
}

interface Promises {
  readFile(path: string, options?: null): Promise<Buffer>
  readFile(path: string, options: Encoding | EncodingOptions): Promise<string>
  writeFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
  appendFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
  exists(path: string): Promise<boolean>
  /** With `recursive`, the first folder that was made, if any. */
  mkdir(path: string, options?: number | string | MkdirOptions): Promise<string | undefined>
  /** In code-unit order. */
  readdir(path: string, options?: Encoding | null): Promise<string[]>
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<Dirent[]>
  stat(path: string): Promise<Stats>
  lstat(path: string): Promise<Stats>
  unlink(path: string): Promise<void>
  rm(path: string, options?: RmOptions): Promise<void>
  /** Within one mount. */
  rename(oldPath: string, newPath: string): Promise<void>
  copyFile(src: string, dest: string, mode?: number): Promise<void>
}

export const promises: Promises
export const constants: { readonly COPYFILE_EXCL: 1 }
/** What may be done, and where. */
export function capabilities(): Capabilities
/** Nothing can be written anywhere. */
export const isReadOnly: boolean

export function readFile(path: string, options?: null): Promise<Buffer>
export function readFile(path: string, options: Encoding | EncodingOptions): Promise<string>
export function readFile(path: string, told: Told<Buffer>): void
export function readFile(path: string, options: Encoding | EncodingOptions, told: Told<string>): void
export function writeFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
export function writeFile(path: string, data: Data, told: Told<void>): void
export function appendFile(path: string, data: Data, options?: Encoding | WriteOptions): Promise<void>
export function appendFile(path: string, data: Data, told: Told<void>): void
export function exists(path: string): Promise<boolean>
export function exists(path: string, told: (exists: boolean) => void): void
export function mkdir(path: string, options?: number | string | MkdirOptions): Promise<string | undefined>
export function mkdir(path: string, told: Told<undefined>): void
export function readdir(path: string, options?: Encoding | null): Promise<string[]>
export function readdir(path: string, options: { readonly withFileTypes: true }): Promise<Dirent[]>
export function readdir(path: string, told: Told<string[]>): void
export function stat(path: string): Promise<Stats>
export function stat(path: string, told: Told<Stats>): void
export function lstat(path: string): Promise<Stats>
export function lstat(path: string, told: Told<Stats>): void
export function unlink(path: string): Promise<void>
export function unlink(path: string, told: Told<void>): void
export function rm(path: string, options?: RmOptions): Promise<void>
export function rm(path: string, options: RmOptions, told: Told<void>): void
export function rename(oldPath: string, newPath: string): Promise<void>
export function rename(oldPath: string, newPath: string, told: Told<void>): void
export function copyFile(src: string, dest: string, mode?: number): Promise<void>
export function copyFile(src: string, dest: string, told: Told<void>): void

export function readFileSync(path: string, options?: null): Buffer
export function readFileSync(path: string, options: Encoding | EncodingOptions): string
export function writeFileSync(path: string, data: Data, options?: Encoding | WriteOptions): void
export function appendFileSync(path: string, data: Data, options?: Encoding | WriteOptions): void
export function existsSync(path: string): boolean
export function mkdirSync(path: string, options?: number | string | MkdirOptions): string | undefined
export function readdirSync(path: string, options?: Encoding | null): string[]
export function readdirSync(path: string, options: { readonly withFileTypes: true }): Dirent[]
export function statSync(path: string): Stats
export function lstatSync(path: string): Stats
export function unlinkSync(path: string): void
export function rmSync(path: string, options?: RmOptions): void
export function renameSync(oldPath: string, newPath: string): void
export function copyFileSync(src: string, dest: string, mode?: number): void
