// Commits calls with many records each until it is killed: `commit-for-ever.mjs <file> <name of the first call>`.
import { createSqliteStore } from '../../../src/store/sqlite/index.js'
import { envelope, recordsPerCall, sampleSchema, ticket } from '../sample-app.js'

const [file = '', name = ''] = process.argv.slice(2)
const store = createSqliteStore({ file })
await store.open(sampleSchema)
for (let call = 0; ; call++) {
  const scope = `${name}-${call}`
  const claim = { scope, inputHash: 'h', token: 't' }
  await store.replay.reserve({ ...claim, now: 0, leaseUntil: 1 })
  const ids = Array.from({ length: recordsPerCall }, (_, index) => `${scope}-${index}`)
  await store.commit({
    reads: [],
    writes: ids.map((id) => ({ collection: 'tickets', id, record: ticket(id) })),
    replay: { ...claim, envelope: envelope(null), expiresAt: 1000 },
  })
}
