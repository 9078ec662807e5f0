// What guests cost: a call into a pristine and into a kept VM, a VM of a large guest, and what is between a call and QuickJS.

import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { openGuest } from '../../dist/src/engine/composition/open-guest.js'
import { defaultGuestLimits } from '../../dist/src/engine.js'
import { printTable, summarise, takeTurns } from '../measure.mjs'
import { makeGuest, openAppGuest, padding } from './make-guest.mjs'
import { openRawCall } from './raw-call.mjs'

const input = { id: 1, a: 2, b: 3, name: 'q' }
const expected = JSON.stringify({ ok: true, id: 1, sum: 5, name: 'hi q', n: 1 })
const call = { principal: {}, ctx: {}, stepKey: 's', signal: new AbortController().signal }
const microseconds = (nanoseconds) => `${(nanoseconds / 1000).toFixed(1)} µs`

export async function run({ rounds = 20 }) {
  const small = await measure('a small JSON call', await smallCalls(), { rounds, reference: 'raw' })
  const calls = await measure('a call, guest of 5 KB', await guestCalls(), {
    rounds,
    warm: 400,
    least: 20,
    reference: 'kept',
  })
  const large = await measure('a pristine VM, guest of 500 KB', await largeVms(), {
    rounds: Math.min(rounds, 8),
    warm: 8,
    least: 2,
    reference: 'pristine',
  })
  const memory = measureMemory()
  const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`
  console.log(`\nmemory of a kept runtime: ${kilobytes(memory.each)}, of which its image ${kilobytes(memory.image)}`)
  return { unit: 'nanoseconds, median', rounds, results: { small, calls, large }, memoryBytes: memory }
}

async function measure(title, contenders, { reference, ...options }) {
  for (const [name, contender] of Object.entries(contenders)) {
    const answer = JSON.stringify(await contender())
    if (answer !== expected) throw new Error(`${name} answers ${answer}`)
  }
  const rows = summarise(await takeTurns(contenders, options), reference)
  printTable(title, rows, reference, microseconds)
  return rows
}

async function smallCalls() {
  const raw = await openRawCall()
  const guest = await openGuest({ limits: { ...defaultGuestLimits, cpuMs: 5000 } })
  guest.load(makeGuest(1, 'runtime').code)
  return { raw: () => raw(input), tenon: () => guest.callPort('handle', [input]) }
}

async function guestCalls() {
  const kept = await openAppGuest(makeGuest(5, 'runtime'))
  const pristine = await openAppGuest(makeGuest(5, 'call'))
  const other = await otherSandbox()
  return { kept: () => kept.handle(input, call), pristine: () => pristine.handle(input, call), ...other }
}

async function largeVms() {
  const pristine = await openAppGuest(makeGuest(500, 'call'))
  const source = makeGuest(500, 'call').code
  const limits = { ...defaultGuestLimits, memoryMb: 64, cpuMs: 60_000 }
  return {
    pristine: () => pristine.handle(input, call),
    async created() {
      const guest = await openGuest({ limits })
      guest.load(source)
      const answer = guest.callPort('handle', [input])
      guest.drop()
      return answer
    },
    ...(await isolate()),
  }
}

/** Only where it is installed: it brings a file system and a rate limiter. */
async function otherSandbox() {
  try {
    const { loadQuickJs } = await import('@sebastianwessel/quickjs')
    const variant = await import('@jitl/quickjs-wasmfile-release-sync')
    const { runSandboxed } = await loadQuickJs(variant.default)
    const source = `${padding(5).replaceAll('exports.', 'globalThis.')}; export default handle(${JSON.stringify(input)})`
    const once = () => runSandboxed(({ evalCode }) => evalCode(source)).then(({ data }) => data)
    return { '@sebastianwessel/quickjs': once }
  } catch (failure) {
    console.log(`@sebastianwessel/quickjs is left out: ${failure.message.split('\n')[0]}`)
    return {}
  }
}

/** Only where it is installed, which takes a compiler; Node 20 then has to be run with `--no-node-snapshot`. */
async function isolate() {
  if (!process.execArgv.includes('--no-node-snapshot')) {
    console.log('isolated-vm is left out: it needs "node --no-node-snapshot".')
    return {}
  }
  try {
    const ivm = createRequire(import.meta.url)('isolated-vm')
    const code = `${padding(500).replaceAll('exports.', 'globalThis.')}; globalThis.handle = handle`
    const snapshot = ivm.Isolate.createSnapshot([{ code }])
    return {
      'isolated-vm, snapshot': () => {
        const isolate = new ivm.Isolate({ memoryLimit: 64, snapshot })
        const context = isolate.createContextSync()
        const answer = context.evalClosureSync('return JSON.stringify(handle($0))', [input], {
          arguments: { copy: true },
        })
        isolate.dispose()
        return JSON.parse(answer)
      },
    }
  } catch (failure) {
    console.log(`isolated-vm is left out: ${failure.message.split('\n')[0]}`)
    return {}
  }
}

function measureMemory() {
  const file = fileURLToPath(new URL('./live-memory.mjs', import.meta.url))
  return JSON.parse(execFileSync(process.execPath, ['--expose-gc', file], { encoding: 'utf8' }))
}
