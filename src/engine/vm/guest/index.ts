// What every VM runs first: the guest's end of the one door each way. Whatever it needs later it takes now, so that guest
// code which changes the language's own objects changes nothing here.

import { createCrossing } from './crossing.js'
import { createErrors } from './errors.js'
import { createNatives } from './natives.js'
import { createPorts } from './ports.js'

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
const promised = new Map<
  number,
  { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void }
>()

/** Calls a function of the host: gives its value, or a promise, or throws its error. */
function callHost(name: string, args: readonly unknown[]): unknown {
  const answer = crossing.ask(name, args)
  if (typeof answer !== 'string') return answer
  const rest = answer.slice(1)
  switch (answer.charCodeAt(0)) {
    case 117: // u: undefined
      return undefined
    case 33: // !: an error
      throw errors.fromHost(parse(rest))
    case 126: // ~: a promise of that number
      return new PromiseOfGuest((resolve, reject) => promised.set(+rest, { resolve, reject }))
    default:
      return crossing.read(answer)
  }
}

const natives = createNatives(callHost, crossing.asBytes)
const ports = createPorts(natives.require)

const operations: { readonly [name: string]: Operation } = {
  // A promise of the host is kept, or broken.
  settle([id, isKept, value]: readonly [number, boolean, never]) {
    const waiting = promised.get(id)
    promised.delete(id)
    if (isKept) waiting?.resolve(value)
    else waiting?.reject(errors.fromHost(value))
  },
  // The completion value of a script goes as it is.
  value: (_, value) => value,
  call: ([id, ...args]: readonly [number, ...unknown[]]) => apply(crossing.functionOf(id), undefined, args),
  release: ([id]: readonly [number]) => crossing.release(id),
  hook: ([module, name, ...args]: readonly [string, string, ...unknown[]]) =>
    apply(natives.hookOf(module, name), undefined, args),
  define: ([table]: readonly [never]) => natives.define(table),
  require: ([name]: readonly [string]) => natives.require(name),
  requireFrom: ([file]: readonly [string]) => natives.requireFrom(file),
  exportNames: ([kind, id]: readonly ['native' | 'file' | 'json', string]) => natives.exportNames(kind, id),
  load: ([code]: readonly [string]) => ports.load(code),
  port: ([name, ...args]: readonly [string, ...unknown[]]) => ports.call(name, args),
  setGlobal: ([name, value, isFunction]: readonly [string, unknown, boolean]) => {
    const given = isFunction ? (...args: unknown[]) => callHost(`global#${name}`, args) : value
    ;(globalThis as Record<string, unknown>)[name] = given
  },
  getGlobal: ([name]: readonly [string]) => (globalThis as Record<string, unknown>)[name],
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}

/** The host's only way in. Gives a text: a value, nothing for a promise that settles later under `id`, or an error. */
module.exports = function dispatch(name: string, text: string, id: number, ...buffers: readonly never[]): unknown {
  try {
    if (name === 'buffer') return crossing.takeBuffer(id)
    if (name === 'describe') return errors.describe(buffers[0])
    const isValue = name === 'value'
    const args = isValue ? [] : crossing.read(text, buffers)
    const result = (operations[name] as Operation)(args as never, buffers[0])
    if (!isPromise(result)) return crossing.write(result)
    follow(result, id)
    return ''
  } catch (error) {
    return `!${errors.describe(error)}`
  }
}

// With what `then` was at the beginning where it is a promise of the language.
function follow(promise: PromiseLike<unknown>, id: number): void {
  const kept = (value: unknown): void => settle(id, () => crossing.write(value))
  const broken = (error: unknown): void => settle(id, () => `!${errors.describe(error)}`)
  if (promise instanceof PromiseOfGuest) apply(then, promise, [kept, broken])
  else promise.then(kept, broken)
}

function settle(id: number, write: () => string): void {
  let text: string
  try {
    text = write()
  } catch (error) {
    text = `!${errors.describe(error)}`
  }
  __host(`=${id}`, text)
}
