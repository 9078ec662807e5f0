// What a value is by its inner slots, as Node's `util.types` says, for the kinds that a VM has.

type Test = (value: unknown) => boolean

/** Whether a method that looks at an inner slot takes the value. */
function takes(method: ((...args: never[]) => unknown) | undefined, ...args: readonly unknown[]): Test {
  return (value) => {
    if (method === undefined) return false
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

const isBoxed = {
  isNumberObject: takes(Number.prototype.valueOf),
  isStringObject: takes(String.prototype.valueOf),
  isBooleanObject: takes(Boolean.prototype.valueOf),
  isSymbolObject: takes(Symbol.prototype.valueOf),
  isBigIntObject: takes(BigInt.prototype.valueOf),
}

const isObject: Test = (value) => typeof value === 'object' && value !== null
const both =
  (left: Test, right: Test): Test =>
  (value) =>
    left(value) && right(value)

const boxed = Object.fromEntries(
  Object.entries(isBoxed).map(([name, test]) => [name, both(isObject, test)]),
) as typeof isBoxed

// What a weak collection is asked for to see whether it is one.
const nothing = {}

/** Node's `util.types`, without the kinds that no VM has and the proxies that nothing can tell from what they stand for. */
export const types = {
  isAnyArrayBuffer: takes(getter(ArrayBuffer.prototype, 'byteLength')),
  isArrayBuffer: takes(getter(ArrayBuffer.prototype, 'byteLength')),
  isArrayBufferView: (value: unknown): boolean => ArrayBuffer.isView(value),
  isArgumentsObject: tagged('[object Arguments]'),
  isAsyncFunction: (value: unknown): boolean =>
    typeof value === 'function' && /^Async/.test(String(functionTag(value))),
  isBigInt64Array: (value: unknown): boolean => typedArrayName(value) === 'BigInt64Array',
  isBigUint64Array: (value: unknown): boolean => typedArrayName(value) === 'BigUint64Array',
  ...boxed,
  isBoxedPrimitive: (value: unknown): boolean => Object.values(boxed).some((test) => test(value)),
  isDataView: takes(getter(DataView.prototype, 'byteLength')),
  isDate: takes(Date.prototype.getTime),
  isFloat32Array: (value: unknown): boolean => typedArrayName(value) === 'Float32Array',
  isFloat64Array: (value: unknown): boolean => typedArrayName(value) === 'Float64Array',
  isGeneratorFunction: (value: unknown): boolean =>
    typeof value === 'function' && /Generator/.test(String(functionTag(value))),
  isGeneratorObject: tagged('[object Generator]'),
  isInt16Array: (value: unknown): boolean => typedArrayName(value) === 'Int16Array',
  isInt32Array: (value: unknown): boolean => typedArrayName(value) === 'Int32Array',
  isInt8Array: (value: unknown): boolean => typedArrayName(value) === 'Int8Array',
  isMap: takes(getter(Map.prototype, 'size')),
  isMapIterator: tagged('[object Map Iterator]'),
  isNativeError: tagged('[object Error]'),
  isPromise: (value: unknown): boolean => value instanceof Promise,
  isRegExp: takes(getter(RegExp.prototype, 'global')),
  isSet: takes(getter(Set.prototype, 'size')),
  isSetIterator: tagged('[object Set Iterator]'),
  isTypedArray: (value: unknown): boolean => typedArrayName(value) !== undefined,
  isUint16Array: (value: unknown): boolean => typedArrayName(value) === 'Uint16Array',
  isUint32Array: (value: unknown): boolean => typedArrayName(value) === 'Uint32Array',
  isUint8Array: (value: unknown): boolean => typedArrayName(value) === 'Uint8Array',
  isUint8ClampedArray: (value: unknown): boolean => typedArrayName(value) === 'Uint8ClampedArray',
  isWeakMap: takes(WeakMap.prototype.has, nothing),
  isWeakSet: takes(WeakSet.prototype.has, nothing),
}

function functionTag(value: unknown): unknown {
  return Reflect.get(Object.getPrototypeOf(value) ?? {}, Symbol.toStringTag)
}
