import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { loadDriver } from './load-driver.js'

// How long a commit waits for another process that is committing.
const patienceMs = 5000

// With big-endian UTF-16 the default collation compares bytes in the order of UTF-16 code units, which is ours.
const encoding = 'UTF-16be'

/** Opens the file, or makes it and the folders above it; throws one sentence that names the file and what is wrong. */
export function openDatabase(file: string): Database {
  const Driver = loadDriver()
  try {
    if (file !== ':memory:') prepareFolder(file)
    // An absolute path, because SQLite reads `file:…` as an address.
    const database = new Driver(file === ':memory:' ? file : resolve(file), { timeout: patienceMs })
    try {
      configure(database)
      return database
    } catch (thrown) {
      database.close()
      throw thrown
    }
  } catch (thrown) {
    throw new Error(`the SQLite file "${file}" cannot be used: ${problemOf(thrown)}`, { cause: thrown })
  }
}

function prepareFolder(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder')
  makeFolder(dirname(resolve(file)))
}

// One by one: where a folder can hold no other, as in `/proc`, Node's own `recursive` never comes back.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  const parent = dirname(folder)
  if (parent !== folder) makeFolder(parent)
  try {
    mkdirSync(folder)
  } catch (thrown) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw thrown
  }
}

function configure(database: Database): void {
  // Without effect on a database that has been written.
  database.pragma(`encoding = '${encoding}'`)
  const found = database.pragma('encoding', { simple: true })
  if (found !== encoding) throw new Error(`it is a database with ${found} text, and not one that this store has made`)
  // In WAL mode this keeps every commit of a process that is killed; only a failing machine may lose the last ones.
  if (database.pragma('journal_mode = WAL', { simple: true }) === 'wal') database.pragma('synchronous = NORMAL')
  database.pragma('foreign_keys = OFF')
}

const rebuild = 'the driver does not fit this Node: run "npm rebuild better-sqlite3"'

const problems: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'it is no SQLite database',
  SQLITE_CANTOPEN: 'it can neither be opened nor made',
  SQLITE_READONLY: 'it cannot be written',
  EACCES: 'its folder may not be entered or made',
  ENOENT: 'its folder cannot be made',
  EROFS: 'its folder cannot be written',
  ENOTDIR: 'its folder is no folder',
  ERR_DLOPEN_FAILED: rebuild,
}

function problemOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  if (thrown.message.startsWith('Could not locate the bindings file')) return rebuild
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
  return problems[code] ?? problems[code.split('_').slice(0, 2).join('_')] ?? thrown.message
}
