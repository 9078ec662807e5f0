import { parentPort, workerData } from 'node:worker_threads'
import { openHostileFactory } from './hostile-host.js'
import { runHostile } from './outcome.js'

// Runs one case in this thread, and says when it begins and with what it ends.
const factory = openHostileFactory(150)
await factory.newOwnedRuntime().then((runtime) => runtime.close())
parentPort?.postMessage('begins')
parentPort?.postMessage(await runHostile(factory, workerData))
