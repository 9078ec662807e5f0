import type { NativeModule } from 'tenon/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buffer } from '../../../src/module/buffer/index.js'
import { declaredNames, failing, type OpenedGuest, openGuest, runInNode } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeAll(async () => {
  guest = await openGuest(buffer)
})
afterAll(() => guest.close())

const encodings = [
  'utf8',
  'UTF-8',
  'hex',
  'base64',
  'base64url',
  'BASE64URL',
  'latin1',
  'binary',
  'ascii',
  'ucs2',
  'utf16le',
  undefined,
]
const texts = [
  '',
  'a',
  'abc',
  'h\u00e9llo',
  '\u20ac',
  '\ud83d\ude00!',
  '\ud83d',
  '\u00e9\ud83d\u00e9',
  '\udc00',
  'aGk=',
  'a-_+/',
  '68696',
  'zz',
  'x\u0000y',
  'YWJj\nZA',
  '\uFEFFbom',
]
const bytes = [
  [],
  [0x68, 0x69],
  [0xff, 0xfe, 0xfd, 0xfb],
  [0xe2, 0x82],
  [0xe2, 0x82, 0x41],
  [0xf0, 0x9f, 0x98],
  [0xf0, 0x9f, 0x98, 0x80],
  [0xed, 0xa0, 0x80],
  [0xc0, 0x80],
  [0xf5, 0x80],
  [0xe0, 0x9f, 0x80],
  [0xef, 0xbb, 0xbf, 0x41],
  [0x80, 0x41, 0x80],
  [0x41, 0xc3],
  [0xf4, 0x90, 0x80, 0x80],
  [0xe2, 0xe2, 0x82, 0xac],
]

const start = `const { Buffer, atob, btoa, isUtf8, isAscii } = require('buffer'); ${failing}
  const encodings = ${JSON.stringify(encodings)}.map((name) => name ?? undefined); const texts = ${JSON.stringify(texts)}; const bytes = ${JSON.stringify(bytes)};
  const hex = (buffer) => Buffer.isBuffer(buffer) ? buffer.toString('hex') : 'no buffer';`

const integers = [
  'Int8',
  'UInt8',
  'Uint8',
  ...['Int16', 'UInt16', 'Uint16', 'Int32', 'UInt32', 'Uint32'].flatMap((name) => [`${name}LE`, `${name}BE`]),
]
const bigs = ['BigInt64', 'BigUInt64', 'BigUint64'].flatMap((name) => [`${name}LE`, `${name}BE`])
const floats = ['FloatLE', 'FloatBE', 'DoubleLE', 'DoubleBE']
const wide = ['IntLE', 'IntBE', 'UIntLE', 'UintBE', 'UIntBE', 'UintLE']

describe('buffer', () => {
  it.each([
    [
      'from texts, in each encoding',
      `return encodings.map((encoding) => texts.map((text) => hex(Buffer.from(text, encoding))))`,
    ],
    [
      'to texts, in each encoding',
      `return encodings.map((encoding) => bytes.map((list) => Buffer.from(list).toString(encoding)))`,
    ],
    [
      'to texts of a part',
      `const all = Buffer.from('h\u00e9llo'); return [[1], [1, 3], [0, 2], [3, 2], [-3, 3], [9], [0, 99], [undefined, 2], [1.9, 3.9], ['1', '3']].map((range) => all.toString('utf8', ...range))`,
    ],
    [
      'from lists, memory, buffers and their JSON',
      `const memory = new Uint8Array([1, 2, 3, 4]).buffer; const view = Buffer.from(memory, 1, 2); new Uint8Array(memory)[1] = 9;
      const copied = Buffer.from([1, 2]); const copy = Buffer.from(copied); copied[0] = 7;
      return [view, copy, Buffer.from([257, -1, 1.9, '3', NaN]), Buffer.from(new Uint16Array([1, 256])), Buffer.from({ type: 'Buffer', data: [5] }), Buffer.from(new Set([1, 2]).values().next ? [1] : []), Buffer.of(1, 2), Buffer.from({ length: 2, 0: 3, 1: 4 }), Buffer.copyBytesFrom(new Uint8Array([1, 2, 3]), 1, 1)].map(hex)`,
    ],
    [
      'alloc',
      `return [Buffer.alloc(3), Buffer.alloc(3, 1), Buffer.alloc(5, 'ab'), Buffer.alloc(4, 'YQ', 'base64'), Buffer.alloc(4, 'YQ', 'base64url'), Buffer.alloc(4, Buffer.from([1, 2])), Buffer.alloc(0)].map(hex).concat(Buffer.allocUnsafe(3).length)`,
    ],
    [
      'concat',
      `const list = [Buffer.from('ab'), new Uint8Array([1]), Buffer.from('c')]; return [Buffer.concat(list), Buffer.concat(list, 3), Buffer.concat(list, 6), Buffer.concat([])].map(hex)`,
    ],
    [
      'compare and equals',
      `const of = (text) => Buffer.from(text); return [of('a').equals(of('a')), of('a').equals(of('b')), of('a').equals(new Uint8Array([97])), Buffer.compare(of('a'), of('b')), of('b').compare(of('a')), of('a').compare(of('ab')), of('xabx').compare(of('ab'), 0, 2, 1, 3)]`,
    ],
    [
      'byteLength and isEncoding',
      `return [encodings.map((encoding) => texts.map((text) => Buffer.byteLength(text, encoding))), encodings.map((name) => Buffer.isEncoding(name)), Buffer.isEncoding('none'), Buffer.byteLength('ab', 'none'), Buffer.byteLength(new ArrayBuffer(3))]`,
    ],
    [
      'write',
      `return encodings.map((encoding) => texts.map((text) => { const buffer = Buffer.alloc(6); return [buffer.write(text, encoding), buffer.write(text, 4, encoding), buffer.write(text, 1, 2, encoding), hex(buffer)] }))`,
    ],
    [
      'fill',
      `return [Buffer.alloc(5).fill('ab'), Buffer.alloc(5).fill(257), Buffer.alloc(5).fill('x', 2), Buffer.alloc(5).fill('x', 1, 3), Buffer.alloc(5).fill('YWI', 'base64url'), Buffer.alloc(4).fill('\u00e9', 'latin1'), Buffer.alloc(3, 1).fill('')].map(hex)`,
    ],
    [
      'indexOf, lastIndexOf and includes',
      `const all = Buffer.from('abcabc\u00e9'); return [all.indexOf('b'), all.indexOf('b', 2), all.indexOf('b', -3), all.indexOf(99), all.indexOf(Buffer.from('ca')), all.indexOf('YmM', 'base64url'), all.indexOf('none'), all.indexOf(''), all.lastIndexOf('b'), all.lastIndexOf('b', 3), all.includes('\u00e9'), all.includes('b', 5), all.indexOf('\u00e9', 0, 'utf8')]`,
    ],
    [
      'slice and subarray, which share memory',
      `const all = Buffer.from('abcdef'); const part = all.slice(1, 3); part[0] = 120; const other = all.subarray(-2); other[0] = 121; return [hex(all), hex(part), hex(other), hex(all.slice(-3, -1)), all.slice(4, 2).length]`,
    ],
    [
      'copy',
      `const target = Buffer.alloc(4); return [Buffer.from('abcdef').copy(target, 1, 2, 5), Buffer.from('xyz').copy(target, 3), hex(target), Buffer.from('ab').copy(target, 4)]`,
    ],
    [
      'swap',
      `const of = () => Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]); return [hex(of().swap16()), hex(of().swap32()), hex(of().swap64()), failing(() => Buffer.alloc(3).swap16())[0]]`,
    ],
    [
      'JSON, iteration and what is seen of it',
      `const all = Buffer.from([1, 2]); return [JSON.stringify(all), [...all], Object.keys(all), all instanceof Uint8Array, Buffer.isBuffer(new Uint8Array(1)), all.map((x) => x + 1) instanceof Uint8Array]`,
    ],
    [
      'atob and btoa',
      `return [btoa('h\u00e9'), btoa(''), atob('aOk='), atob(' aOk '), atob('aGk'), failing(() => atob('a')).length, failing(() => atob('a-b_')).length, failing(() => btoa('\u20ac')).length]`,
    ],
    ['isUtf8 and isAscii', `return bytes.map((list) => [isUtf8(Buffer.from(list)), isAscii(Buffer.from(list))])`],
    [
      'integers, at their bounds and beyond',
      `const buffer = Buffer.alloc(8); return ${JSON.stringify(integers)}.map((name) => [0, 1, -1, 127, 128, 255, 256, -128, -129, 32767, 65535, -32768, 2147483647, -2147483648, 4294967295, 4294967296, 1.5, NaN]
      .map((value) => { try { return [buffer['write' + name](value, 1), hex(buffer), buffer['read' + name](1)] } catch (error) { return [error.name, error.code] } }))`,
    ],
    [
      'integers of any width',
      `const buffer = Buffer.alloc(8); return ${JSON.stringify(wide)}.map((name) => [1, 2, 3, 4, 5, 6].map((width) => { const value = name.startsWith('U') ? 2 ** (8 * width) - 2 : -(2 ** (8 * width - 1));
      return [buffer['write' + name](value, 1, width), hex(buffer), buffer['read' + name](1, width), failing(() => buffer['write' + name](2 ** (8 * width), 0, width))] }))`,
    ],
    [
      'big integers',
      `const buffer = Buffer.alloc(9); return ${JSON.stringify(bigs)}.map((name) => [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n, 2n ** 64n].map((value) => { try { return [buffer['write' + name](value, 1), hex(buffer), String(buffer['read' + name](1))] } catch (error) { return [error.name, error.code] } }))`,
    ],
    [
      'floats',
      `const buffer = Buffer.alloc(9); return ${JSON.stringify(floats)}.map((name) => [0, -0, 1.5, -1.1, NaN, Infinity, -Infinity, 1e-45, 3.5e38, 5e-324, 1.7976931348623157e308].map((value) => [buffer['write' + name](value, 1), hex(buffer), String(buffer['read' + name](1))]))`,
    ],
    [
      'numbers where they cannot be',
      `const buffer = Buffer.alloc(4); return ${JSON.stringify([...integers, ...floats, ...bigs])}.map((name) => ['read', 'write'].map((way) => [-1, 1.5, 4, 99, '1', null, NaN].map((offset) => failing(() => way === 'read' ? buffer['read' + name](offset) : buffer['write' + name](name.includes('Big') ? 1n : 1, offset)))))`,
    ],
    [
      'numbers of widths that are none',
      `const buffer = Buffer.alloc(4); return ${JSON.stringify(wide)}.map((name) => [[0, 0], [0, 7], [0, 1.5], [0, undefined], [undefined, 2], [3, 2], ['0', 1]].map((args) => [failing(() => buffer['read' + name](...args)), failing(() => buffer['write' + name](1, ...args))]))`,
    ],
    [
      'what is no buffer',
      `return [() => Buffer.from(5), () => Buffer.from(null), () => Buffer.from(undefined), () => Buffer.from('a', 'none'), () => Buffer.alloc(-1), () => Buffer.alloc('1'), () => Buffer.alloc(1).toString('none'), () => Buffer.concat('ab'), () => Buffer.alloc(1).write(1), () => Buffer.alloc(1).write('a', 'none'), () => Buffer.alloc(1).equals('a'), () => Buffer.compare('a', 'b'), () => Buffer.alloc(2).write('a', 3)].map((act) => failing(act))`,
    ],
  ])('does what Node does: %s', async (_, body) => {
    expect(await guest.run(start + body)).toEqual(await runInNode(start + body))
  })

  it('G01 is a global, and the one of the module', async () => {
    expect(await guest.run(`return [Buffer === require('buffer').Buffer, Buffer.from('a')[0]]`)).toEqual([true, 97])
  })

  it('crosses as bytes, both ways', async () => {
    const seen: unknown[] = []
    const probe: NativeModule = {
      kind: 'native',
      name: 'probe',
      capabilities: ['pure'],
      exports: {
        look: (given: unknown) => {
          seen.push(given)
          return given
        },
      },
    }
    const holder = await openGuest(buffer, probe)
    const body = `const { look } = require('probe'); const back = look(Buffer.from('xabcx').subarray(1, 4)); const { inner } = look({ inner: Buffer.from([1]) });
      return [back instanceof Uint8Array, Buffer.from(back.buffer, back.byteOffset, back.byteLength).toString(), [...inner], JSON.stringify(Buffer.from([2]))]`
    expect(await holder.run(body)).toEqual([true, 'abc', [1], '{"type":"Buffer","data":[2]}'])
    expect(seen.map((given) => given instanceof Uint8Array)).toEqual([true, false])
    expect(seen).toEqual([new Uint8Array([97, 98, 99]), { inner: new Uint8Array([1]) }])
    await holder.close()
  })

  it('takes a long text and gives it back', async () => {
    const body = `const text = 'h\u00e9llo \ud83d\ude00 '.repeat(20000); const all = Buffer.from(text); return [all.length, all.toString() === text, Buffer.from(all.toString('latin1'), 'latin1').equals(all), Buffer.from(all.toString('base64'), 'base64').equals(all)]`
    expect(await guest.run(body)).toEqual([240000, true, true, true])
  })

  it('S05 declares what it exports', async () => {
    const declaration = buffer.declaration ?? ''
    expect(declaredNames(declaration)).toEqual(await guest.run(`return Object.keys(require('buffer')).sort()`))
    const members = [...declaration.matchAll(/^ {2}(static )?(\w+)(?:\(|: number)/gm)].map(([, isStatic, name]) => [
      isStatic ? 'Buffer' : 'Buffer.prototype',
      name,
    ])
    const missing = `return ${JSON.stringify(members)}.filter(([owner, name]) => (owner === 'Buffer' ? Buffer : Buffer.prototype)[name] === undefined)`
    expect(members.length).toBeGreaterThan(90)
    expect(await guest.run(missing)).toEqual([])
    const declared = [...new Set(members.filter(([owner]) => owner !== 'Buffer').map(([, name]) => name))]
    const own = `return Object.getOwnPropertyNames(Buffer.prototype).filter((name) => !['constructor', 'parent', 'offset', '_isBuffer'].includes(name) && !${JSON.stringify(declared)}.includes(name))`
    expect(await guest.run(own)).toEqual([])
  })

  it('touches nothing', () => {
    expect([buffer.capabilities, buffer.bind, buffer.exports]).toEqual([['pure'], undefined, undefined])
  })
})
