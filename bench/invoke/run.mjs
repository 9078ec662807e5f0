// What a call costs: Tenon's `runtime.invoke` on the emitted program over the memory store, the floor, oRPC and tRPC.
import { readFileSync } from 'node:fs'
import { compileApp } from '../../dist/generator/compile-app.js'
import { defineApp } from '../../dist/generator/define.js'
import { createAppRuntime } from '../../dist/src/runtime.js'
import { printTable, summarise, takeTurns } from '../measure.mjs'
import { list, replay, rows, save } from './floor.mjs'
import { orpc, trpc } from './peers.mjs'

const modules = 'tenon: 1\nmodules:\n  - { id: store, kind: provider, source: "tenon:memory" }\n'
const authContext = { subject: 'u1', claims: { desk_agent: true } }
const caller = { subject: 'u1', roles: new Set(['agent', 'authenticated']) }
const good = { state: 'open', page: 1, size: 10 }
const bad = { state: 7, page: 'x', size: 10 }
const change = { id: 'tkt_900', title: '  A new title ', state: 'open' }

export async function run({ rounds = 30 }) {
  const runtime = await startTenon()
  const tenon = (entrypointKind, entrypointId, input, more) =>
    runtime.invoke({ entrypointKind, entrypointId, input, authContext, ...more })
  const trpcClient = trpc(caller)
  await sameAnswers(tenon, trpcClient)

  const cases = {
    query: {
      floor: () => list(good, caller),
      tenon: () => runtime.invoke({ entrypointKind: 'query', entrypointId: 'list_tickets', input: good, authContext }),
      'oRPC call': () => orpc.list(good, caller),
      'tRPC createCaller': () => trpcClient.list(good),
    },
    rejected: {
      floor: () => list(bad, caller),
      tenon: () => runtime.invoke({ entrypointKind: 'query', entrypointId: 'list_tickets', input: bad, authContext }),
      'oRPC call': () => orpc.list(bad, caller).catch(() => undefined),
      'tRPC createCaller': () => trpcClient.list(bad).catch(() => undefined),
    },
    mutation: {
      floor: () => save(change, caller),
      tenon: () =>
        runtime.invoke({ entrypointKind: 'mutation', entrypointId: 'save_ticket', input: change, authContext }),
      'oRPC call': () => orpc.save(change, caller),
      'tRPC createCaller': () => trpcClient.save(change),
    },
    replay: {
      floor: () => replay(change, caller, 'key-1'),
      tenon: () =>
        runtime.invoke({
          entrypointKind: 'mutation',
          entrypointId: 'save_ticket',
          input: change,
          authContext,
          idempotencyKey: 'key-1',
        }),
    },
  }
  const results = {}
  for (const [name, contenders] of Object.entries(cases)) {
    results[name] = summarise(await takeTurns(contenders, { rounds }), 'floor')
    printTable(name, results[name], 'floor', (nanoseconds) => `${(nanoseconds / 1000).toFixed(2)} µs`)
  }
  await runtime.close()
  return { unit: 'nanoseconds per call, median', rounds, results }
}

async function startTenon() {
  const yaml = readFileSync(new URL('./app.yaml', import.meta.url), 'utf8')
  const runtime = createAppRuntime({ bundle: compileApp({ spec: defineApp({ yaml, modules }) }), hostPorts: {} })
  await runtime.ready
  for (const row of rows) {
    const input = { id: row.id, title: row.title, state: row.state }
    const seeded = await runtime.invoke({
      entrypointKind: 'mutation',
      entrypointId: 'save_ticket',
      input,
      authContext,
      now: row.opened_at,
    })
    if (!seeded.ok) throw new Error(`seeding failed: ${JSON.stringify(seeded)}`)
  }
  return runtime
}

/** A benchmark of wrong answers is worthless: all contenders must agree first. */
async function sameAnswers(tenon, trpcClient) {
  const input = { state: 'open', page: 1, size: 5 }
  const ours = await tenon('query', 'list_tickets', input)
  const others = [(await list(input, caller)).output, await orpc.list(input, caller), await trpcClient.list(input)]
  for (const other of others) {
    if (ours.output.rows.length !== other.rows.length) throw new Error('the contenders give different rows')
  }
  const refused = await tenon('query', 'list_tickets', bad)
  if (refused.status !== 'rejected' || refused.violations.length !== 2) throw new Error('the bad input was not refused')
}
