import type { HostileCase } from '../hostile-case.js'

const process = 'return typeof process'

/** Guests that look for a way out. */
export const escapes: readonly HostileCase[] = [
  {
    name: 'the constructor of an array',
    code: `[].constructor.constructor('${process}')()`,
    ends: { value: 'undefined' },
  },
  {
    name: 'the constructor of a function of the host',
    code: `require("host").echo.constructor('${process}')()`,
    ends: { value: 'undefined' },
  },
  {
    name: 'the constructor of require',
    code: `require.constructor.constructor('${process}')()`,
    ends: { value: 'undefined' },
  },
  {
    name: 'the constructor of what the host gives',
    code: `require("host").echo({}).constructor.constructor('${process}')()`,
    ends: { value: 'undefined' },
  },
  {
    name: 'the constructor of an error of the host',
    code: `try { require("host").fail() } catch (e) { e.constructor.constructor('${process}')() }`,
    ends: { value: 'undefined' },
  },
  {
    name: 'the constructor of a promise of the host',
    code: `require("host").later(1).constructor.constructor('${process}')()`,
    ends: { value: 'undefined' },
  },
  {
    name: 'the constructor of bytes of the host',
    code: `require("host").bytes().buffer.constructor.constructor('${process}')()`,
    ends: { value: 'undefined' },
  },
  {
    name: 'an async function',
    code: `Object.getPrototypeOf(async () => {}).constructor('${process}')()`,
    ends: { value: 'undefined' },
  },
  {
    name: 'a generator function',
    code: `Object.getPrototypeOf(function* () {}).constructor('${process}')().next().value`,
    ends: { value: 'undefined' },
  },
  { name: 'process by name', code: 'return_ = process', ends: 'ERR_GUEST_THROW', says: 'process' },
  {
    name: 'globals of a host',
    code: '["process", "global", "Buffer", "fetch", "Deno", "Bun", "window", "self", "WebAssembly", "std", "os", "__host", "bjson", "scriptArgs", "print", "load"].filter((k) => k in globalThis)',
    ends: { value: [] },
  },
  {
    name: 'the caller of a function',
    code: 'function f() { return f.caller } (() => { try { return String(f()) } catch { return "refused" } })()',
    ends: { value: 'undefined' },
  },
  {
    name: 'arguments.callee.caller',
    code: '(function () { try { return typeof arguments.callee.caller } catch { return "refused" } })()',
    ends: { value: 'undefined' },
  },
  { name: 'import of a module of Node', code: 'import("fs")', ends: ['ERR_GUEST_THROW', 'ERR_MODULE_NOT_FOUND'] },
  { name: 'import of a file', code: 'import("file:///etc/passwd")', ends: ['ERR_GUEST_THROW', 'ERR_MODULE_NOT_FOUND'] },
  {
    name: 'import of data',
    code: 'import("data:text/javascript,export default 1")',
    ends: ['ERR_GUEST_THROW', 'ERR_MODULE_NOT_FOUND'],
  },
  {
    name: 'import with a name that throws',
    code: 'import({ toString() { throw new Error("name") } })',
    ends: 'ERR_GUEST_THROW',
    says: 'name',
  },
  {
    name: 'imports in a loop',
    code: '(async () => { for (;;) await import("x").catch(() => {}) })()',
    ends: 'ERR_CALL_TIMEOUT',
  },
  {
    name: 'require of a module of Node',
    code: 'require("child_process")',
    ends: 'ERR_GUEST_THROW',
    says: 'Cannot find',
  },
  {
    name: 'require of a module of Node by its scheme',
    code: 'require("node:fs")',
    ends: 'ERR_GUEST_THROW',
    says: 'Cannot find',
  },
  {
    name: 'require of a path',
    code: 'require("../../../../etc/passwd")',
    ends: 'ERR_GUEST_THROW',
    says: 'Cannot find',
  },
  { name: 'require of __proto__', code: 'require("__proto__")', ends: 'ERR_GUEST_THROW', says: 'Cannot find' },
  {
    name: 'require of what it was not granted but another uses',
    code: 'require("hidden")',
    ends: 'ERR_GUEST_THROW',
    says: 'Cannot find',
  },
  {
    name: 'require of a name that throws',
    code: 'require({ toString() { throw new Error("name") } })',
    ends: 'ERR_GUEST_THROW',
    says: 'name',
  },
  { name: 'require of a symbol', code: 'require(Symbol())', ends: 'ERR_GUEST_THROW' },
  {
    name: 'require in a loop',
    code: 'for (;;) try { require("missing") } catch (e) { if (e.code === "ERR_LIMIT_HOST_CALLS") throw e }',
    ends: ['ERR_LIMIT_HOST_CALLS', 'ERR_LIMIT_CPU'],
  },
  {
    name: 'natives that require each other in a circle',
    code: 'require("left").name + require("right").name',
    ends: { value: 'leftright' },
  },
  {
    name: 'a native whose code fails',
    code: 'try { require("broken") } catch {} require("broken")',
    ends: 'ERR_GUEST_THROW',
    says: 'broken',
  },
  {
    name: 'require that was replaced',
    code: 'globalThis.require = () => "mine"; require("host")',
    ends: { value: 'mine' },
  },
  {
    name: 'exports of a native that were replaced',
    code: 'require("host").echo = () => "mine"; require("host").echo(1)',
    ends: { value: 'mine' },
  },
  {
    name: 'every global deleted',
    breaks: true,
    code: 'for (const k of Reflect.ownKeys(globalThis)) { try { delete globalThis[k] } catch {} } 1',
    ends: { value: 1 },
  },
  {
    name: 'every global frozen',
    breaks: true,
    code: 'for (const k of Reflect.ownKeys(globalThis)) { try { Object.freeze(globalThis[k]); Object.freeze(globalThis[k].prototype) } catch {} } Object.freeze(globalThis); 1',
    ends: { value: 1 },
  },
  {
    name: 'a getter of a global',
    code: 'Object.defineProperty(globalThis, "undefined_", { get() { return process } }); undefined_',
    ends: 'ERR_GUEST_THROW',
  },
  {
    name: 'a finalizer that loops',
    code: 'new FinalizationRegistry(() => { for (;;) {} }).register({}, 1); for (let i = 0; i < 100; i += 1) ({}); 1',
    ends: { value: 1 },
  },
  {
    name: 'Atomics.wait',
    code: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    ends: ['ERR_GUEST_THROW'],
  },
  { name: 'a script that is no script', code: '}{', ends: 'ERR_GUEST_THROW' },
  { name: 'a script with a zero', code: '1;\0 2', ends: 'ERR_GUEST_THROW' },
]

/** Guests that wear the host out, or call it as it should not be called. */
export const hostCalls: readonly HostileCase[] = [
  { name: 'host calls in a loop', code: 'for (;;) require("host").echo(1)', ends: 'ERR_LIMIT_HOST_CALLS' },
  {
    name: 'host calls in a loop that is caught',
    code: 'for (;;) try { require("host").echo(1) } catch {}',
    ends: 'ERR_LIMIT_CPU',
  },
  {
    name: 'host calls in an async loop',
    code: '(async () => { for (;;) await require("host").later(1) })()',
    ends: ['ERR_LIMIT_HOST_CALLS', 'ERR_CALL_TIMEOUT'],
  },
  {
    name: 'host calls at once',
    code: 'Promise.all(new Array(1000).fill(0).map(() => require("host").later(1)))',
    ends: 'ERR_LIMIT_HOST_CALLS',
  },
  {
    name: 'a host function that promises nothing',
    code: 'require("host").nothing().then((x) => typeof x)',
    ends: { value: 'undefined' },
  },
  { name: 'a host call that never ends', code: 'require("host").never()', ends: 'ERR_CALL_TIMEOUT' },
  { name: 'wrong arguments', code: 'require("host").sum("1", {})', ends: 'ERR_CODEC', says: 'host.sum: a' },
  { name: 'too many arguments', code: 'require("host").sum(1, 2, 3)', ends: 'ERR_CODEC', says: 'too many' },
  { name: 'too few arguments', code: 'require("host").sum(1)', ends: 'ERR_CODEC', says: 'b' },
  {
    name: 'a hundred thousand arguments',
    code: 'require("host").sum(...new Array(1e5).fill(1))',
    ends: ['ERR_CODEC', 'ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
  {
    name: 'an argument that only says it is a function',
    code: 'require("host").take({ kind: "guest-function", call() {}, release() {} })',
    ends: 'ERR_CODEC',
  },
  { name: 'an argument that cannot cross', code: 'require("host").echo(1n)', ends: 'ERR_CODEC' },
  { name: 'a host function with another this', code: 'require("host").echo.call({ host: 1 }, 4)', ends: { value: 4 } },
  { name: 'a host function as a constructor', code: 'new (require("host").echo)(1)', ends: 'ERR_GUEST_THROW' },
  { name: 'a host function that throws', code: 'require("host").fail()', ends: 'ERR_GUEST_THROW', says: 'failed' },
  {
    name: 'a host function that throws what is no error',
    code: 'require("host").failOddly()',
    ends: 'ERR_CALL_PANICKED',
  },
  {
    name: 'a host function that rejects with what has no text',
    code: 'require("host").failOddlyLater()',
    ends: 'ERR_CALL_PANICKED',
  },
  { name: 'a host function that gives what cannot cross', code: 'require("host").giveMap()', ends: 'ERR_CODEC' },
  {
    name: 'a host function that promises what cannot cross',
    code: 'require("host").giveMapLater()',
    ends: 'ERR_CODEC',
  },
  {
    name: 'what every object has, of the host',
    code: '["constructor", "__proto__", "toString"].map((name) => Object.hasOwn(require("host"), name))',
    ends: { value: [false, false, false] },
  },
  {
    name: 'functions that are given to the host in a loop',
    code: 'for (let i = 0; i < 90; i += 1) require("host").take(() => i); 1',
    ends: { value: 1 },
  },
  {
    name: 'a guest function that the host calls and that loops',
    code: 'require("host").callBack({ f: () => { for (;;) {} }, g: () => {} })',
    ends: ['ERR_LIMIT_CPU'],
  },
  {
    name: 'a guest function that calls the host that calls it',
    code: 'const f = () => require("host").callBack({ f, g: () => 1 }); f()',
    ends: ['ERR_LIMIT_HOST_CALLS', 'ERR_CALL_TIMEOUT', 'ERR_GUEST_STACK', 'ERR_GUEST_THROW'],
  },
]
