import type { HostileCase } from '../hostile-case.js'

/** Guests that want more memory or stack than there is. */
export const memory: readonly HostileCase[] = [
  {
    name: 'arrays',
    code: 'const all = []; for (;;) all.push(new Array(1e5).fill(1))',
    ends: ['ERR_GUEST_OOM', 'ERR_LIMIT_CPU'],
  },
  { name: 'a text that doubles', code: 'let s = "x"; for (;;) s += s', ends: ['ERR_GUEST_OOM', 'ERR_GUEST_THROW'] },
  {
    name: 'a text that doubles and is caught',
    code: 'let s = "x"; try { for (;;) s += s } catch { s = "" } "alive"',
    ends: { value: 'alive' },
  },
  { name: 'a text too long', code: '"x".repeat(2 ** 29)', ends: ['ERR_GUEST_OOM', 'ERR_GUEST_THROW'] },
  { name: 'padding', code: '"x".padEnd(2 ** 29)', ends: ['ERR_GUEST_OOM', 'ERR_GUEST_THROW'] },
  { name: 'a typed array', code: 'new Uint8Array(1e9)', ends: 'ERR_GUEST_OOM' },
  { name: 'typed arrays', code: 'const all = []; for (;;) all.push(new Uint8Array(1e6))', ends: 'ERR_GUEST_OOM' },
  {
    name: 'a buffer of the greatest length',
    code: 'new ArrayBuffer(2 ** 53 - 1)',
    ends: ['ERR_GUEST_OOM', 'ERR_GUEST_THROW'],
  },
  { name: 'a shared buffer', code: 'new SharedArrayBuffer(1e9)', ends: ['ERR_GUEST_OOM', 'ERR_GUEST_THROW'] },
  { name: 'a BigInt', code: '1n << 1000000000n', ends: ['ERR_GUEST_OOM', 'ERR_GUEST_THROW'] },
  {
    name: 'a Map',
    code: 'const m = new Map(); for (let i = 0; ; i += 1) m.set(i, new Uint8Array(1000))',
    ends: ['ERR_GUEST_OOM', 'ERR_LIMIT_CPU'],
  },
  {
    name: 'a Set of texts',
    code: 'const s = new Set(); for (let i = 0; ; i += 1) s.add("x".repeat(1000) + i)',
    ends: ['ERR_GUEST_OOM', 'ERR_LIMIT_CPU'],
  },
  {
    name: 'properties',
    code: 'const o = {}; for (let i = 0; ; i += 1) o["p" + i] = new Uint8Array(1000)',
    ends: ['ERR_GUEST_OOM', 'ERR_LIMIT_CPU'],
  },
  {
    name: 'closures',
    code: 'let f = () => {}; for (;;) { const g = f; const b = new Uint8Array(1e4); f = () => [g, b] }',
    ends: ['ERR_GUEST_OOM', 'ERR_LIMIT_CPU', 'ERR_CALL_TIMEOUT'],
  },
  {
    name: 'a sparse index',
    code: 'const a = []; a[2 ** 32 - 2] = 1; a.fill(0)',
    ends: ['ERR_GUEST_OOM', 'ERR_LIMIT_CPU', 'ERR_GUEST_THROW'],
  },
  {
    name: 'what is never let go over many calls',
    code: '(globalThis.kept ??= []).push(new Uint8Array(4e6)); kept.length > 9 ? (kept = []) && 1 : 1',
    ends: { value: 1 },
  },
  {
    name: 'out of memory inside of a promise job',
    code: 'Promise.resolve().then(() => { const all = []; for (;;) all.push(new Uint8Array(1e6)) })',
    ends: 'ERR_GUEST_OOM',
  },
  {
    name: 'out of memory with an error that is kept',
    code: 'const all = []; try { for (;;) all.push(new Uint8Array(1e5)) } catch (e) { globalThis.last = e; throw e }',
    ends: 'ERR_GUEST_OOM',
  },
  { name: 'plain recursion', code: 'const f = () => f() + 1; f()', ends: 'ERR_GUEST_STACK' },
  {
    name: 'recursion that is caught at the bottom',
    code: 'let n = 0; const f = () => { n += 1; try { f() } catch { n += 1 } }; f(); n > 0',
    ends: { value: true },
  },
  {
    name: 'recursion that is caught and tried again',
    code: 'const f = () => { try { f() } finally { f() } }; f()',
    ends: ['ERR_GUEST_STACK', 'ERR_LIMIT_CPU', 'ERR_CALL_TIMEOUT'],
  },
  { name: 'recursion through map', code: 'const f = () => [1].map(f); f()', ends: 'ERR_GUEST_STACK' },
  { name: 'recursion through sort', code: 'const f = () => [2, 1].sort(f); f()', ends: 'ERR_GUEST_STACK' },
  {
    name: 'recursion through toString',
    code: 'const o = { toString() { return `${o}` } }; `${o}`',
    ends: 'ERR_GUEST_STACK',
  },
  {
    name: 'recursion through a proxy',
    code: 'const p = new Proxy({}, { get: (_, key, self) => self[key] }); p.a',
    ends: 'ERR_GUEST_STACK',
  },
  {
    name: 'a proxy of a proxy of a proxy',
    code: 'let p = {}; for (let i = 0; i < 2000; i += 1) p = new Proxy(p, {}); p.a',
    ends: 'ERR_GUEST_STACK',
  },
  {
    name: 'a prototype chain of proxies',
    code: 'const p = new Proxy({}, {}); try { Object.setPrototypeOf(p, Object.create(p)) } catch {} p.a',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW', 'ERR_LIMIT_CPU'],
  },
  {
    name: 'bound functions of bound functions',
    code: 'let f = () => 1; for (let i = 0; i < 1000; i += 1) f = f.bind(null); f()',
    ends: 'ERR_GUEST_STACK',
  },
  {
    name: 'classes that extend each other',
    code: 'let C = class {}; for (let i = 0; i < 1000; i += 1) C = class extends C {}; new C(); 1',
    ends: 'ERR_GUEST_STACK',
  },
  {
    name: 'a constructor that makes itself',
    code: 'class A { constructor() { new A() } } new A()',
    ends: 'ERR_GUEST_STACK',
  },
  { name: 'generators that delegate', code: 'function* g() { yield* g() } [...g()]', ends: 'ERR_GUEST_STACK' },
  { name: 'a getter of itself', code: 'const o = { get a() { return this.a } }; o.a', ends: 'ERR_GUEST_STACK' },
  { name: 'Reflect.apply of itself', code: 'const f = () => Reflect.apply(f, null, []); f()', ends: 'ERR_GUEST_STACK' },
  {
    name: 'JSON.parse of nested lists',
    code: 'JSON.parse("[".repeat(1e5))',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'JSON.parse of nested objects',
    code: `JSON.parse('{"a":'.repeat(1e5))`,
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'JSON.stringify of a deep value',
    code: 'let d = []; for (let i = 0; i < 1e4; i += 1) d = [d]; JSON.stringify(d)',
    ends: ['ERR_GUEST_STACK', 'ERR_LIMIT_CPU'],
  },
  {
    name: 'a deep value as the result',
    code: 'let d = []; for (let i = 0; i < 2000; i += 1) d = [d]; d',
    ends: ['ERR_GUEST_STACK', 'ERR_LIMIT_CPU', 'ERR_CODEC'],
  },
  {
    name: 'a deep value with an undefined as the result',
    code: 'let d = [undefined]; for (let i = 0; i < 60; i += 1) d = { d }; d',
    ends: 'ERR_CODEC',
  },
  { name: 'eval of nested brackets', code: 'eval("(".repeat(1e5))', ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'] },
  {
    name: 'eval of nested lists',
    code: 'eval("[".repeat(5e4) + "]".repeat(5e4))',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'eval of nested functions',
    code: 'eval("(()=>".repeat(3000) + "1" + ")".repeat(3000))',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  { name: 'eval of a long sum', code: 'eval("1" + "+1".repeat(1e4))', ends: { value: 10001 } },
  {
    name: 'eval of a chain of powers',
    code: 'eval("1" + "**1".repeat(3e4))',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'a nested regular expression',
    code: 'new RegExp("(".repeat(1e4) + ")".repeat(1e4))',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'a script of nested brackets',
    code: `${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'flat of a list in itself',
    code: 'const a = []; a.push(a, a); a.flat(Infinity)',
    ends: ['ERR_GUEST_STACK', 'ERR_LIMIT_CPU', 'ERR_GUEST_OOM'],
  },
  {
    name: 'join of a list in itself',
    code: 'let a = [1]; for (let i = 0; i < 2000; i += 1) a = [a]; a.join()',
    ends: 'ERR_GUEST_STACK',
  },
  {
    name: 'too many arguments',
    code: 'Math.max(...new Array(1e6).fill(1))',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'too many arguments by apply',
    code: 'String.fromCharCode.apply(null, new Uint8Array(1e6))',
    ends: ['ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'errors that cause each other, deep',
    code: 'let e = new Error("0"); for (let i = 0; i < 2000; i += 1) e = new Error("x", { cause: e }); throw e',
    ends: 'ERR_GUEST_THROW',
    says: 'x',
  },
]
