// What a value is by its inner slots, as Node's `util.types` says, for the kinds that a VM has.

type Test = (value: unknown) => boolean

type Class = abstract new (...args: never[]) => object

/**
 * Whether a method that looks at an inner slot takes the value. That it is an instance is asked first: a method that throws
 * costs many times as much, and most values are of no such kind.
 */
function takes(made: Class, method: ((...args: never[]) => unknown) | undefined, ...args: readonly unknown[]): Test {
  return (value) => {
    if (method === undefined || !(value instanceof made)) return false
    try {
      Reflect.apply(method, value, args)
      return true
    } catch {
      return false
    }
  }
}

function getter(prototype: object, key: string | symbol): ((...args: never[]) => unknown) | undefined {
  return Object.getOwnPropertyDescriptor(prototype, key)?.get
}

const typedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype)
const typedArrayTag = getter(typedArrayPrototype, Symbol.toStringTag)

function typedArrayName(value: unknown): unknown {
  return typedArrayTag === undefined ? undefined : Reflect.apply(typedArrayTag, value, [])
}

function tagged(tag: string): Test {
  return (value) => typeof value === 'object' && value !== null && Object.prototype.toString.call(value) === tag
}

const boxed = {
  isNumberObject: takes(Number, Number.prototype.valueOf),
  isStringObject: takes(String, String.prototype.valueOf),
  isBooleanObject: takes(Boolean, Boolean.prototype.valueOf),
  isSymbolObject: takes(Symbol as unknown as Class, Symbol.prototype.valueOf),
  isBigIntObject: takes(BigInt as unknown as Class, BigInt.prototype.valueOf),
}

// What a weak collection is asked for to see whether it is one.
const nothing = {}

/** Node's `util.types`, without the kinds that no VM has and the proxies that nothing can tell from what they stand for. */
export const types = {
  isAnyArrayBuffer: takes(ArrayBuffer, getter(ArrayBuffer.prototype, 'byteLength')),
  isArrayBuffer: takes(ArrayBuffer, getter(ArrayBuffer.prototype, 'byteLength')),
  isArrayBufferView: (value: unknown): boolean => ArrayBuffer.isView(value),
  isArgumentsObject: tagged('[object Arguments]'),
  isAsyncFunction: (value: unknown): boolean =>
    typeof value === 'function' && /^Async/.test(String(functionTag(value))),
  isBigInt64Array: (value: unknown): boolean => typedArrayName(value) === 'BigInt64Array',
  isBigUint64Array: (value: unknown): boolean => typedArrayName(value) === 'BigUint64Array',
  ...boxed,
  isBoxedPrimitive: (value: unknown): boolean => Object.values(boxed).some((test) => test(value)),
  isDataView: takes(DataView, getter(DataView.prototype, 'byteLength')),
  isDate: takes(Date, Date.prototype.getTime),
  isFloat32Array: (value: unknown): boolean => typedArrayName(value) === 'Float32Array',
  isFloat64Array: (value: unknown): boolean => typedArrayName(value) === 'Float64Array',
  isGeneratorFunction: (value: unknown): boolean =>
    typeof value === 'function' && /Generator/.test(String(functionTag(value))),
  isGeneratorObject: tagged('[object Generator]'),
  isInt16Array: (value: unknown): boolean => typedArrayName(value) === 'Int16Array',
  isInt32Array: (value: unknown): boolean => typedArrayName(value) === 'Int32Array',
  isInt8Array: (value: unknown): boolean => typedArrayName(value) === 'Int8Array',
  isMap: takes(Map, getter(Map.prototype, 'size')),
  isMapIterator: tagged('[object Map Iterator]'),
  isNativeError: tagged('[object Error]'),
  isPromise: (value: unknown): boolean => value instanceof Promise,
  isRegExp: takes(RegExp, getter(RegExp.prototype, 'global')),
  isSet: takes(Set, getter(Set.prototype, 'size')),
  isSetIterator: tagged('[object Set Iterator]'),
  isTypedArray: (value: unknown): boolean => typedArrayName(value) !== undefined,
  isUint16Array: (value: unknown): boolean => typedArrayName(value) === 'Uint16Array',
  isUint32Array: (value: unknown): boolean => typedArrayName(value) === 'Uint32Array',
  isUint8Array: (value: unknown): boolean => typedArrayName(value) === 'Uint8Array',
  isUint8ClampedArray: (value: unknown): boolean => typedArrayName(value) === 'Uint8ClampedArray',
  isWeakMap: takes(WeakMap, WeakMap.prototype.has, nothing),
  isWeakSet: takes(WeakSet, WeakSet.prototype.has, nothing),
}

function functionTag(value: unknown): unknown {
  return Reflect.get(Object.getPrototypeOf(value) ?? {}, Symbol.toStringTag)
}
