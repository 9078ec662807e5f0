// What guests get for `require('util')`.

import { argumentError, codedError } from '../../guest/coded-error.js'
import { isDeepStrictEqual } from './deep-equal.js'
import { format, formatWithOptions } from './format.js'
import { inspect } from './inspect.js'
import { types } from './kinds.js'
import { TextDecoder, TextEncoder } from './text-coding.js'

declare const module: { exports: unknown }

type AnyFunction = (...args: unknown[]) => unknown

function inherits(child: AnyFunction, parent: AnyFunction): void {
  if (typeof child !== 'function') throw argumentError('ctor', 'of type function', child)
  if (typeof parent !== 'function') throw argumentError('superCtor', 'of type function', parent)
  if (typeof parent.prototype !== 'object')
    throw argumentError('superCtor.prototype', 'of type object', parent.prototype)
  Object.defineProperty(child, 'super_', { value: parent, writable: true, configurable: true })
  Object.setPrototypeOf(child.prototype, parent.prototype)
}

const custom: symbol = Symbol.for('nodejs.util.promisify.custom')

/** A function that gives a promise of what the given one tells its last argument, a callback `(error, value)`. */
function promisify(original: AnyFunction): AnyFunction {
  if (typeof original !== 'function') throw argumentError('original', 'of type function', original)
  const own: unknown = Reflect.get(original, custom)
  if (own !== undefined) {
    if (typeof own !== 'function') throw argumentError('util.promisify.custom', 'of type function', own)
    return Object.defineProperty(own as AnyFunction, custom, { value: own, configurable: true })
  }
  function promised(this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      Reflect.apply(original, this, [
        ...args,
        (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)),
      ])
    })
  }
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original))
  Object.defineProperty(promised, custom, { value: promised, configurable: true })
  return Object.defineProperties(promised, Object.getOwnPropertyDescriptors(original))
}

promisify.custom = custom

/** A function that tells its last argument, a callback `(error, value)`, what the promise of the given one comes to. */
function callbackify(original: (...args: unknown[]) => Promise<unknown>): AnyFunction {
  if (typeof original !== 'function') throw argumentError('original', 'of type function', original)
  return function (this: unknown, ...args: unknown[]) {
    const callback = args.pop()
    if (typeof callback !== 'function') throw argumentError('last argument', 'of type function', callback)
    Reflect.apply(original, this, args).then(
      (value) => callback(null, value),
      (reason: unknown) => callback(reason || falsyRejection(reason)),
    )
  }
}

function falsyRejection(reason: unknown): Error {
  const error = codedError(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value')
  return Object.assign(error, { reason })
}

module.exports = {
  TextDecoder,
  TextEncoder,
  callbackify,
  format,
  formatWithOptions,
  inherits,
  inspect,
  isDeepStrictEqual,
  promisify,
  types,
}
