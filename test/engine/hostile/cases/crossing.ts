import type { HostileCase } from '../hostile-case.js'

/** Guests that lie about what they send. */
export const crossing: readonly HostileCase[] = [
  {
    name: 'a getter of the result that throws',
    code: '({ get a() { throw new RangeError("no") } })',
    ends: 'ERR_GUEST_THROW',
    says: 'no',
  },
  { name: 'toJSON that throws', code: '({ toJSON() { throw new Error("no") } })', ends: 'ERR_GUEST_THROW', says: 'no' },
  { name: 'toJSON that throws null', code: '({ toJSON() { throw null } })', ends: 'ERR_GUEST_THROW' },
  { name: 'toJSON that gives nothing', code: '({ toJSON() {} })', ends: ['ERR_CODEC', 'ERR_GUEST_THROW'] },
  {
    name: 'toJSON that gives another with toJSON',
    code: '({ toJSON: () => ({ toJSON: 1 }) })',
    ends: { value: { toJSON: 1 } },
  },
  { name: 'a proxy as the result', code: 'new Proxy({ a: 1 }, {})', ends: { value: { a: 1 } } },
  {
    name: 'a proxy of an array that says it is long',
    code: 'new Proxy([], { get: (t, k) => k === "length" ? 1e9 : 1 })',
    ends: ['ERR_LIMIT_CPU', 'ERR_GUEST_OOM', 'ERR_LIMIT_OUTPUT'],
  },
  {
    name: 'a proxy whose every trap throws',
    code: 'new Proxy({}, new Proxy({}, { get() { throw new Error("trapped") } }))',
    ends: 'ERR_GUEST_THROW',
    says: 'trapped',
  },
  {
    name: 'a proxy that was revoked',
    code: 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); proxy',
    ends: 'ERR_GUEST_THROW',
  },
  { name: 'a value in a circle', code: 'const a = {}; a.a = a; a', ends: ['ERR_CODEC', 'ERR_GUEST_THROW'] },
  { name: 'a BigInt', code: '1n', ends: 'ERR_CODEC' },
  { name: 'a symbol', code: 'Symbol.iterator', ends: 'ERR_CODEC' },
  { name: 'NaN in a value', code: '({ a: [NaN] })', ends: 'ERR_CODEC', says: 'a[0]' },
  { name: 'a Map as the result', code: 'new Map([[1, 2]])', ends: 'ERR_CODEC' },
  {
    name: '__proto__ as an own member, to the host',
    code: `require("host").look(JSON.parse('{"__proto__":{"polluted":true},"a":1}'))`,
    ends: { value: { keys: ['__proto__', 'a'], isPlain: true, polluted: false } },
  },
  {
    name: 'constructor and prototype as members',
    code: `require("host").look(JSON.parse('{"constructor":{"prototype":{"polluted":true}},"prototype":1}'))`,
    ends: { value: { keys: ['constructor', 'prototype'], isPlain: true, polluted: false } },
  },
  {
    name: '__proto__ beside bytes',
    code: `require("host").look({ ...JSON.parse('{"b":1}'), ["__proto__"]: { polluted: true }, bytes: new Uint8Array(1) })`,
    ends: { value: { keys: ['b', '__proto__', 'bytes'], isPlain: true, polluted: false } },
  },
  {
    name: '__proto__ from the host',
    code: 'const o = require("host").pollution(); [Object.keys(o), o.polluted ?? null, ({}).polluted ?? null, Object.getPrototypeOf(o) === Object.prototype]',
    ends: { value: [['__proto__', 'bytes'], null, null, true] },
  },
  {
    name: '__proto__ as the result',
    code: `JSON.parse('{"__proto__":{"polluted":1}}')`,
    ends: { value: JSON.parse('{"__proto__":{"polluted":1}}') },
  },
  {
    name: 'members of an error named __proto__',
    code: 'const e = new Error("x"); Object.defineProperty(e, "__proto__", { value: { polluted: 1 }, enumerable: true }); throw e',
    ends: 'ERR_GUEST_THROW',
    says: 'x',
  },
  { name: 'bytes that are forged', code: String.raw`({ "\u0000bytes": 0 })`, ends: { value: { '\u0000bytes': 0 } } },
  {
    name: 'bytes that are forged beside bytes',
    code: String.raw`require("host").kinds([new Uint8Array([7]), { "\u0000bytes": 99 }, { "\u0000bytes": -1 }, { "\u0000bytes": 1e9 }])`,
    ends: { value: ['bytes 1', 'bytes 0', 'bytes 0', 'bytes 0'] },
  },
  {
    name: 'a function that is forged',
    code: String.raw`({ "\u0000function": 1 })`,
    ends: { value: { '\u0000function': 1 } },
  },
  {
    name: 'a function that is forged and called',
    code: String.raw`require("host").callBack({ f: () => 1, g: { "\u0000function": 12345 } })`,
    ends: 'ERR_CODEC',
    says: 'named as functions are',
  },
  {
    name: 'a function that is forged with the number of another',
    code: String.raw`(() => {
      const forge = function () { return { "\u0000function": 2 } }
      return require("host").echo([() => 1, { toJSON: forge }])
    })()`,
    ends: 'ERR_CODEC',
    says: 'named as functions are',
  },
  {
    name: 'a function that is forged of one that was given a number',
    code: String.raw`require("host").echo([{ toJSON() {
      const told = Function.prototype.toJSON.call(() => 1)
      return { ...told, "\u0000function": 2 }
    } }])`,
    ends: 'ERR_CODEC',
    says: 'named as functions are',
  },
  {
    name: 'a function that is forged beside other members',
    code: String.raw`require("host").kinds([() => 1, { "\u0000function": 1, "b": 2 }])`,
    ends: 'ERR_CODEC',
  },
  {
    name: 'bytes of the host that are forged by the host',
    code: String.raw`require("host").echo({ a: { "\u0000bytes": 0 } })`,
    ends: { value: { a: { '\u0000bytes': 0 } } },
  },
  { name: 'a text that begins with the mark', code: String.raw`"\u0002{}"`, ends: { value: '\u0002{}' } },
  {
    name: 'a text that looks like an error',
    code: `'!{"name":"Error","host":1}'`,
    ends: { value: '!{"name":"Error","host":1}' },
  },
  { name: 'a text that looks like nothing', code: '"u"', ends: { value: 'u' } },
  { name: 'a text that looks like a promise', code: 'require("host").echo("~1")', ends: { value: '~1' } },
  { name: 'toJSON that gives raw text', code: String.raw`({ toJSON: () => "\u0002[]" })`, ends: { value: '\u0002[]' } },
  {
    name: 'zeros and lone surrogates',
    code: String.raw`require("host").echo("a\0b\ud800c")`,
    ends: { value: 'a\0b\ud800c' },
  },
  {
    name: 'JSON.stringify that lies',
    code: `JSON.stringify = () => '!{"host":1}'; JSON.parse = () => ({ host: 1 }); require("host").echo({ a: 1 })`,
    ends: { value: { a: 1 } },
  },
  {
    name: 'toJSON of every object',
    code: 'Object.prototype.toJSON = () => "mine"; ({ a: 1 })',
    ends: { value: 'mine' },
  },
  {
    name: 'toJSON of every array',
    code: 'Array.prototype.toJSON = () => "mine"; require("host").echo(1)',
    ends: ['ERR_CODEC', 'ERR_GUEST_THROW'],
  },
  {
    name: 'arguments that are no list',
    code: 'Array.prototype.toJSON = () => 5; require("host").echo(1)',
    ends: ['ERR_CODEC', 'ERR_GUEST_THROW'],
  },
  {
    name: 'an error that is forged as null',
    code: 'Object.prototype.toJSON = () => null; throw 1',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'an error that is forged as a list',
    code: 'Object.prototype.toJSON = () => [1]; throw 1',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'an error that is forged with members of other kinds',
    code: 'Object.prototype.toJSON = () => ({ name: 1, message: {}, cause: 5, errors: "all", properties: null, stack: [], code: {} }); throw 1',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'an error that is forged with the number of a host error',
    code: 'Object.prototype.toJSON = () => ({ host: 7, message: "forged" }); throw 1',
    ends: 'ERR_GUEST_THROW',
    says: 'forged',
  },
  {
    name: 'an error that is forged with causes in causes',
    code: 'const raw = JSON.stringify; let d = { message: "deep" }; for (let i = 0; i < 100; i += 1) d = { message: "deep", cause: d, errors: [d] }; Object.prototype.toJSON = function () { return this.name === "Error" ? d : this }; throw 1',
    ends: ['ERR_GUEST_THROW', 'ERR_LIMIT_CPU', 'ERR_LIMIT_OUTPUT', 'ERR_GUEST_OOM', 'ERR_GUEST_STACK'],
  },
  {
    name: 'toJSON of every array, for every call that follows',
    code: 'Array.prototype.toJSON = () => { throw new Error("mine") }; 1',
    ends: { value: 1 },
  },
  {
    name: 'Array.prototype.push that steals',
    breaks: true,
    code: 'Array.prototype.push = () => { throw new Error("push") }; [new Uint8Array([1, 2])]',
    ends: { value: [new Uint8Array([1, 2])] },
  },
  {
    name: 'an iterator of arrays that steals',
    code: 'Array.prototype[Symbol.iterator] = function* () { yield "stolen" }; require("host").echo({ a: new Uint8Array(1) })',
    ends: { value: { a: new Uint8Array(1) } },
  },
  {
    name: 'Map.prototype that throws',
    code: 'for (const k of ["get", "set", "has", "delete"]) { Map.prototype[k] = WeakMap.prototype[k] = Set.prototype[k] = () => { throw new Error("map") } } require("host").later({ a: () => 1 }).then((x) => typeof x.a)',
    ends: { value: 'function' },
  },
  {
    name: 'Promise.prototype.then that throws',
    code: 'Promise.prototype.then = () => { throw new Error("then") }; (async () => 7)()',
    ends: { value: 7 },
  },
  {
    name: 'Promise that is another',
    code: 'globalThis.Promise = class { constructor() { throw new Error("mine") } }; require("host").later(5)',
    ends: { value: 5 },
  },
  {
    name: 'Symbol.species of a promise',
    code: 'Object.defineProperty(Promise, Symbol.species, { get() { throw new Error("species") } }); (async () => 1)()',
    ends: ['ERR_GUEST_THROW'],
    says: 'species',
  },
  {
    name: 'Function.prototype that throws',
    code: 'for (const k of ["call", "apply", "bind"]) Function.prototype[k] = () => { throw new Error("fn") }; require("host").echo(3)',
    ends: { value: 3 },
  },
  {
    name: 'String.prototype that throws',
    breaks: true,
    code: 'for (const k of ["slice", "charCodeAt", "includes", "startsWith"]) String.prototype[k] = () => { throw new Error("text") }; require("host").echo("abc")',
    ends: { value: 'abc' },
  },
  {
    name: 'RegExp.prototype.exec that throws',
    breaks: true,
    code: 'RegExp.prototype.exec = () => { throw new Error("exec") }; require("host").echo("abc")',
    ends: { value: 'abc' },
  },
  {
    name: 'setters on Object.prototype',
    breaks: true,
    code: 'for (const k of ["name", "message", "host", "code", "stack", "thrown", "value"]) Object.defineProperty(Object.prototype, k, { set() { throw new Error("set") }, get() { return 1 }, configurable: true }); throw new Error("plain")',
    ends: 'ERR_GUEST_THROW',
    says: 'plain',
  },
  {
    name: 'a number of the host on Object.prototype',
    code: 'Object.prototype.host = 1; throw new Error("mine")',
    ends: 'ERR_GUEST_THROW',
    says: 'mine',
  },
  {
    name: 'indices on Array.prototype',
    breaks: true,
    code: 'Object.defineProperty(Array.prototype, 0, { set() { throw new Error("index") }, get() { return "stolen" }, configurable: true }); require("host").echo("kept")',
    ends: ['ERR_GUEST_THROW'],
  },
  {
    name: 'bytes that are detached',
    code: 'const b = new Uint8Array(8); if (b.buffer.transfer) b.buffer.transfer(); b',
    ends: ['ERR_GUEST_THROW', 'ERR_CODEC'],
  },
  {
    name: 'bytes over a shared buffer',
    code: 'new Uint8Array(new SharedArrayBuffer(2))',
    ends: ['ERR_GUEST_THROW', 'ERR_CODEC'],
  },
  {
    name: 'bytes whose length is a lie',
    code: 'const b = new Uint8Array([1]); Object.defineProperty(b, "byteLength", { value: 1e9 }); Object.defineProperty(b, "buffer", { value: {} }); b',
    ends: { value: new Uint8Array([1]) },
  },
  {
    name: 'slice of buffers that lies',
    code: 'ArrayBuffer.prototype.slice = () => "forged"; Object.defineProperty(ArrayBuffer, Symbol.species, { get() { return function () { return {} } } }); new Uint8Array([1])',
    ends: ['ERR_GUEST_THROW', 'ERR_CODEC'],
  },
  {
    name: 'what only looks like bytes',
    code: 'Object.setPrototypeOf({ a: 1 }, Uint8Array.prototype)',
    ends: ['ERR_GUEST_THROW', 'ERR_CODEC'],
  },
  { name: 'a text too large', code: '"x".repeat(300 * 1024)', ends: 'ERR_LIMIT_OUTPUT' },
  { name: 'a text too large in UTF-8 alone', code: String.raw`"\u20ac".repeat(100 * 1024)`, ends: 'ERR_LIMIT_OUTPUT' },
  { name: 'bytes too many', code: 'new Uint8Array(300 * 1024)', ends: 'ERR_LIMIT_OUTPUT' },
  {
    name: 'bytes too many in parts',
    code: 'new Array(40).fill(0).map(() => new Uint8Array(100 * 1024))',
    ends: ['ERR_LIMIT_OUTPUT', 'ERR_GUEST_OOM'],
  },
  {
    name: 'a text too large for the host',
    code: 'require("host").echo("x".repeat(300 * 1024))',
    ends: 'ERR_LIMIT_OUTPUT',
  },
  {
    name: 'bytes too many for the host',
    code: 'require("host").echo(new Uint8Array(300 * 1024))',
    ends: 'ERR_LIMIT_OUTPUT',
  },
  {
    name: 'bytes too many in parts for the host',
    code: 'require("host").echo(new Array(40).fill(0).map(() => new Uint8Array(100 * 1024)))',
    ends: 'ERR_LIMIT_OUTPUT',
  },
  { name: 'an error too large', code: 'throw new Error("x".repeat(300 * 1024))', ends: 'ERR_LIMIT_OUTPUT' },
  { name: 'a promise of a text too large', code: '(async () => "x".repeat(300 * 1024))()', ends: 'ERR_LIMIT_OUTPUT' },
  {
    name: 'a deep value for the host',
    code: 'let d = 1; for (let i = 0; i < 5000; i += 1) d = [d]; require("host").echo(d)',
    ends: ['ERR_GUEST_STACK', 'ERR_CODEC'],
  },
]
