import type { NativeModule } from 'tenon/engine'
import { describe, expect, it, onTestFinished } from 'vitest'
import { console as guestConsole } from '../../../src/module/console/index.js'
import { util } from '../../../src/module/util/index.js'
import { openGuest } from '../../harness/run-guest-code.js'

const eager: NativeModule = {
  kind: 'native',
  name: 'eager',
  capabilities: ['pure'],
  guestCode: `globalThis.ran = (globalThis.ran ?? 0) + 1; module.exports = { value: { of: 'eager' } }`,
  globals: { eagerly: 'value' },
}

async function run(natives: readonly NativeModule<never, object>[], body: string): Promise<unknown> {
  const guest = await openGuest(...natives)
  onTestFinished(() => guest.close())
  return guest.run(body)
}

describe('the globals of a native', () => {
  it('are there without a require, and are what the module exports', async () => {
    expect(await run([eager], `return [typeof eagerly, eagerly === require('eager').value, ran]`)).toEqual([
      'object',
      true,
      1,
    ])
  })

  it('cost nothing where nobody looks at them', async () => {
    expect(await run([eager], `return [globalThis.ran ?? 0, 'eagerly' in globalThis]`)).toEqual([0, true])
  })

  it('are not there yet for the code that makes them', async () => {
    const guestCode = `const before = typeof selfish; module.exports = { selfish: 1, before }`
    const selfish: NativeModule = { ...eager, name: 'selfish', guestCode, globals: { selfish: 'selfish' } }
    expect(await run([selfish], `return [selfish, require('selfish').before]`)).toEqual([1, 'undefined'])
    expect(await run([selfish], `return [require('selfish').before, selfish]`)).toEqual(['undefined', 1])
  })

  it('may be replaced by the guest, before and after they were looked at', async () => {
    expect(await run([eager], `eagerly = 1; return [eagerly, globalThis.ran ?? 0]`)).toEqual([1, 0])
    expect(await run([eager], `eagerly.of; eagerly = 2; return [eagerly, ran]`)).toEqual([2, 1])
  })

  it('are not brought by what a granted native uses for itself', async () => {
    const body = `return [typeof console, typeof TextEncoder]`
    expect(await run([guestConsole], body)).toEqual(['object', 'undefined'])
    expect(await run([guestConsole, util], body)).toEqual(['object', 'function'])
  })
})
