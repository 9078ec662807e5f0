// Every rule about paths is written once, as a generator of calls to the system, and run in two ways: at once, and one call
// after the other without blocking. Two texts of one rule would differ some day, and the weaker one would be found.

import fs from 'node:fs'
import { promisify } from 'node:util'
import type { Abort } from '../host/abort.js'

const calls = {
  open: fs.openSync,
  close: fs.closeSync,
  fstat: (file: number) => fs.fstatSync(file),
  read: (file: number, into: Uint8Array) => fs.readSync(file, into, 0, into.length, null),
  write: (file: number, data: Uint8Array) => fs.writeSync(file, data, 0, data.length, null),
  ftruncate: (file: number) => fs.ftruncateSync(file, 0),
  lstat: (path: string) => fs.lstatSync(path),
  realpath: (path: string) => fs.realpathSync.native(path),
  readlink: (path: string) => fs.readlinkSync(path),
  readdir: (path: string) => fs.readdirSync(path, { withFileTypes: true }),
  mkdir: (path: string, mode: number) => void fs.mkdirSync(path, { mode }),
  unlink: fs.unlinkSync,
  rmdir: (path: string) => fs.rmdirSync(path),
  rename: fs.renameSync,
}

type Calls = typeof calls

const later: {
  readonly [Name in keyof Calls]: (...args: Parameters<Calls[Name]>) => Promise<ReturnType<Calls[Name]>>
} = {
  open: promisify(fs.open) as never,
  close: promisify(fs.close),
  fstat: (file) => promisify(fs.fstat)(file),
  read: async (file, into) => (await promisify(fs.read)(file, into, 0, into.length, null)).bytesRead,
  write: async (file, data) => (await promisify(fs.write)(file, data, 0, data.length, null)).bytesWritten,
  ftruncate: (file) => promisify(fs.ftruncate)(file, 0),
  lstat: (path) => fs.promises.lstat(path),
  realpath: (path) => promisify(fs.realpath.native)(path),
  readlink: (path) => fs.promises.readlink(path),
  readdir: (path) => fs.promises.readdir(path, { withFileTypes: true }),
  mkdir: async (path, mode) => void (await fs.promises.mkdir(path, { mode })),
  unlink: fs.promises.unlink,
  rmdir: (path) => fs.promises.rmdir(path),
  rename: fs.promises.rename,
}

export interface Call {
  readonly name: keyof Calls
  readonly args: readonly never[]
}

/** Work as the calls to the system that it makes, each answered before the next. */
export type Steps<T> = Generator<Call, T, unknown>

/** Makes one call. */
export function* ask<Name extends keyof Calls>(
  name: Name,
  ...args: Parameters<Calls[Name]>
): Steps<ReturnType<Calls[Name]>> {
  return (yield { name, args: args as readonly unknown[] as readonly never[] }) as ReturnType<Calls[Name]>
}

/** Work that asks nothing of the system. */
// biome-ignore lint/correctness/useYield: it is run like the others.
export function* withoutCalls<T>(work: () => T): Steps<T> {
  return work()
}

/** Runs the work before it returns. */
export function runAtOnce<T>(steps: Steps<T>): T {
  let next = steps.next()
  while (!next.done) {
    const { name, args } = next.value
    let answer: unknown
    try {
      answer = (calls[name] as (...args: readonly never[]) => unknown)(...args)
    } catch (thrown) {
      next = steps.throw(thrown)
      continue
    }
    next = steps.next(answer)
  }
  return next.value
}

/** Runs the work call by call. When it is aborted, no further call is made but those that close what is open. */
export async function runLater<T>(steps: Steps<T>, abort: Abort): Promise<T> {
  let told = false
  let next = steps.next()
  while (!next.done) {
    const { name, args } = next.value
    let answer: unknown
    try {
      if (!told && name !== 'close') {
        told = abort.aborted
        abort.throwIfAborted()
      }
      answer = await (later[name] as (...args: readonly never[]) => Promise<unknown>)(...args)
    } catch (thrown) {
      next = steps.throw(thrown)
      continue
    }
    next = steps.next(answer)
  }
  if (told) abort.throwIfAborted()
  return next.value
}
