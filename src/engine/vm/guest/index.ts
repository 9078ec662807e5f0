// What every VM runs first: the guest's end of the one door each way. Whatever it needs later it takes now, so that guest
// code which changes the language's own objects changes nothing here.

import { createCrossing } from './crossing.js'
import { createErrors } from './errors.js'
import { createNatives } from './natives.js'
import { createPorts } from './ports.js'
import { after, listOf, steady } from './steady.js'

/** The host's end: takes a name and arguments as a text, gives a text, or nothing for undefined. */
declare const module: { exports: unknown }
declare const __host: (name: string, text: string, ...buffers: readonly ArrayBuffer[]) => string | ArrayBuffer

type Operation = (args: never, value: unknown) => unknown

const { parse } = JSON
const { apply } = Reflect
const then = Promise.prototype.then
const PromiseOfGuest = Promise

const crossing = createCrossing(__host)
const errors = createErrors(crossing)
const promised = steady(
  new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }>(),
)

/** Calls a function of the host: gives its value, or a promise, or throws its error. */
function callHost(name: string, args: readonly unknown[]): unknown {
  const answer = crossing.ask(name, args)
  if (typeof answer !== 'string') return answer
  switch (answer[0]) {
    case 'u': // undefined
      return undefined
    case '!': // an error
      throw errors.fromHost(parse(after(answer, 1)))
    case '~': // a promise of that number
      return new PromiseOfGuest((resolve, reject) => promised.set(+after(answer, 1), { resolve, reject }))
    default:
      return crossing.read(answer)
  }
}

const natives = createNatives(callHost, crossing.asBytes)
const ports = createPorts(natives.require)

const operations: { readonly [name: string]: Operation } = {
  // A promise of the host is kept, or broken.
  settle(args: readonly [number, boolean, never]) {
    const waiting = promised.get(args[0])
    promised.delete(args[0])
    if (args[1]) waiting?.resolve(args[2])
    else waiting?.reject(errors.fromHost(args[2]))
  },
  // The completion value of a script goes as it is.
  value: (_, value) => value,
  call: (args: readonly [number]) => apply(crossing.functionOf(args[0]), undefined, listOf([], args, 1) as never),
  release: (args: readonly [number]) => crossing.release(args[0]),
  hook: (args: readonly [string, string]) =>
    apply(natives.hookOf(args[0], args[1]), undefined, listOf<string>([], args, 2) as never),
  define: (args: readonly [never]) => natives.define(args[0]),
  require: (args: readonly [string]) => natives.require(args[0]),
  requireFrom: (args: readonly [string]) => natives.requireFrom(args[0]),
  openModules: () => natives.openModules(),
  exportNames: (args: readonly ['native' | 'file' | 'json', string]) => natives.exportNames(args[0], args[1]),
  load: (_, run) => ports.load(run as never),
  setGlobal: (all: readonly [string, unknown, boolean]) => {
    const name = all[0]
    const value = all[1]
    const given = all[2] ? (...args: unknown[]) => callHost(`global#${name}`, args) : value
    ;(globalThis as Record<string, unknown>)[name] = given
  },
  getGlobal: (args: readonly [string]) => (globalThis as Record<string, unknown>)[args[0]],
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}

/** The host's only way in. Gives a text: a value, nothing for a promise that settles later under `id`, or an error. */
module.exports = function dispatch(name: string, text: string, id: number, ...buffers: readonly never[]): unknown {
  try {
    if (name === 'buffer') return crossing.takeBuffer(id)
    if (name === 'describe') return errors.describe(buffers[0])
    const args = text === '' ? [] : crossing.read(text, buffers)
    const result =
      name[0] === ':' ? ports.call(name, args as never) : (operations[name] as Operation)(args as never, buffers[0])
    if (!isPromise(result)) return crossing.write(result)
    follow(result, id)
    return ''
  } catch (error) {
    return `!${errors.describe(error)}`
  }
}

// With what `then` was at the beginning. A thenable of the guest's own is followed by the language, which lets it settle once,
// and never before it has said so.
function follow(promise: PromiseLike<unknown>, id: number): void {
  const kept = (value: unknown): void => settle(id, () => crossing.write(value))
  const broken = (error: unknown): void => settle(id, () => `!${errors.describe(error)}`)
  const followed = promise instanceof PromiseOfGuest ? promise : new PromiseOfGuest((resolve) => resolve(promise))
  apply(then, followed, [kept, broken])
}

function settle(id: number, write: () => string): void {
  let text: string
  try {
    text = write()
  } catch (error) {
    text = `!${errors.describe(error)}`
  }
  // What is too large is answered with why.
  const refused = __host(`=${id}`, text)
  if (typeof refused === 'string') __host(`=${id}`, refused)
}
