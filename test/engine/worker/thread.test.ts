import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { integrityOf } from '../../../src/engine/guest/verify-integrity.js'
import { appGuest } from '../../../src/engine.js'
import { entry, openWorkerGuest, rejectionOf } from './open-worker-calls.js'

const run = promisify(execFile)

/** A thread that runs `code` before it is one of a guest. */
function threadThat(code: string): URL {
  const source = `import { parentPort } from 'node:worker_threads';${code};await import(${JSON.stringify(entry.href)})`
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`)
}

describe('a thread that ends by itself', () => {
  it('ends the call that it was at, and another answers the next', async () => {
    const dies = `parentPort.on('message', ({ text }) => { if (text?.includes('die')) process.exit(3) })`
    const { call } = await openWorkerGuest(`port: (n) => new Promise((done) => n === 'die' || done(n))`, {
      options: { entry: threadThat(dies) },
    })
    expect(await call(1)).toBe(1)
    expect(await rejectionOf(call('die'))).toMatchObject({ code: 'ERR_WORKER_LOST', details: { exitCode: 3 } })
    expect(await call(2)).toBe(2)
  })

  it('is told of when the guest is activated, where no thread can start', async () => {
    const options = { entry: new URL('./absent.js', import.meta.url) }
    expect(await rejectionOf(openWorkerGuest(`port: () => 1`, { options }))).toMatchObject({ code: 'ERR_WORKER_LOST' })
  })
})

describe('a guest of isolation worker', () => {
  it('is refused where the app has no threads', async () => {
    const bundle = { id: 'guest', isolation: 'worker', lifetime: 'call', requires: [], provides: [] }
    const activating = (async () => appGuest(bundle as never).activate({} as never))()
    expect(await rejectionOf(activating)).toMatchObject({ code: 'ERR_SPEC_INVALID' })
  })

  it('is refused when too many calls wait for a thread', async () => {
    const { call, close } = await openWorkerGuest(`port: () => new Promise(() => {})`, {
      options: { mostThreads: 1, mostWaiting: 1 },
    })
    const [first, second] = [rejectionOf(call()), rejectionOf(call())]
    expect(await rejectionOf(call())).toMatchObject({ code: 'ERR_SCHEDULE_REJECTED' })
    await close()
    expect(await first).toMatchObject({ code: 'ERR_VM_GONE' })
    expect(await second).toMatchObject({ code: 'ERR_VM_GONE' })
  })

  it('keeps the process alive while a call lasts, and not longer', async () => {
    const built = (path: string): string => JSON.stringify(new URL(`../../../dist/src/${path}`, import.meta.url).href)
    const limits = { memoryMb: 32, stackKb: 32, cpuMs: 5000, wallMs: 20_000, hostCalls: 1, outputKb: 1 }
    const code = 'module.exports = { default: { port: (n) => { for (let i = 0; i < 1e6; i += 1); return n + 1 } } }'
    const bundle = {
      id: 'guest',
      code,
      integrity: await integrityOf(code),
      provides: ['port'],
      requires: [],
      lifetime: 'call',
      isolation: 'worker',
      limits,
    }
    const source = `
      import { appGuest } from ${built('engine.js')}
      import { workerVms } from ${built('host/node/guest-worker/worker-vms.js')}
      const context = { id: 'guest', config: null, logger: console, clock: {}, activated: () => undefined }
      const { port } = await appGuest(${JSON.stringify(bundle)}, [], workerVms()).activate(context)
      port(1, { signal: new AbortController().signal }).then((value) => console.log(value))`
    const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', source], {
      cwd: fileURLToPath(new URL('../../..', import.meta.url)),
      timeout: 15_000,
    })
    expect([stdout, stderr]).toEqual(['2\n', ''])
  })
})
