import { onTestFinished } from 'vitest'
import type { FlowStore } from '../../src/contract/flow-store.js'
import { createSqliteStore } from '../../src/store/sqlite/index.js'
import { sampleSchema } from '../store/sample-app.js'

/** The flow store of a file, as one more process would open it; closed when the test is over. */
export async function openSqlite(file: string): Promise<FlowStore> {
  const store = createSqliteStore({ file })
  onTestFinished(() => store.close())
  await store.open(sampleSchema)
  return store.flows
}
