import type { SqlSource } from '../../contract/sql-source.js'
import { openConnection } from '../../store/sqlite/open-connection.js'
import { isObject, readSettings } from '../host/read-settings.js'

/** The database that guests are given: either what a store of the app keeps, for reading, or a file of its own. */
export interface DatabaseConfig {
  /** The manifest id of a store that lends its data, as `tenon:sqlite` does. */
  readonly store?: string
  /** A SQLite file; relative to the folder that the process runs in. */
  readonly file?: string
  /** Default: `read`. */
  readonly access?: 'read' | 'write'
  /** The most rows that a query may give. Default: 10,000. */
  readonly maxRows?: number
  /** The most that the rows of a query may hold, in KiB. Default: 4096. */
  readonly maxKb?: number
}

export interface DatabaseSettings {
  readonly source: SqlSource
  readonly access: 'read' | 'write'
  readonly maxRows: number
  readonly maxBytes: number
}

/** The config, checked; throws one sentence that names what is wrong. */
export function readDatabaseConfig(config: unknown, activated: (id: string) => unknown): DatabaseSettings {
  const settings = readSettings(config, 'config', ['store', 'file', 'access', 'maxRows', 'maxKb'])
  const [store, file] = [settings.text('store'), settings.text('file')]
  const access = settings.choice('access', ['read', 'write'], 'read')
  if ((store === undefined) === (file === undefined))
    throw new Error('config must name either a store of the app or a file')
  if (store !== undefined && access === 'write')
    throw new Error('config.access must be read where config.store is named: a store alone writes what it keeps')
  if (file === ':memory:') throw settings.fail('file', 'the path of a file')
  return {
    source: file === undefined ? findSource(store ?? '', activated) : { connect: () => openConnection(file, access) },
    access,
    maxRows: settings.count('maxRows', 10_000),
    maxBytes: settings.count('maxKb', 4096) * 1024,
  }
}

function findSource(store: string, activated: (id: string) => unknown): SqlSource {
  const instance = activated(store)
  if (instance === undefined) throw new Error(`config.store names "${store}", which is no module of the app`)
  const sql = isObject(instance) ? instance.sql : undefined
  if (isObject(sql) && typeof sql.connect === 'function') return sql as unknown as SqlSource
  throw new Error(`config.store names "${store}", which lends no data: a tenon:sqlite does`)
}
