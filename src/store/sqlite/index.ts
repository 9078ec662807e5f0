import type { ActivationContext, StoreModule } from '../../contract/provider.js'
import type { SqlSource } from '../../contract/sql-source.js'
import { openConnection } from './open-connection.js'
import { createSqliteStore } from './sqlite-store.js'

export { createSqliteStore } from './sqlite-store.js'

/** The manifest's `config` of `tenon:sqlite`: a path, relative to the folder the process runs in, or `:memory:`. */
export interface SqliteConfig {
  readonly file: string
}

/** `tenon:sqlite`: serves `collections.*` and idempotency keys from one SQLite file, and lends it to `tenon:database`. */
const sqlite: StoreModule = {
  kind: 'provider',
  activate: ({ config }: ActivationContext<SqliteConfig>) => {
    const file = readFile(config)
    const store = createSqliteStore({ file })
    // For reading alone: what is written past the store has no versions, no history and no checks.
    const sql: SqlSource = { connect: () => openConnection(file, 'read') }
    return { store, sql, deactivate: () => store.close() }
  },
}

function readFile(config: unknown): string {
  const file = typeof config === 'object' && config !== null && 'file' in config ? config.file : undefined
  if (typeof file !== 'string' || file.trim() === '') throw new Error('config.file must be the path of a SQLite file')
  return file
}

export default sqlite
