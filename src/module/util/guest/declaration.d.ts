export interface InspectOptions {
  /** How many levels below the value are shown; 2 where it is not said, null for all. */
  depth?: number | null
  /** Shows what is not enumerable too. */
  showHidden?: boolean
  /** How many items of lists, maps and sets are shown; 100 where it is not said, null for all. */
  maxArrayLength?: number | null
  /** How many characters of a text are shown; 10,000 where it is not said, null for all. */
  maxStringLength?: number | null
  /** How long a line may be; 80 where it is not said. */
  breakLength?: number
  /** How many levels may share a line; 3 where it is not said. */
  compact?: number | boolean
  sorted?: boolean | ((left: string, right: string) => number)
  /** false: methods under `inspect.custom` are not asked. */
  customInspect?: boolean
}

/** The text of a value, for people; never to be read back. */
export const inspect: {
  (value: unknown, options?: InspectOptions): string
  (value: unknown, showHidden: boolean, depth?: number | null): string
  /** The key of a method `(depth, options, inspect)` that gives an object's own text. */
  readonly custom: unique symbol
  defaultOptions: Required<InspectOptions>
}

/** One text of all: the first may be a pattern with `%s %d %i %f %j %o %O %c %%`. */
export function format(...args: unknown[]): string

/** As `format`, with options for what is inspected. */
export function formatWithOptions(options: InspectOptions, ...args: unknown[]): string

/** Lets instances of the one be instances of the other; `class … extends` is the better way. */
export function inherits(child: new (...args: never[]) => object, parent: new (...args: never[]) => object): void

/** A function that gives a promise, of one that takes a callback `(error, value)` last. */
export const promisify: {
  <Value>(original: (callback: (error: unknown, value: Value) => void) => void): () => Promise<Value>
  <Args extends unknown[]>(original: (...args: never[]) => unknown): (...args: Args) => Promise<unknown>
  /** The key under which a function keeps the one that `promisify` gives for it. */
  readonly custom: unique symbol
}

/** A function that takes a callback `(error, value)` last, of one that gives a promise. */
export function callbackify(original: (...args: never[]) => Promise<unknown>): (...args: unknown[]) => void

/** Whether two values are the same all the way down, with their prototypes. */
export function isDeepStrictEqual(left: unknown, right: unknown): boolean

/** What a value is, whatever its prototype says. */
export const types: {
  isAnyArrayBuffer(value: unknown): value is ArrayBuffer
  isArrayBuffer(value: unknown): value is ArrayBuffer
  isArrayBufferView(value: unknown): value is ArrayBufferView
  isArgumentsObject(value: unknown): boolean
  isAsyncFunction(value: unknown): boolean
  isBigInt64Array(value: unknown): value is BigInt64Array
  isBigIntObject(value: unknown): value is bigint
  isBigUint64Array(value: unknown): value is BigUint64Array
  isBooleanObject(value: unknown): value is boolean
  isBoxedPrimitive(value: unknown): boolean
  isDataView(value: unknown): value is DataView
  isDate(value: unknown): value is Date
  isFloat32Array(value: unknown): value is Float32Array
  isFloat64Array(value: unknown): value is Float64Array
  isGeneratorFunction(value: unknown): boolean
  isGeneratorObject(value: unknown): boolean
  isInt16Array(value: unknown): value is Int16Array
  isInt32Array(value: unknown): value is Int32Array
  isInt8Array(value: unknown): value is Int8Array
  isMap(value: unknown): value is Map<unknown, unknown>
  isMapIterator(value: unknown): boolean
  isNativeError(value: unknown): value is Error
  isNumberObject(value: unknown): value is number
  isPromise(value: unknown): value is Promise<unknown>
  isRegExp(value: unknown): value is RegExp
  isSet(value: unknown): value is Set<unknown>
  isSetIterator(value: unknown): boolean
  isStringObject(value: unknown): value is string
  isSymbolObject(value: unknown): value is symbol
  isTypedArray(value: unknown): boolean
  isUint16Array(value: unknown): value is Uint16Array
  isUint32Array(value: unknown): value is Uint32Array
  isUint8Array(value: unknown): value is Uint8Array
  isUint8ClampedArray(value: unknown): value is Uint8ClampedArray
  isWeakMap(value: unknown): value is WeakMap<object, unknown>
  isWeakSet(value: unknown): value is WeakSet<object>
}

/** From text to UTF-8. */
export class TextEncoder {
  readonly encoding: 'utf-8'
  encode(text?: string): Uint8Array
  /** Whole characters, as far as there is room: how many units were read and bytes written. */
  encodeInto(text: string, target: Uint8Array): { read: number; written: number }
}

/** From UTF-8 to text; other encodings are a `RangeError`. */
export class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  readonly encoding: 'utf-8'
  readonly fatal: boolean
  readonly ignoreBOM: boolean
  /** With `stream`, half a character at the end waits for the next call. */
  decode(input?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string
}
