import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { util } from '../../../src/module/util/index.js'
import { declaredNames, failing, type OpenedGuest, openGuest, runInNode } from '../../harness/run-guest-code.js'

let guest: OpenedGuest

beforeAll(async () => {
  guest = await openGuest(util)
})
afterAll(() => guest.close())

const start = `const util = require('util'); const { TextEncoder, TextDecoder } = util; ${failing}
  class Foo { constructor() { this.z = 1 } get q() { return 3 } } class Bar extends Foo {} class Tagged { get [Symbol.toStringTag]() { return 'tag' } }
  const loop = { name: 'loop' }; loop.self = loop; loop.list = [loop, { loop }];`

const values = [
  'undefined',
  'null',
  'true',
  '1',
  '-0',
  '0',
  'NaN',
  '1e21',
  '10n',
  `'text'`,
  `"it's"`,
  `'it\\'s "it"'`,
  '"`\'\\""',
  `'a\\nb\\u0000\\u001b\\u007f\\\\'`,
  `'\\ud83d'`,
  `'\\ud83d\\ude00'`,
  `Symbol('s')`,
  `Symbol()`,
  '{}',
  '[]',
  '{ a: 1 }',
  `{ 'a-b': 1, 2: 3, ä: 5 }`,
  '{ a: { b: { c: { d: 1 } } } }',
  '{ a: { b: { c: {} } } }',
  '[[[[1]]]]',
  '[[[[]]]]',
  '[1, [2, [3, [4]]]]',
  `['a', 'b']`,
  '[1, , 3]',
  '[, ,]',
  '[undefined, null]',
  'Object.create(null)',
  'Object.assign(Object.create(null), { a: 1 })',
  'new Foo()',
  'new Bar()',
  'new Tagged()',
  'Object.assign(new Tagged(), { a: 1 })',
  'Foo',
  'Bar',
  'class {}',
  '(() => {})',
  'function named() {}',
  'Object.assign(function f() {}, { a: 1 })',
  'async () => {}',
  'function* g() {}',
  'async function* ag() {}',
  'Math',
  'JSON',
  'new Map()',
  `new Map([['a', 1], [{ b: 1 }, [2]]])`,
  'new Set()',
  `new Set(['a', { b: new Set([1]) }])`,
  'new (class Mine extends Map {})([[1, 2]])',
  'new (class List extends Array {})(3)',
  'new Uint8Array(3)',
  'new Float64Array([1.5, -0])',
  'new WeakMap()',
  'new WeakSet()',
  'new Date(0)',
  'new Date(NaN)',
  '/a\\/b/gi',
  'Object.assign(/a/, { x: 1 })',
  'Object(1)',
  `Object('text')`,
  'Object(true)',
  'Object(1n)',
  `Object(Symbol('s'))`,
  '(function () { return arguments })(1, 2)',
  'loop',
  '[loop, loop]',
  'new Map([[loop, loop]])',
  '{ get a() { return 1 }, set a(x) {}, get b() { return 1 }, set c(x) {} }',
  `Object.assign([1, 2], { extra: 'x', '-1': 2 })`,
  'Array.from({ length: 7 }, (_, i) => i)',
  'Array.from({ length: 30 }, (_, i) => i * 7)',
  'Array.from({ length: 120 }, (_, i) => i)',
  'Array.from({ length: 101 }, (_, i) => i)',
  `Array.from({ length: 27 }, (_, i) => 'item' + i ** 3)`,
  `Array.from({ length: 8 }, (_, i) => ({ i }))`,
  'new Uint8Array(200)',
  'new Set(Array.from({ length: 120 }, (_, i) => i))',
  'new Map(Array.from({ length: 101 }, (_, i) => [i, i]))',
  'Array.from({ length: 10 }, (_, i) => BigInt(i) ** 9n)',
  `Array.from({ length: 9 }, (_, i) => 'x'.repeat(i * 3))`,
  `{ a: 'x'.repeat(30), b: 'y'.repeat(30), c: 'z' }`,
  `{ a: 'x'.repeat(20), b: 'y'.repeat(20), c: 'z'.repeat(13) }`,
  `['x'.repeat(80)]`,
  `{ text: 'line one is long enough to break\\nline two is long enough as well\\nthree' }`,
  `'line one is long enough to break\\nline two is long enough as well\\nthree and more of it'`,
  `'x'.repeat(10005)`,
  `{ a: 1, b: { c: [1, 2, { d: 'e' }], f: new Map([['g', { h: 1 }]]) }, i: [[1, 2], [3, 4]] }`,
  `{ list: Array.from({ length: 20 }, (_, i) => i), deep: { er: { still: [1] } } }`,
  `{ [util.inspect.custom](depth, options, inspect) { return 'mine ' + depth + ' ' + (inspect === util.inspect) } }`,
  `{ a: { [util.inspect.custom]: () => 'two\\nlines' } }`,
  `{ [util.inspect.custom]: () => ({ other: 1 }) }`,
]

const errors = [
  'new Error("no")',
  'new TypeError("bad")',
  'new Error("")',
  `Object.assign(new RangeError('far'), { code: 'ERR', more: { a: 1 } })`,
  `new (class Mine extends Error { name = 'Mine' })('x')`,
]

describe('inspect', () => {
  it.each(values)('shows what Node shows: %s', async (value) => {
    const body = `${start} return util.inspect(${value})`
    expect(await guest.run(body)).toBe(await runInNode(body))
  })

  it.each(errors)('shows an error as Node does, but for its places: %s', async (value) => {
    const body = `${start} return util.inspect(${value}).replace(/\\n? +at .*(?=\\n|$)/g, '').replace(/^\\[(.*)\\]$/, '$1').replace(/ \\{/g, '')`
    expect(await guest.run(body)).toBe(await runInNode(body))
  })

  it.each([
    [
      'depth',
      `[0, 1, 3, null, Infinity].map((depth) => util.inspect({ a: { b: { c: { d: { e: 1 } } } }, m: new Map([[1, { x: {} }]]) }, { depth }))`,
    ],
    ['the old form', `[util.inspect([{ a: { b: 1 } }], false, 0), util.inspect([1], true)]`],
    [
      'showHidden',
      `[util.inspect([1], { showHidden: true }), util.inspect(Object.defineProperty({}, 'h', { value: 1 }), { showHidden: true })]`,
    ],
    [
      'breakLength and compact',
      `[{ breakLength: 20 }, { breakLength: Infinity }, { compact: 1 }, { compact: false }, { compact: 0 }].map((options) => util.inspect({ a: 1, b: 'text', c: [1, 2, 3], d: { e: { f: 1 } } }, options))`,
    ],
    [
      'maxArrayLength and maxStringLength',
      `[0, 1, 2, null].map((n) => util.inspect({ a: [1, 2, 3], s: 'text', set: new Set([1, 2]) }, { maxArrayLength: n, maxStringLength: n }))`,
    ],
    [
      'sorted',
      `[util.inspect({ b: 1, a: 2 }, { sorted: true }), util.inspect({ b: 1, a: 2 }, { sorted: (x, y) => (x < y ? 1 : -1) })]`,
    ],
  ])('takes the options that Node takes: %s', async (_, expression) => {
    const body = `${start} return ${expression}`
    expect(await guest.run(body)).toEqual(await runInNode(body))
  })

  it.each([
    [`{ [Symbol('k')]: 4 }`, '{ [Symbol(k)]: 4 }'],
    ['new ArrayBuffer(3)', 'ArrayBuffer { [Uint8Contents]: <00 00 00>, byteLength: 3 }'],
    [
      'new DataView(new ArrayBuffer(2), 1)',
      'DataView {\n  byteLength: 1,\n  byteOffset: 1,\n  buffer: ArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 }\n}',
    ],
  ])('shows what Node 20 shows, where later ones differ: %s', async (value, shown) => {
    expect(await guest.run(`return require('util').inspect(${value})`)).toBe(shown)
  })

  it('leaves an object its own text to itself where it is told to', async () => {
    const body = `const { inspect } = require('util'); return inspect({ [inspect.custom]: 1, a: { [inspect.custom]: () => 'mine' } }, { customInspect: false, depth: 0 })`
    expect(await guest.run(body)).toBe('{ a: [Object], [Symbol(nodejs.util.inspect.custom)]: 1 }')
  })

  it('says of a promise that it cannot look into it', async () => {
    expect(await guest.run(`return require('util').inspect(Promise.resolve(1))`)).toBe('Promise { <state unknown> }')
  })

  it('shows what an error was caused by', async () => {
    const body = `return require('util').inspect(new Error('outer', { cause: new TypeError('inner') })).replace(/\\n? +at .*?(?= \\{|\\n|$)/g, '')`
    expect(await guest.run(body)).toBe('Error: outer {\n  [cause]: TypeError: inner\n}')
  })

  it('survives what throws, what lies deep and what is long', async () => {
    const body = `const util = require('util'); let deep = {}; for (let i = 0; i < 5000; i++) deep = { deep };
      return [util.inspect({ get bad() { throw new Error('no') } }), util.inspect(deep).length < 200, util.inspect('x'.repeat(1e6)).length < 10100, util.inspect(new Array(1e6).fill(1)).length < 1000]`
    expect(await guest.run(body)).toEqual(['{ bad: [Getter] }', true, true, true])
  })
})

describe('util', () => {
  it.each([
    [
      'format of patterns',
      `[['%s', 'a'], ['%s', 1], ['%s', -0], ['%s', 1n], ['%s', null], ['%s', undefined], ['%s', Symbol('a')], ['%s', { a: { b: 1 } }], ['%s', [1, [2]]], ['%s', () => 5], ['%s', class A {}], ['%s', new Foo()], ['%s', { toString() { return 'own' } }], ['%s', new (class { toString() { return 'class' } })()], ['%s', Object.create(null)],
      ['%d', '42'], ['%d', 42.5], ['%d', -0], ['%d', 1n], ['%d', 'x'], ['%d', {}], ['%d', Symbol('a')], ['%d', null], ['%i', '42.9x'], ['%i', 1n], ['%i', {}], ['%i', Symbol('a')], ['%f', '1.5x'], ['%f', Symbol('a')], ['%f', 1n], ['%j', { a: [1] }], ['%j', undefined], ['%j', loop], ['%j', () => 1], ['%o', [1, { a: 1 }]], ['%o', { f: 1 }], ['%O', { a: { b: { c: { d: 1 } } } }],
      ['%c', 'css'], ['%c%s', 'css', 'x'], ['%%'], ['%%', 1], ['%s%%', 1], ['%x', 1], ['%', 1], ['a%'], ['%s %s', 'a'], ['%s'], ['%s', 'a', 'b', { c: 1 }, 2], ['100%', 'x'], ['%s:%d', 'a', 1, 'rest']].map((args) => util.format(...args))`,
    ],
    [
      'format without a pattern',
      `[[], [1, 2], [{ a: 1 }, 'x', [1]], ['x', 'y'], [undefined, null, true], [Symbol('a')], ['a', -0, 1n], [loop]].map((args) => util.format(...args))`,
    ],
    ['formatWithOptions', `util.formatWithOptions({ depth: 0 }, '%O', { a: { b: 1 } }, { c: { d: 1 } })`],
    [
      'isDeepStrictEqual',
      `(() => { const made = () => [1, '1', 1n, null, undefined, NaN, 0, -0, [1, 2], [1, , 2], [1, undefined, 2], { a: 1 }, { a: '1' }, { a: 1, b: undefined }, new Foo(), new Bar(), Object.create(null), new Date(0), new Date(1), /a/g, /a/i, new Error('a'), new TypeError('a'), new Error('b'), Object(1), Object('1'), new Map([[1, { a: 1 }]]), new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 2]]), new Set([1, { a: [1] }]), new Set([{ a: [1] }, 1]), new Set([1, 2]), new Set(['1', 2]), new Uint8Array([1]), new Uint8Array([2]), new Int8Array([1]), new ArrayBuffer(2), Object.assign([1, 2], { x: 1 }), { [Symbol.iterator]: 1 }, Object.defineProperty({}, 'hidden', { value: 1 }), {}, new Set([new Set([1])]), new Map([[new Set([1]), 1]])];
      const left = made(), right = made(); return left.map((a) => right.map((b) => util.isDeepStrictEqual(a, b) ? 1 : 0).join('')) })()`,
    ],
    [
      'isDeepStrictEqual of what contains itself',
      `(() => { const ring = () => { const a = { n: 1 }; a.self = a; return a }; const other = ring(); other.self = { n: 1, self: other }; const list = []; list.push(list); const list2 = []; list2.push(list2); return [util.isDeepStrictEqual(ring(), ring()), util.isDeepStrictEqual(list, list2), util.isDeepStrictEqual(ring(), { n: 1, self: {} })] })()`,
    ],
    [
      'types',
      `(() => { const made = [1, 'a', null, undefined, {}, [], new Map(), new Set(), new WeakMap(), new WeakSet(), new Map().entries(), new Set().values(), Promise.resolve(), /a/, new Date(), new Error('x'), new TypeError('x'), Object.create(Error.prototype), Object.create(Date.prototype), new ArrayBuffer(1), new DataView(new ArrayBuffer(1)), new Uint8Array(1), new Uint8ClampedArray(1), new Int8Array(1), new Uint16Array(1), new Int16Array(1), new Uint32Array(1), new Int32Array(1), new Float32Array(1), new Float64Array(1), new BigInt64Array(1), new BigUint64Array(1), Object(1), Object('a'), Object(true), Object(1n), Object(Symbol()), function () {}, async () => {}, function* () {}, async function* () {}, (function* () {})(), (function () { return arguments })(), class {}, { [Symbol.toStringTag]: 'Uint8Array' }];
      return Object.keys(util.types).filter((name) => NAMES.includes(name)).sort().map((name) => [name, made.map((value) => util.types[name](value) ? 1 : 0).join('')]) })()`,
    ],
    [
      'inherits',
      `(() => { function Parent() {} Parent.prototype.hi = () => 'hi'; function Child() {} util.inherits(Child, Parent); return [new Child().hi(), new Child() instanceof Parent, Child.super_ === Parent, Object.keys(Child), failing(() => util.inherits(undefined, Parent)), failing(() => util.inherits(Child, 1))] })()`,
    ],
    [
      'promisify',
      `Promise.all([util.promisify((a, b, done) => done(null, a + b))(1, 2), util.promisify((done) => done(new Error('no')))().catch((error) => error.message), util.promisify(Object.assign(() => {}, { [util.promisify.custom]: () => Promise.resolve('own') }))(), util.promisify(function (done) { done(null, this.x) }).call({ x: 7 }), failing(() => util.promisify(1)), util.promisify(() => { throw new Error('thrown') })().catch((error) => error.message)])`,
    ],
    [
      'callbackify',
      `Promise.all([new Promise((resolve) => util.callbackify(async (a) => a + 1)(1, (error, value) => resolve([error, value]))), new Promise((resolve) => util.callbackify(async () => { throw new Error('no') })((error, value) => resolve([error.message, value]))), new Promise((resolve) => util.callbackify(() => Promise.reject(null))((error) => resolve([error.code, error.reason]))), failing(() => util.callbackify(1)), failing(() => util.callbackify(async () => {})())])`,
    ],
    [
      'TextEncoder',
      `(() => { const encoder = new TextEncoder(); const into = new Uint8Array(5); return [encoder.encoding, ...['', 'a', 'h\u00e9llo', '\u20ac', '\ud83d\ude00', '\ud83d', 'a\udc00b', undefined, 12].map((text) => [...encoder.encode(text)]), encoder.encodeInto('a\u20ac\ud83d\ude00', into), [...into]] })()`,
    ],
    [
      'TextDecoder',
      `(() => { const bytes = ${JSON.stringify([[], [0x68, 0x69], [0xff, 0xfe], [0xe2, 0x82], [0xe2, 0x82, 0x41], [0xf0, 0x9f, 0x98, 0x80], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xef, 0xbb, 0xbf, 0x41], [0x41, 0xef, 0xbb, 0xbf], [0xf0, 0x9f, 0x98]])}; const run = (options) => bytes.map((list) => { try { return new TextDecoder('utf-8', options).decode(new Uint8Array(list)) } catch (error) { return [error.name, error.code] } });
      return [run(), run({ fatal: true }), run({ ignoreBOM: true }), ['utf8', ' UTF-8 ', 'unicode-1-1-utf-8'].map((label) => new TextDecoder(label).encoding), failing(() => new TextDecoder('none')), new TextDecoder().decode(), new TextDecoder().decode(new Uint8Array([1, 104, 105]).buffer), new TextDecoder().decode(new DataView(new Uint8Array([104, 105]).buffer, 1))] })()`,
    ],
    [
      'TextDecoder of a stream',
      `(() => { const whole = [0xef, 0xbb, 0xbf, 0x68, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0xe2, 0x82, 0x41, 0xff, 0xf0, 0x9f]; return [1, 2, 3, 5].map((size) => { const decoder = new TextDecoder(); const out = []; for (let at = 0; at < whole.length; at += size) out.push(decoder.decode(new Uint8Array(whole.slice(at, at + size)), { stream: true })); out.push(decoder.decode()); out.push(decoder.decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))); return out.join('|').replaceAll('|', '') }) })()`,
    ],
  ])('does what Node does: %s', async (_, expression) => {
    const names = JSON.stringify(await guest.run(`return Object.keys(require('util').types)`))
    const body = `${start} const NAMES = ${names}; return ${expression}`
    expect(await guest.run(body)).toEqual(await runInNode(body))
  })

  it('G01 has the global TextEncoder and TextDecoder', async () => {
    const body = `const util = require('util'); return [TextEncoder === util.TextEncoder, TextDecoder === util.TextDecoder]`
    expect(await guest.run(body)).toEqual([true, true])
  })

  it('S05 declares what it exports', async () => {
    const declaration = util.declaration ?? ''
    expect(declaredNames(declaration)).toEqual(await guest.run(`return Object.keys(require('util')).sort()`))
    const kinds = [...declaration.matchAll(/^ {2}(is\w+)\(/gm)].map(([, name]) => name)
    expect(kinds.sort()).toEqual(await guest.run(`return Object.keys(require('util').types).sort()`))
  })

  it('touches nothing', () => {
    expect([util.capabilities, util.bind, util.exports]).toEqual([['pure'], undefined, undefined])
  })
})
