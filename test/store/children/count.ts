// Adds one to the same ticket again and again: `count.mjs <file> <times>`.
import { createSqliteStore } from '../../../src/store/sqlite/index.js'
import { field, sampleSchema, ticket } from '../sample-app.js'

const [file = '', times = ''] = process.argv.slice(2)
const store = createSqliteStore({ file })
await store.open(sampleSchema)
for (let done = 0; done < Number(times); ) {
  const { record, version } = await store.read('tickets', 'a')
  const order = Number(field(record, 'order')) + 1
  const { kind } = await store.commit({
    reads: [{ collection: 'tickets', id: 'a', version }],
    writes: [{ collection: 'tickets', id: 'a', record: ticket('a', { order }) }],
    replay: null,
  })
  if (kind === 'committed') done++
}
await store.close()
