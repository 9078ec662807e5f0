import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore } from '../../src/store/sqlite/index.js'
import { describeStore } from './store.suite.js'

describeStore('the SQLite store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenon-sqlite-'))
  return {
    connect: () => createSqliteStore({ file: join(folder, 'data', 'app.db') }),
    remove: () => rmSync(folder, { recursive: true }),
  }
})
