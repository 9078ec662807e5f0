// Values as texts and back. JSON is written by the language itself; bytes and functions are found by a `toJSON` that is there
// only while something crosses, so that plain values cost nothing more.

import { after, append, holds, listOf, numbersAfter, steady } from './steady.js'

type Ask = (name: string, text: string, ...buffers: readonly ArrayBuffer[]) => string | ArrayBuffer

type AnyFunction = (...args: never[]) => unknown

const { parse, stringify } = JSON
const { apply, getPrototypeOf, ownKeys } = Reflect
const { defineProperty, getOwnPropertyDescriptor } = Object
const { isArray } = Array
const { isFinite: isFiniteNumber } = Number
const { isView } = ArrayBuffer
const isParent = Object.prototype.isPrototypeOf
const Bytes = Uint8Array
const TypedArray = getPrototypeOf(Uint8Array) as typeof Uint8Array
const bufferOf = (getOwnPropertyDescriptor(TypedArray.prototype, 'buffer') as PropertyDescriptor).get as AnyFunction
const offsetOf = (getOwnPropertyDescriptor(TypedArray.prototype, 'byteOffset') as PropertyDescriptor).get as AnyFunction
const lengthOf = (getOwnPropertyDescriptor(TypedArray.prototype, 'byteLength') as PropertyDescriptor).get as AnyFunction
const slice = ArrayBuffer.prototype.slice

/** Members with names that no value of a guest is likely to have. */
const bytesKey = '\u0000bytes'
const functionKey = '\u0000function'
/** How a function begins in a text, and nothing else can: the host takes it for one where it has no other member. */
const functionText = '{"\\u0000function":'
/** What a text with such members begins with. */
export const mark = '\u0002'

/** The guest's end of what crosses. */
export interface CrossingOfGuest {
  write(value: unknown): string
  read(text: string, buffers?: readonly ArrayBuffer[]): unknown
  /** Asks the host; what it answers with is not read yet. */
  ask(name: string, args: readonly unknown[]): unknown
  takeBuffer(index: number): ArrayBuffer | undefined
  functionOf(id: number): AnyFunction
  release(id: number): void
  /** Lets what inherits from a prototype of bytes cross as bytes, whatever JSON of its own it has. */
  asBytes(prototype: object): void
}

class CrossingError extends TypeError {
  readonly code = 'ERR_CODEC'
  readonly path: string
  constructor(message: string, path: string) {
    super(`${message} at ${path === '' ? 'the top' : path}`)
    this.path = path
  }
}

/** Functions that the host holds, by number. One keeps its number until it is released. */
function createFunctionTable() {
  const functions = steady(new Map<number, AnyFunction>())
  const numbers = steady(new WeakMap<AnyFunction, number>())
  const crossing = steady(new Set<number>())
  let last = 0
  function numberOf(fn: AnyFunction): number {
    const known = numbers.get(fn)
    if (known !== undefined && functions.has(known)) return known
    last += 1
    numbers.set(fn, last)
    functions.set(last, fn)
    return last
  }
  return {
    begin: (): void => crossing.clear(),
    write(fn: AnyFunction): unknown {
      const number = numberOf(fn)
      crossing.add(number)
      return { [functionKey]: number }
    },
    // A number that the guest made up might be that of a function that the code of a native gave to the host.
    isForged: (text: string): boolean => !numbersAfter(text, functionText, (number) => crossing.has(number)),
    functionOf(id: number): AnyFunction {
      const fn = functions.get(id)
      if (fn === undefined) throw new TypeError('The function was released')
      return fn
    },
    release: (id: number): void => {
      functions.delete(id)
    },
  }
}

function copyBytes(bytes: Uint8Array): ArrayBuffer {
  const from = apply(offsetOf, bytes, []) as number
  const buffer = apply(bufferOf, bytes, []) as ArrayBuffer
  return apply(slice, buffer, [from, from + (apply(lengthOf, bytes, []) as number)]) as ArrayBuffer
}

export function createCrossing(host: Ask): CrossingOfGuest {
  const functions = createFunctionTable()
  let outbox: ArrayBuffer[] | undefined
  let sent: ArrayBuffer[] = []
  let hasMembers = false
  const asBytes = function (this: Uint8Array): unknown {
    hasMembers = true
    return { [bytesKey]: append(outbox as ArrayBuffer[], copyBytes(this)) }
  }
  const asFunction = function (this: AnyFunction): unknown {
    hasMembers = true
    return functions.write(this)
  }
  const refuse = (what: string) => (): never => {
    throw new CrossingError(`${what} cannot cross`, '')
  }
  hook(TypedArray.prototype, asBytes, () => outbox !== undefined)
  hook(Function.prototype, asFunction, () => outbox !== undefined)
  for (const [prototype, what] of refused()) hook(prototype, refuse(what), () => outbox !== undefined)

  function write(value: unknown): string {
    if (value === undefined) return 'u'
    const text = writeJson(value)
    if (!hasMembers) return text
    if (functions.isForged(text)) throw new CrossingError('A member that is named as functions are cannot cross', '')
    return mark + text
  }

  function writeJson(value: unknown): string {
    outbox = sent = []
    hasMembers = false
    functions.begin()
    try {
      const text = stringify(value) as string | undefined
      // Where JSON put a null for what it cannot write, or a value lies in a circle, the path to it is looked for.
      if (text === undefined || holds(text, 'null')) verify(value, '', steady(new Set()))
      return text as string
    } catch (error) {
      verify(value, '', steady(new Set()))
      throw error
    } finally {
      outbox = undefined
    }
  }

  function read(text: string, buffers?: readonly ArrayBuffer[]): unknown {
    if (text[0] !== mark) return parse(text)
    return parse(after(text, 1), (_, given: unknown) => {
      if (typeof given !== 'object' || given === null) return given
      const members = given as { readonly [bytesKey]?: number; readonly [functionKey]?: number }
      if (members[bytesKey] !== undefined) {
        const index = members[bytesKey]
        return new Bytes((buffers?.[index] ?? host('buffer', `${index}`)) as ArrayBuffer)
      }
      return members[functionKey] === undefined ? given : functions.functionOf(members[functionKey])
    })
  }

  return {
    write,
    read,
    ask(name, args) {
      const text = write(args)
      return hasMembers ? apply(host, undefined, listOf<unknown>([name, text], sent)) : host(name, text)
    },
    takeBuffer: (index) => sent[index],
    functionOf: functions.functionOf,
    release: functions.release,
    asBytes: (prototype) => {
      const own = (prototype as { readonly toJSON?: AnyFunction }).toJSON
      hook(prototype, asBytes, () => outbox !== undefined, own)
    },
  }
}

// Seen by nobody between crossings: JSON of a guest is the language's own.
function hook(prototype: object, write: AnyFunction, isCrossing: () => boolean, otherwise?: AnyFunction): void {
  defineProperty(prototype, 'toJSON', {
    configurable: true,
    get: () => (isCrossing() ? write : otherwise),
    set(value: unknown) {
      defineProperty(this, 'toJSON', { value, writable: true, enumerable: true, configurable: true })
    },
  })
}

function refused(): readonly (readonly [object, string])[] {
  return [
    [Map.prototype, 'A Map'],
    [Set.prototype, 'A Set'],
    [WeakMap.prototype, 'A WeakMap'],
    [WeakSet.prototype, 'A WeakSet'],
    [Promise.prototype, 'A promise within a value'],
    [RegExp.prototype, 'A regular expression'],
    [Error.prototype, 'An error within a value'],
    [ArrayBuffer.prototype, 'An ArrayBuffer (a Uint8Array can)'],
    [DataView.prototype, 'A DataView (a Uint8Array can)'],
    [BigInt.prototype, 'A BigInt'],
    [Symbol.prototype, 'A symbol'],
  ]
}

/** Throws with the path to the first value that JSON cannot say. */
function verify(value: unknown, path: string, above: Set<object>): void {
  switch (typeof value) {
    case 'undefined':
      throw new CrossingError('undefined cannot cross', path)
    case 'symbol':
      throw new CrossingError('A symbol cannot cross', path)
    case 'bigint':
      throw new CrossingError('A BigInt cannot cross', path)
    case 'number':
      if (!isFiniteNumber(value)) throw new CrossingError(`${value} cannot cross`, path)
      return
    case 'object':
      if (value !== null) verifyMembers(value, path, above)
  }
}

function verifyMembers(value: object, path: string, above: Set<object>): void {
  if (isView(value)) return
  for (const [prototype, what] of refused())
    if (apply(isParent, prototype, [value])) throw new CrossingError(`${what} cannot cross`, path)
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return
  if (above.has(value)) throw new CrossingError('A value that holds itself cannot cross', path)
  above.add(value)
  if (isArray(value)) {
    for (let index = 0; index < value.length; index += 1) verify(value[index], `${path}[${index}]`, above)
  } else {
    for (const key of ownKeys(value)) {
      if (typeof key !== 'string' || !getOwnPropertyDescriptor(value, key)?.enumerable) continue
      const member = (value as Record<string, unknown>)[key]
      if (member !== undefined) verify(member, path === '' ? key : `${path}.${key}`, above)
    }
  }
  above.delete(value)
}
