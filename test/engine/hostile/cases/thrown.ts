import type { HostileCase } from '../hostile-case.js'

/** Guests that throw what is no error, and promises that lie. */
export const thrown: readonly HostileCase[] = [
  { name: 'null', code: 'throw null', ends: 'ERR_GUEST_THROW' },
  { name: 'undefined', code: 'throw undefined', ends: 'ERR_GUEST_THROW' },
  { name: 'a text', code: 'throw "a text"', ends: 'ERR_GUEST_THROW', says: 'a text' },
  { name: 'a symbol', code: 'throw Symbol("s")', ends: 'ERR_GUEST_THROW' },
  { name: 'a BigInt', code: 'throw 1n', ends: 'ERR_GUEST_THROW', says: '1' },
  { name: 'a function', code: 'throw () => {}', ends: 'ERR_GUEST_THROW' },
  {
    name: 'a proxy',
    code: 'throw new Proxy({}, { get() { throw new Error("get") }, getPrototypeOf() { throw new Error("proto") } })',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'a proxy of an error',
    code: 'throw new Proxy(new Error("x"), { get() { throw new Error("get") }, ownKeys() { throw new Error("keys") } })',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'a revoked proxy',
    code: 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy',
    ends: 'ERR_GUEST_THROW',
  },
  { name: 'an object without a prototype', code: 'throw Object.create(null)', ends: 'ERR_GUEST_THROW' },
  {
    name: 'an error whose getters throw',
    code: 'const e = new Error("x"); for (const k of ["name", "message", "code", "stack", "cause", "errors"]) Object.defineProperty(e, k, { get() { throw new Error(k) } }); throw e',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'an error whose members are no texts',
    code: 'const e = new Error("x"); e.name = {}; e.stack = 5; e.code = () => {}; e.message = Symbol(); throw e',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'an error that causes itself',
    code: 'const e = new Error("x"); e.cause = e; throw e',
    ends: 'ERR_GUEST_THROW',
    says: 'x',
  },
  {
    name: 'errors that cause each other',
    code: 'const a = new Error("a"), b = new Error("b", { cause: a }); a.cause = b; throw a',
    ends: 'ERR_GUEST_THROW',
    says: 'a',
  },
  {
    name: 'an aggregate of itself',
    code: 'const e = new AggregateError([], "all"); e.errors = [e, e]; throw e',
    ends: ['ERR_GUEST_THROW', 'ERR_LIMIT_CPU', 'ERR_LIMIT_OUTPUT', 'ERR_GUEST_OOM'],
  },
  {
    name: 'an aggregate of many',
    code: 'throw new AggregateError(new Array(1e4).fill(new Error("one")), "all")',
    ends: 'ERR_GUEST_THROW',
    says: 'all',
  },
  {
    name: 'a frozen error',
    code: 'throw Object.freeze(new TypeError("frozen"))',
    ends: 'ERR_GUEST_THROW',
    says: 'frozen',
  },
  {
    name: 'an error with the code of the engine',
    code: 'throw Object.assign(new Error("x"), { code: "ERR_VM_POISONED" })',
    ends: 'ERR_GUEST_THROW',
    says: 'x',
  },
  {
    name: 'an error with the number of a host error that never was',
    code: 'throw Object.assign(new Error("x"), { host: 1 })',
    ends: 'ERR_GUEST_THROW',
    says: 'x',
  },
  {
    name: 'an error that says it is out of memory',
    code: 'const e = new Error("out of memory"); e.name = "InternalError"; throw e',
    ends: ['ERR_GUEST_OOM', 'ERR_GUEST_THROW'],
  },
  {
    name: 'an error that says it was interrupted',
    code: 'const e = new Error("interrupted"); e.name = "InternalError"; throw e',
    ends: ['ERR_LIMIT_CPU', 'ERR_GUEST_THROW'],
  },
  {
    name: 'Error.prepareStackTrace',
    code: 'Error.prepareStackTrace = (_, frames) => frames; Error.stackTraceLimit = 1e9; const { stack } = new Error("x"); typeof stack',
    ends: { value: 'string' },
  },
  {
    name: 'Error.prepareStackTrace that looks for the host',
    code: 'Error.prepareStackTrace = (_, frames) => { globalThis.frames = frames; return "" }; try { require("host").fail() } catch (e) { void e.stack } String(globalThis.frames?.[0]?.getThis?.())',
    ends: { value: 'undefined' },
  },
  {
    name: 'an error of the host whose stack is looked at',
    code: 'try { require("host").fail() } catch (e) { /node_modules|open-guest|file:|internal/.test(e.stack) }',
    ends: { value: false },
  },
  {
    name: 'what a rejected promise gives',
    code: 'Promise.reject(new Error("no"))',
    ends: 'ERR_GUEST_THROW',
    says: 'no',
  },
  { name: 'a rejection with nothing', code: 'Promise.reject()', ends: 'ERR_GUEST_THROW' },
  {
    name: 'rejections that nobody hears',
    code: 'for (let i = 0; i < 1000; i += 1) Promise.reject(new Error("lost")); 1',
    ends: { value: 1 },
  },
  {
    name: 'host rejections that nobody hears',
    code: 'for (let i = 0; i < 50; i += 1) require("host").failLater(); 1',
    ends: { value: 1 },
  },
  {
    name: 'a thenable that keeps twice',
    code: '({ then(keep, broke) { keep(1); keep(2); broke(3); throw 4 } })',
    ends: { value: 1 },
  },
  {
    name: 'a thenable that gives a thenable',
    code: '({ then(keep) { keep({ then(again) { again(9) } }) } })',
    ends: { value: 9 },
  },
  { name: 'a thenable that gives itself', code: 'const t = { then(keep) { keep(t) } }; t', ends: 'ERR_CALL_TIMEOUT' },
  { name: 'a thenable that keeps at once', code: '({ then(keep) { keep(5) } })', ends: { value: 5 } },
  {
    name: 'a thenable that throws',
    code: '({ then() { throw new Error("then") } })',
    ends: 'ERR_GUEST_THROW',
    says: 'then',
  },
  { name: 'a thenable that does nothing', code: '({ then() {} })', ends: 'ERR_CALL_TIMEOUT' },
  {
    name: 'a getter of then that throws',
    code: '({ get then() { throw new Error("get") } })',
    ends: 'ERR_GUEST_THROW',
    says: 'get',
  },
  {
    name: 'a getter of then that changes its mind',
    code: 'let n = 0; ({ get then() { n += 1; return n === 1 ? () => {} : 5 } })',
    ends: { value: { then: 5 } },
  },
  {
    name: 'a class of promises with a then of its own',
    code: 'class Mine extends Promise { then() { throw new Error("mine") } } Mine.resolve(1)',
    ends: { value: 1 },
  },
  { name: 'a promise of a function', code: '(async () => () => 1)()', ends: { value: 'guest-function' } },
  { name: 'a function as the result', code: '() => 1', ends: { value: 'guest-function' } },
]
