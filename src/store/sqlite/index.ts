import type { ActivationContext, StoreModule } from '../../contract/provider.js'
import { createSqliteStore } from './sqlite-store.js'

export { createSqliteStore } from './sqlite-store.js'

/** The manifest's `config` of `tenon:sqlite`: a path, relative to the folder the process runs in, or `:memory:`. */
export interface SqliteConfig {
  readonly file: string
}

/** `tenon:sqlite`: serves `collections.*` and idempotency keys from one SQLite file. */
const sqlite: StoreModule = {
  kind: 'provider',
  activate: ({ config }: ActivationContext<SqliteConfig>) => {
    const store = createSqliteStore({ file: readFile(config) })
    return { store, deactivate: () => store.close() }
  },
}

function readFile(config: unknown): string {
  const file = typeof config === 'object' && config !== null && 'file' in config ? config.file : undefined
  if (typeof file !== 'string' || file.trim() === '') throw new Error('config.file must be the path of a SQLite file')
  return file
}

export default sqlite
