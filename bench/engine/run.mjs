// What guests cost: a call into a pristine and into a kept VM, a VM of a large guest, and what is between a call and QuickJS.

import { openGuest } from '../../dist/src/engine/composition/open-guest.js'
import { appGuest, defaultGuestLimits } from '../../dist/src/engine.js'
import { printTable, summarise, takeTurns } from '../measure.mjs'
import { makeGuest, padding } from './make-guest.mjs'
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
  const memory = await measureMemory()
  console.log(`\nmemory of a runtime that is kept, beyond its image: ${(memory / 1024).toFixed(0)} KB`)
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
  const kept = await open(makeGuest(5, 'runtime'))
  const pristine = await open(makeGuest(5, 'call'))
  const other = await otherSandbox()
  return { kept: () => kept.handle(input, call), pristine: () => pristine.handle(input, call), ...other }
}

async function largeVms() {
  const pristine = await open(makeGuest(500, 'call'))
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
  }
}

async function open(bundle) {
  const context = {
    id: bundle.id,
    config: null,
    logger: console,
    clock: { nowIso: () => '' },
    activated: () => undefined,
  }
  return appGuest(bundle).activate({ ...context, signal: new AbortController().signal })
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

/** Of what stays when a hundred are alive: what the process takes, without the image that each has a copy of. */
async function measureMemory() {
  const bundle = makeGuest(5, 'runtime')
  const { sizeOfImage } = await import('../../dist/src/engine/vm/vm-image.js')
  const one = await openGuest({ limits: defaultGuestLimits })
  one.load(bundle.code)
  const image = sizeOfImage(one.capture('memory'))
  const settle = () => globalThis.gc?.()
  settle()
  const before = process.memoryUsage.rss()
  const alive = []
  for (let count = 0; count < 100; count++) alive.push(await open(bundle))
  settle()
  const each = (process.memoryUsage.rss() - before) / alive.length
  for (const guest of alive) await guest.deactivate()
  return each - image
}
