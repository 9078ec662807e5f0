import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../harness/source-files.js'
import { corpus } from './corpus.js'
import type { HostileCase } from './hostile-case.js'

// Below the project, where the thread finds its packages.
const folder = join(root, 'node_modules/.cache/tenon-hostile')
const file = join(folder, 'end-of-thread.mjs')

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: [join(root, 'test/engine/hostile/end-of-thread.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
})

/** Runs a case in a thread of its own. Gives what came of it in that time, or that the thread had to be ended. */
async function inThread(one: HostileCase, ms: number): Promise<unknown> {
  const thread = new Worker(file, { workerData: one, resourceLimits: { stackSizeMb: 4 } })
  try {
    return await new Promise((resolve, reject) => {
      thread.on('error', reject)
      thread.on('message', (told) => {
        if (told === 'begins') setTimeout(() => resolve('ended'), ms)
        else resolve(told)
      })
    })
  } finally {
    await thread.terminate()
  }
}

const uninterruptible = Object.values(corpus)
  .flat()
  .filter((one) => one.in === 'worker')

describe('what no interrupt reaches', () => {
  it.each(uninterruptible)('$name: ends with its thread', { timeout: 60_000 }, async (one) => {
    expect(await inThread(one, 500)).toBe('ended')
  })

  it('is not the thread: an endless loop ends by itself in it', { timeout: 60_000 }, async () => {
    const loop: HostileCase = { name: 'loop', code: 'for (;;) {}', ends: 'ERR_LIMIT_CPU' }
    expect(await inThread(loop, 20_000)).toMatchObject({ code: 'ERR_LIMIT_CPU', next: 23 })
  })
})
