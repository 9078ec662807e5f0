import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buffer } from '../../../src/module/buffer/index.js'
import { crypto } from '../../../src/module/crypto/index.js'
import { declaredNames, failing, type OpenedGuest, openGuest, runInNode } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeAll(async () => {
  guest = await openGuest(crypto, buffer)
})
afterAll(() => guest.close())

const start = `const crypto = require('crypto'); const { Buffer } = require('buffer'); ${failing}
  const algorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'SHA256'];`

describe('crypto', () => {
  it.each([
    [
      'hashes',
      `algorithms.map((name) => ['', 'a', 'h\u00e9llo', 'x'.repeat(1000)].map((text) => crypto.createHash(name).update(text).digest('hex')))`,
    ],
    [
      'hashes of pieces',
      `crypto.createHash('sha256').update('a').update(Buffer.from('b')).update(new Uint16Array([1, 2])).update('YWI', 'base64url').update('6162', 'hex').digest('hex')`,
    ],
    [
      'digests in encodings',
      `['hex', 'base64', 'base64url', 'latin1', undefined, 'buffer'].map((encoding) => { const digest = crypto.createHash('sha1').update('a').digest(encoding); return Buffer.isBuffer(digest) ? [...digest] : digest })`,
    ],
    [
      'a hash that was copied',
      `(() => { const hash = crypto.createHash('sha256').update('a'); const copy = hash.copy(); hash.update('b'); return [copy.digest('hex'), hash.digest('hex'), failing(() => hash.copy())] })()`,
    ],
    [
      'what a hash is given is taken at once',
      `(() => { const bytes = Buffer.from('abc'); const hash = crypto.createHash('md5').update(bytes); bytes.fill(0); return hash.digest('hex') })()`,
    ],
    [
      'keyed hashes',
      `algorithms.map((name) => [['', ''], ['key', 'text'], ['k'.repeat(200), 'text']].map(([key, text]) => crypto.createHmac(name, key).update(text).digest('hex'))).concat(crypto.createHmac('sha256', new Uint8Array([1, 2])).update('x').digest('base64'))`,
    ],
    [
      'what is over',
      `(() => { const hash = crypto.createHash('md5'); hash.digest(); const hmac = crypto.createHmac('md5', 'k'); hmac.digest(); return [failing(() => hash.digest()), failing(() => hash.update('a')), failing(() => hmac.update('a')), hmac.digest('hex'), hmac.digest().length] })()`,
    ],
    [
      'what cannot be hashed',
      `[failing(() => crypto.createHash('none'))[0], failing(() => crypto.createHash(1)), failing(() => crypto.createHmac('none', 'k')), failing(() => crypto.createHmac('md5')), failing(() => crypto.createHmac('md5', 5)), failing(() => crypto.createHash('md5').update(1)), failing(() => crypto.createHash('md5').update()), failing(() => crypto.createHash('md5').update([1]))]`,
    ],
    [
      'timingSafeEqual',
      `[crypto.timingSafeEqual(Buffer.from('ab'), new Uint8Array([97, 98])), crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ac')), failing(() => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))), failing(() => crypto.timingSafeEqual('a', Buffer.from('a')))]`,
    ],
    [
      'the shape of what is random',
      `[/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()), [0, 1, 16, 100000].map((size) => [crypto.randomBytes(size).length, Buffer.isBuffer(crypto.randomBytes(size))]), crypto.getRandomValues(new Uint32Array(4)).length]`,
    ],
    [
      'what cannot be random',
      `[failing(() => crypto.randomBytes(-1)), failing(() => crypto.randomBytes('1')), failing(() => crypto.randomBytes()), failing(() => crypto.randomInt(0)), failing(() => crypto.randomInt(5, 5)), failing(() => crypto.randomInt('a')), failing(() => crypto.randomInt(0, 2 ** 48 + 1)), failing(() => crypto.getRandomValues(new Float32Array(1)))[0].length > 0, failing(() => crypto.getRandomValues(new Uint8Array(65537)))[0]]`,
    ],
  ])('does what Node does: %s', async (_, expression) => {
    const body = `${start} return ${expression}`
    expect(await guest.run(body)).toEqual(await runInNode(body))
  })

  it('gives other bytes every time', async () => {
    const body = `${start} return [...Array(20)].flatMap(() => [crypto.randomUUID(), crypto.randomBytes(16).toString('hex'), crypto.getRandomValues(Buffer.alloc(16)).toString('hex')])`
    const drawn = (await guest.run(body)) as string[]
    expect(new Set(drawn).size).toBe(60)
  })

  it('fills the view that it is given, and no more', async () => {
    const body = `${start} const memory = new Uint8Array(64); const view = memory.subarray(16, 48); return [crypto.getRandomValues(view) === view, memory.slice(0, 16).every((b) => b === 0), memory.slice(48).every((b) => b === 0), view.some((b) => b !== 0)]`
    expect(await guest.run(body)).toEqual([true, true, true, true])
  })

  it('draws whole numbers within their bounds', async () => {
    const body = `${start} const drawn = [...Array(300)].map(() => crypto.randomInt(3)); const wide = [...Array(50)].map(() => crypto.randomInt(-5, 2 ** 40));
      return [[...new Set(drawn)].sort(), wide.every((n) => Number.isInteger(n) && n >= -5 && n < 2 ** 40), new Set(wide).size > 40]`
    expect(await guest.run(body)).toEqual([[0, 1, 2], true, true])
  })

  it('tells callbacks', async () => {
    const body = `${start} return Promise.all([new Promise((resolve) => crypto.randomBytes(4, (error, bytes) => resolve([error, bytes.length]))), new Promise((resolve) => crypto.randomInt(1, (error, n) => resolve([error, n])))])`
    expect(await guest.run(body)).toEqual([
      [null, 4],
      [null, 0],
    ])
  })

  it('refuses more random bytes than it may make, at the host too', async () => {
    const body = `${start} return failing(() => crypto.randomBytes(2 ** 20 + 1))`
    expect(await guest.run(body)).toEqual(['RangeError', 'ERR_OUT_OF_RANGE'])
    expect(() => crypto.exports?.random(2 ** 20 + 1)).toThrow(RangeError)
    expect(() => crypto.exports?.random(-1)).toThrow(RangeError)
  })

  it('takes nothing for random that the VM makes up', () => {
    expect(crypto.guestCode).not.toContain('Math.random')
  })

  it('S05 declares what it exports', async () => {
    expect(declaredNames(crypto.declaration ?? '')).toEqual(
      await guest.run(`return Object.keys(require('crypto')).sort()`),
    )
  })

  it('touches randomness alone', () => {
    expect(crypto.capabilities).toEqual(['random'])
  })
})
