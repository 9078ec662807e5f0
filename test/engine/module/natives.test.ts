import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { NativeContext, NativeModule } from '../../../src/contract/native.js'
import { buffer } from '../../../src/module/buffer/index.js'
import { console as guestConsole } from '../../../src/module/console/index.js'
import { crypto } from '../../../src/module/crypto/index.js'
import { events } from '../../../src/module/events/index.js'
import { path } from '../../../src/module/path/index.js'
import { time } from '../../../src/module/time/index.js'
import { timers } from '../../../src/module/timers/index.js'
import { url } from '../../../src/module/url/index.js'
import { util } from '../../../src/module/util/index.js'
import { yaml } from '../../../src/module/yaml/index.js'

const page = readFileSync(fileURLToPath(new URL('../../../docs/modules-for-guests.md', import.meta.url)), 'utf8')

const natives: readonly NativeModule<never, object>[] = [
  buffer,
  guestConsole,
  crypto,
  events,
  path,
  time,
  timers,
  url,
  util,
  yaml,
]

function codesIn(cell: string | undefined): string[] {
  return [...(cell ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code ?? '')
}

const system = { nowIso: () => '2024-01-02T00:00:00.000Z', now: () => 0, after: () => () => {} }

/** The host functions of a native, by name. */
function hostFunctions({ bind, exports }: NativeModule<never, object>): string[] {
  const context = { clock: system, timers: system } as unknown as NativeContext<never>
  return Object.keys(bind?.(context) ?? exports ?? {})
}

describe('the host functions of natives', () => {
  it.each(natives)('have a signature each, in $name', (native) => {
    const { signatures = {} } = native
    expect(Object.keys(signatures)).toEqual(hostFunctions(native))
    for (const { about } of Object.values(signatures)) expect(about).toMatch(/^[A-Z].*\.$/)
  })
})

describe('the page on modules for guests', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| [`'))
  const cells = new Map(rows.map((row) => row.split('|').slice(1, 5)).map((row) => [codesIn(row[0])[0], row]))

  it('has a row and a section for each, and no other', () => {
    expect([...cells.keys()]).toEqual(natives.map(({ name }) => name))
    const sections = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name)
    expect(sections).toEqual(natives.map(({ name }) => name))
  })

  it.each(natives)('tells what $name may touch and which globals it brings', ({ name, capabilities, globals }) => {
    const [, may, brings] = cells.get(name) ?? []
    expect(codesIn(may)).toEqual(capabilities)
    expect(codesIn(brings)).toEqual(Object.keys(globals ?? {}))
  })

  it.each(natives)('tells whether $name calls the host', ({ name, bind, exports }) => {
    const calls = cells.get(name)?.[3]?.trim()
    expect(calls === 'none').toBe(bind === undefined && exports === undefined)
  })

  it('grants under tenon:safe what needs the clock, randomness and nothing else', () => {
    const safe: readonly string[] = ['pure', 'clock', 'random']
    expect(natives.flatMap(({ capabilities }) => capabilities).filter((one) => !safe.includes(one))).toEqual([])
  })
})
