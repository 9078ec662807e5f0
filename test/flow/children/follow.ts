// Asks once, so that a flow follows, and dies of its own hand: `follow.mjs <file> <moment>`.
// `call`: when the call has its answer, and the run has not begun. `mail`: within the second step of the run.
import { createSqliteStore } from '../../../src/store/sqlite/index.js'
import { startFlowDesk } from '../desk-flows.js'

const [file = '', moment] = process.argv.slice(2)
const die = (): void => void process.kill(process.pid, 'SIGKILL')
const desk = await startFlowDesk({
  store: createSqliteStore({ file }),
  beforeMail: () => moment === 'mail' && die(),
})
await desk.mutate('probe', { id: 'one' })
if (moment === 'call') die()
await desk.runtime.drain()
