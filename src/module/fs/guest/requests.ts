// Each function of `fs` as what it asks of the host, and what becomes of the answer: written once for promises and for `Sync`.

import { Buffer } from 'native:buffer'
import { argumentError } from '../../guest/coded-error.js'
import { Dirent, Stats } from './entries.js'
import type { Entry, EntryStatus } from './host.js'
import { readBytes, readEncoding, readFlag, readFlagOf, readMode, readOptions, readPath } from './read-arguments.js'

export interface Request {
  /** Of the host's function. */
  readonly name: string
  readonly args: readonly unknown[]
  /** Makes what the guest gets; as it comes where it is absent. */
  readonly give?: (answer: never) => unknown
}

const copyExclusively = 1

export const constants = Object.freeze({ COPYFILE_EXCL: copyExclusively })

export const requests: Readonly<Record<string, (...args: readonly unknown[]) => Request>> = {
  readFile(path, given) {
    const encoding = readEncoding(readOptions(given))
    return { name: 'readFile', args: [readPath(path)], give: (bytes: Uint8Array) => present(bytes, encoding) }
  },
  writeFile: (path, data, given) => writing([path, data, given], 'w'),
  appendFile: (path, data, given) => writing([path, data, given], 'a'),
  // What is no path is not there, as in Node: a null byte is in none.
  exists: (path) => ({ name: 'exists', args: [typeof path === 'string' && path !== '' ? path : '\0'] }),
  mkdir(path, given) {
    const options = typeof given === 'object' ? readOptions(given) : { mode: given }
    const taken = { recursive: readFlagOf(options, 'recursive'), mode: readMode(options.mode, 0o777) }
    return {
      name: 'mkdir',
      args: [readPath(path), taken],
      give: (first: string | null | undefined) => first ?? undefined,
    }
  },
  readdir(path, given) {
    const options = readOptions(given)
    const [parent, isTyped] = [readPath(path), readFlagOf(options, 'withFileTypes')]
    const toGuest = (entry: Entry): unknown => (isTyped ? new Dirent(entry, parent) : entry.name)
    return { name: 'readdir', args: [parent], give: (entries: readonly Entry[]) => entries.map(toGuest) }
  },
  stat: (path) => ({ name: 'stat', args: [readPath(path)], give: (status: EntryStatus) => new Stats(status) }),
  lstat: (path) => ({ name: 'lstat', args: [readPath(path)], give: (status: EntryStatus) => new Stats(status) }),
  unlink: (path) => ({ name: 'unlink', args: [readPath(path)] }),
  rm(path, given) {
    const options = readOptions(given)
    const taken = { recursive: readFlagOf(options, 'recursive'), force: readFlagOf(options, 'force') }
    return { name: 'rm', args: [readPath(path), taken] }
  },
  rename: (from, to) => ({ name: 'rename', args: [readPath(from, 'oldPath'), readPath(to, 'newPath')] }),
  copyFile(from, to, mode = 0) {
    if (mode !== 0 && mode !== copyExclusively) throw argumentError('mode', '0 or COPYFILE_EXCL', mode)
    const options = { exclusive: mode === copyExclusively }
    return { name: 'copyFile', args: [readPath(from, 'src'), readPath(to, 'dest'), options] }
  },
}

function writing([path, data, given]: readonly unknown[], byDefault: string): Request {
  const options = readOptions(given)
  const taken = { flag: readFlag(options, byDefault), mode: readMode(options.mode, 0o666) }
  return { name: 'writeFile', args: [readPath(path), readBytes(data, options), taken] }
}

function present(bytes: Uint8Array, encoding: string | undefined): unknown {
  const made = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return encoding === undefined ? made : made.toString(encoding)
}
