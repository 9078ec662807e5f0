// What an action costs: one expression, one record in memory and one signal, against the same written by hand.
import { readFileSync } from 'node:fs'
import { compileApp } from '../../dist/generator/compile-app.js'
import { defineApp } from '../../dist/generator/define.js'
import { createAppRuntime } from '../../dist/src/runtime.js'
import { createMemoryStore } from '../../dist/src/store/memory/index.js'
import { printTable, summarise, takeTurns } from '../measure.mjs'
import { save } from './floor.mjs'

const modules = 'tenon: 1\nmodules:\n  - { id: store, kind: provider, source: "tenon:memory" }\n'
const authContext = { subject: 'u1', claims: { desk_agent: true } }
const caller = { subject: 'u1', roles: ['agent', 'authenticated'] }

export async function run({ rounds = 30 }) {
  const yaml = readFileSync(new URL('./app.yaml', import.meta.url), 'utf8')
  const bundle = compileApp({ spec: defineApp({ yaml, modules }) })
  const runtime = createAppRuntime({ bundle, hostPorts: {} })
  await runtime.ready
  const store = createMemoryStore()
  await store.open({ appId: 'floor', tables: [...bundle.program.collections.values()] })
  const request = { entrypointKind: 'mutation', entrypointId: 'save_ticket', authContext }
  // Another title each time, as in life: equal payloads would be hashed once.
  let count = 0
  const input = () => ({ id: `tkt_${count % 1000}`, title: `  Title ${count++} `, state: 'open' })
  await agree(runtime, store, request)
  const contenders = {
    floor: () => save(store, input(), caller),
    tenon: () => runtime.invoke({ ...request, input: input() }),
  }
  const action = summarise(await takeTurns(contenders, { rounds }), 'floor')
  printTable('action', action, 'floor', (nanoseconds) => `${(nanoseconds / 1000).toFixed(2)} µs`)
  await runtime.close()
  return { unit: 'nanoseconds per call, median', rounds, results: { action } }
}

/** A benchmark of wrong answers is worthless: both must do the same. */
async function agree(runtime, store, request) {
  const input = { id: 'tkt_1', title: '  A title ', state: 'open' }
  const [ours, theirs] = [await runtime.invoke({ ...request, input }), await save(store, input, caller)]
  const told = ({ output, emittedSignals: [signal] }) => JSON.stringify([output, signal.payload, signal.payloadHash])
  if (told(ours) !== told(theirs)) throw new Error(`the contenders differ: ${told(ours)} and ${told(theirs)}`)
}
