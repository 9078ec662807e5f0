import { describe, expect, it } from 'vitest'
import { process as processModule } from '../../../src/module/process/index.js'
import { bindNative, failure, openRuntimeWith, runIn } from '../../harness/gated-guest.js'

async function run(config: unknown, body: string): Promise<unknown> {
  const runtime = await openRuntimeWith([{ native: processModule, config }])
  return runIn(runtime, `${failure} ${body}`)
}

describe('process for guests', () => {
  it('G02 gives the variables that the config names, as a global too', async () => {
    process.env.TENON_TEST_SEEN = 'seen'
    process.env.TENON_TEST_HIDDEN = 'hidden'
    const body = 'return [process.env, process.platform, Object.keys(process).sort()]'
    const env = { TENON_TEST_SEEN: 'seen' }
    expect(await run({ env: ['TENON_TEST_SEEN', 'TENON_TEST_UNSET'] }, body)).toEqual([
      env,
      'tenon',
      ['env', 'platform'],
    ])
  })

  it('G03 is nothing where it is not granted', async () => {
    const runtime = await openRuntimeWith([])
    const body = `${failure} return [typeof process, (await failure(() => require('process'))).code, (await failure(() => require('node:process'))).code]`
    expect(await runIn(runtime, body)).toEqual(['undefined', 'ERR_MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'])
  })

  it('G04 is one object, by each of its names', async () => {
    const body = `return [process === require('process'), process === require('node:process'), process.env === require('process').env]`
    expect(await run({}, body)).toEqual([true, true, true])
  })

  it('cannot be changed, nor read beyond its names', async () => {
    process.env.TENON_TEST_SEEN = 'seen'
    const body = `return [await failure(() => { 'use strict'; process.env.TENON_TEST_SEEN = 'x' }), await failure(() => { 'use strict'; process.env.NEW = 'x' }), process.env.PATH ?? null, process.env.constructor.name, Object.keys(process.env)]`
    const readOnly = { name: 'TypeError' }
    expect(await run({ env: ['TENON_TEST_SEEN'] }, body)).toEqual([
      readOnly,
      readOnly,
      null,
      'Object',
      ['TENON_TEST_SEEN'],
    ])
    expect([process.env.TENON_TEST_SEEN, process.env.NEW]).toEqual(['seen', undefined])
  })

  it('stays as it was when its runtime began', () => {
    const environment: Record<string, string> = { A: '1' }
    const { host } = bindNative(processModule, { env: ['A', '__proto__'] }, { environment })
    environment.A = '2'
    expect(host.env?.()).toEqual({ A: '1' })
  })

  it.each([
    [{ env: 'PATH' }, 'config.env must be a list of texts'],
    [{ env: [''] }, 'config.env must be a list of texts'],
    [{ names: [] }, 'config has no member "names"'],
    [[], 'config must be a mapping'],
  ])('refuses the config %j', (config, message) => {
    expect(() => bindNative(processModule, config)).toThrow(message)
  })
})
