import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine.js'
import { openWorkerGuest, rejectionOf } from './open-worker-calls.js'

const short = { cpuMs: 500, wallMs: 1500 }

// These compute for many seconds, and nothing within them ever looks at an interrupt.
const unheeding = [
  ['a search through a list with holes', `const list = []; list.length = 2 ** 31; return list.indexOf(1)`],
  ['a search in a long text', `return 'a'.repeat(2e5).indexOf('a'.repeat(1e5) + 'b')`],
] as const

describe.each(['call', 'runtime'] as const)('a guest of lifetime %s', (lifetime) => {
  it.each(unheeding)('is ended at %s, and answers the next call', async (_, body) => {
    const { call } = await openWorkerGuest(`port(input) { if (!input) return 'done'; ${body} }`, {
      limits: short,
      lifetime,
    })
    expect(await call(false)).toBe('done')
    expect(await rejectionOf(call(true))).toMatchObject({ name: 'EngineError', code: 'ERR_CALL_TIMEOUT' })
    expect(await call(false)).toBe('done')
  })

  it('is interrupted when it has computed as long as it may', async () => {
    const { call } = await openWorkerGuest(`port(input) { while (input); return 'done' }`, { limits: short, lifetime })
    expect(await rejectionOf(call(true))).toMatchObject({ code: 'ERR_LIMIT_CPU', details: { limitMs: 500 } })
    expect(await call(false)).toBe('done')
  })

  it('is ended when nobody waits any more', async () => {
    const port = `port(input) { if (!input) return 'done'; return new Promise(() => {}) }`
    const { call } = await openWorkerGuest(port, { lifetime })
    const controller = new AbortController()
    const pending = call(true, controller.signal)
    setTimeout(() => controller.abort(new Error('left')), 20)
    expect(await rejectionOf(pending)).toMatchObject({ code: 'ERR_CALL_CANCELED' })
    expect(await call(false)).toBe('done')
  })

  it('is refused more than it may have, and answers the next call', async () => {
    const port = `port(kind) {
      if (kind === 'memory') { const all = []; for (;;) all.push('x'.repeat(1e5) + all.length) }
      if (kind === 'output') return 'x'.repeat(3e5)
      if (kind === 'stack') { const deeper = () => 1 + deeper(); return deeper() }
      return 'done'
    }`
    const { call } = await openWorkerGuest(port, { limits: { memoryMb: 8, outputKb: 256, stackKb: 256 }, lifetime })
    expect(await rejectionOf(call('memory'))).toMatchObject({ code: 'ERR_GUEST_OOM' })
    expect(await call(null)).toBe('done')
    expect(await rejectionOf(call('output'))).toMatchObject({ code: 'ERR_LIMIT_OUTPUT' })
    expect(await call(null)).toBe('done')
    expect(await rejectionOf(call('stack'))).toMatchObject({ code: 'ERR_GUEST_STACK' })
    expect(await call(null)).toBe('done')
  })
})

describe('a guest that is not interrupted in vain', () => {
  it('is interrupted in what follows from an await', async () => {
    const port = `async port(input) { await null; while (input); return 'done' }`
    const { call } = await openWorkerGuest(port, { limits: short })
    expect(await rejectionOf(call(true))).toMatchObject({ code: 'ERR_LIMIT_CPU' })
    expect(await call(false)).toBe('done')
  })

  it('is interrupted in promise jobs without end', async () => {
    const port = `async port(input) { while (input) await null; return 'done' }`
    const { call } = await openWorkerGuest(port, { limits: short })
    expect(await rejectionOf(call(true))).toMatchObject({ code: 'ERR_LIMIT_CPU' })
    expect(await call(false)).toBe('done')
  })
})

describe('deep recursion', () => {
  const deep = [
    ['calls', `const deeper = () => 1 + deeper(); deeper()`],
    ['the parser', `(0, eval)('('.repeat(1e6))`],
    ['JSON', `JSON.parse('['.repeat(1e6))`],
    ['conversion to text', `const odd = { toString() { return '' + odd } }; '' + odd`],
    ['a proxy', `let inner = {}; for (let i = 0; i < 1e5; i += 1) inner = new Proxy(inner, {}); inner.x`],
    ['callbacks', `const deeper = () => [1].map(deeper); deeper()`],
  ] as const

  it.each(deep)('of %s is an error that the guest can catch', async (_, body) => {
    const port = `port() { try { ${body}; return 'none' } catch (error) { return error.message } }`
    const { call } = await openWorkerGuest(port, { limits: { stackKb: 256 } })
    expect(await call()).toBe('stack overflow')
  })
})

describe('closing', () => {
  it('ends a call that never would', async () => {
    const { call, close } = await openWorkerGuest(`port() { const l = []; l.length = 2 ** 31; return l.indexOf(1) }`)
    const pending = rejectionOf(call())
    await new Promise((resolve) => setTimeout(resolve, 50))
    await close()
    expect(await pending).toMatchObject({ name: 'EngineError', code: 'ERR_VM_GONE' })
    expect(await rejectionOf(call())).toBeInstanceOf(EngineError)
  })

  it('leaves no thread behind', async () => {
    const before = threads()
    const { call, close } = await openWorkerGuest(`port: (n) => n`, { options: { mostThreads: 3 } })
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map((n) => call(n)))).toEqual([1, 2, 3, 4, 5, 6])
    expect(threads()).toBe(before + 3)
    await close()
    expect(threads()).toBe(before)
  })
})

function threads(): number {
  const { workers } = process.report.getReport() as unknown as { readonly workers: readonly unknown[] }
  return workers.length
}
