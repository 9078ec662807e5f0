import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCancellation } from '../../src/host/cancellation.js'
import { guardLogger } from '../../src/host/guard-logger.js'
import { systemClock } from '../../src/host/system-clock.js'
import { systemEnvironment } from '../../src/host/system-environment.js'
import { idSequence } from '../../src/host/system-identity.js'
import { systemLogger } from '../../src/host/system-logger.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the defaults of the host', () => {
  it('write warnings and errors to the console, and nothing else', () => {
    const lines: unknown[][] = []
    for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const)
      vi.spyOn(console, level).mockImplementation((...parts) => void lines.push([level, ...parts]))
    for (const level of ['debug', 'info', 'warn', 'error'] as const) systemLogger[level]('hello', { at: level })
    systemLogger.warn('bare')
    expect(lines).toEqual([
      ['warn', 'hello', { at: 'warn' }],
      ['error', 'hello', { at: 'error' }],
      ['warn', 'bare'],
    ])
  })

  it('hand on to a logger of the host, whatever that does', () => {
    const seen: string[] = []
    const logger = guardLogger({
      debug: (message) => void seen.push(`debug ${message}`),
      info: (message) => void seen.push(`info ${message}`),
      warn: (message) => void seen.push(`warn ${message}`),
      error: () => JSON.parse(''),
    })
    for (const level of ['debug', 'info', 'warn', 'error'] as const) logger[level]('x')
    expect(seen).toEqual(['debug x', 'info x', 'warn x'])
  })

  it('read the environment where there is a process', () => {
    expect(systemEnvironment.get('PATH')).toBe(process.env.PATH)
    expect(systemEnvironment.get('TENON_NOT_SET')).toBeUndefined()
    vi.stubGlobal('process', undefined)
    expect(systemEnvironment.get('PATH')).toBeUndefined()
  })

  it('tell the time of the system', () => {
    const before = Date.now()
    const told = Date.parse(systemClock.nowIso())
    expect(told >= before && told <= Date.now()).toBe(true)
    expect(systemClock.nowIso()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('count ids over the end of a block of random digits', () => {
    const next = idSequence('x_', 12)
    const made = Array.from({ length: 131_073 }, next)
    expect(new Set(made).size).toBe(made.length)
    expect(made.every((id) => /^x_[0-9a-f]{12}$/.test(id))).toBe(true)
    expect(new Set(made.map((id) => id.slice(0, 10))).size).toBe(3)
  })

  it('cancel with the signal of the host', () => {
    const { signal, abort } = destructured()
    expect([signal.aborted, signal instanceof AbortSignal]).toEqual([false, true])
    abort('done')
    expect([signal.aborted, signal.reason]).toEqual([true, 'done'])
  })

  it('cancel with a plain signal where the host has none', () => {
    vi.stubGlobal('AbortController', undefined)
    const { signal, abort } = destructured()
    expect(signal.aborted).toBe(false)
    abort('done')
    expect([signal.aborted, signal.reason]).toEqual([true, 'done'])
  })
})

function destructured() {
  const cancellation = createCancellation()
  return { signal: cancellation.signal, abort: (reason: unknown) => cancellation.abort(reason) }
}
