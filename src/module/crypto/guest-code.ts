// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/guest/coded-error.ts
function codedError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}
function argumentError(name, wanted, value) {
  const received = value === null ? "null" : typeof value;
  const message = \`The "\${name}" argument must be \${wanted}. Received \${received}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

// src/module/crypto/guest/digests.ts
var import_native_buffer2 = require("buffer");

// src/module/crypto/guest/bytes.ts
var import_native_buffer = require("buffer");
function readBytes(name, data, encoding) {
  if (typeof data === "string") return import_native_buffer.Buffer.from(data, encoding === "buffer" ? void 0 : encoding);
  if (ArrayBuffer.isView(data)) return import_native_buffer.Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return import_native_buffer.Buffer.from(data, 0, data.byteLength);
  throw argumentError(name, "of type string or an instance of Buffer, TypedArray, or DataView", data);
}
function present(bytes, encoding) {
  const made = import_native_buffer.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return encoding === void 0 || encoding === "buffer" ? made : made.toString(encoding);
}

// src/module/crypto/guest/digests.ts
var algorithms = ["md5", "sha1", "sha256", "sha384", "sha512"];
function findAlgorithm(name) {
  if (typeof name !== "string") throw argumentError("algorithm", "of type string", name);
  const lower = name.toLowerCase();
  return algorithms.includes(lower) ? lower : void 0;
}
function finalized() {
  return codedError(Error, "ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
}
var Digest = class {
  gathered = [];
  isFinal = false;
  update(data, encoding) {
    if (this.isFinal) throw finalized();
    this.gathered.push(import_native_buffer2.Buffer.concat([readBytes("data", data, encoding)]));
    return this;
  }
};
var Hash = class _Hash extends Digest {
  #algorithm;
  constructor(algorithm) {
    super();
    this.#algorithm = algorithm;
  }
  digest(encoding) {
    if (this.isFinal) throw finalized();
    this.isFinal = true;
    return present(host.hash(this.#algorithm, import_native_buffer2.Buffer.concat(this.gathered)), encoding);
  }
  /** One of its own, at the same state. */
  copy() {
    if (this.isFinal) throw finalized();
    const copied = new _Hash(this.#algorithm);
    copied.gathered.push(...this.gathered);
    return copied;
  }
};
var Hmac = class extends Digest {
  #algorithm;
  #key;
  constructor(algorithm, key) {
    super();
    this.#algorithm = algorithm;
    this.#key = key;
  }
  // Unlike a hash, Node's answers a second time, with nothing.
  digest(encoding) {
    if (this.isFinal) return present(new Uint8Array(0), encoding);
    this.isFinal = true;
    return present(host.hmac(this.#algorithm, this.#key, import_native_buffer2.Buffer.concat(this.gathered)), encoding);
  }
};
function createHash(algorithm) {
  const known = findAlgorithm(algorithm);
  if (known === void 0)
    throw new Error(\`Digest method not supported: \${algorithm}; there are \${algorithms.join(", ")}\`);
  return new Hash(known);
}
function createHmac(algorithm, key) {
  const known = findAlgorithm(algorithm);
  const bytes = import_native_buffer2.Buffer.concat([readBytes("key", key)]);
  if (known === void 0) throw codedError(TypeError, "ERR_CRYPTO_INVALID_DIGEST", \`Invalid digest: \${algorithm}\`);
  return new Hmac(known, bytes);
}

// src/module/crypto/guest/random.ts
var import_native_buffer3 = require("buffer");
var mostBytes = 2 ** 20;
function outOfRange(name, wanted, value) {
  const message = \`The value of "\${name}" is out of range. It must be \${wanted}. Received \${String(value)}\`;
  return codedError(RangeError, "ERR_OUT_OF_RANGE", message);
}
function bytesOf(count) {
  const bytes = host.random(count);
  return import_native_buffer3.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
function tell(value, told) {
  if (told === void 0) return value;
  if (typeof told !== "function") throw argumentError("callback", "of type function", told);
  void Promise.resolve().then(() => told(null, value));
  return void 0;
}
function randomBytes(size, told) {
  if (typeof size !== "number") throw argumentError("size", "of type number", size);
  if (!(size >= 0 && size <= mostBytes)) throw outOfRange("size", \`>= 0 && <= \${mostBytes}\`, size);
  return tell(size < 1 ? import_native_buffer3.Buffer.alloc(0) : bytesOf(Math.trunc(size)), told);
}
function getRandomValues(view) {
  const isWhole = ArrayBuffer.isView(view) && !/^(Float|DataView)/.test(Object.prototype.toString.call(view).slice(8));
  if (!isWhole) throw named(TypeError, "TypeMismatchError", "The data argument must be a typed array of integers");
  if (view.byteLength > 65536)
    throw named(Error, "QuotaExceededError", "At most 65536 bytes are given at once, and more were asked for");
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  if (bytes.length > 0) bytes.set(host.random(bytes.length));
  return view;
}
function named(Class, name, message) {
  return Object.assign(new Class(message), { name });
}
function randomUUID() {
  const bytes = bytesOf(16);
  bytes[6] = (bytes[6] ?? 0) & 15 | 64;
  bytes[8] = (bytes[8] ?? 0) & 63 | 128;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
var most48 = 2 ** 48;
function randomInt(...args) {
  const told = typeof args.at(-1) === "function" ? args.pop() : void 0;
  const [min, max] = args.length < 2 ? [0, args[0]] : args;
  if (!Number.isSafeInteger(min)) throw argumentError("min", "a safe integer", min);
  if (!Number.isSafeInteger(max)) throw argumentError("max", "a safe integer", max);
  const [low, high] = [Number(min), Number(max)];
  if (high <= low) throw outOfRange("max", \`greater than the value of "min" (\${low})\`, high);
  const range = high - low;
  if (range >= most48) throw outOfRange("max - min", \`<= \${most48 - 1}\`, range);
  const fair = most48 - most48 % range;
  let drawn = fair;
  while (drawn >= fair) drawn = bytesOf(6).reduce((sum, byte) => sum * 256 + byte, 0);
  return tell(low + drawn % range, told);
}

// src/module/crypto/guest/index.ts
function timingSafeEqual(left, right) {
  const [one, other] = [readView("buf1", left), readView("buf2", right)];
  if (one.length !== other.length)
    throw codedError(RangeError, "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length");
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference |= (one[at] ?? 0) ^ (other[at] ?? 0);
  return difference === 0;
}
function readView(name, value) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  throw argumentError(name, "an instance of ArrayBuffer, Buffer, TypedArray, or DataView", value);
}
module.exports = {
  Hash,
  Hmac,
  createHash,
  createHmac,
  getHashes: () => [...algorithms],
  getRandomValues,
  randomBytes,
  randomInt,
  randomUUID,
  timingSafeEqual
};
`
/** The body of its `declare module`. */
export const declaration: string = `type Buffer = import('buffer').Buffer
type Bytes = string | ArrayBufferView | ArrayBuffer
type Encoding = import('buffer').BufferEncoding

/** \`md5\`, \`sha1\`, \`sha256\`, \`sha384\` or \`sha512\`; letters may be upper case. */
type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512' | (string & {})

/** What \`createHash\` gives. Its data cross to the host at once, when the digest is asked for. */
export class Hash {
  private constructor()
  update(data: Bytes, encoding?: Encoding): this
  /** Once. A \`Buffer\`, or a text where an encoding is named. */
  digest(): Buffer
  digest(encoding: Encoding): string
  /** One of its own, at the same state. */
  copy(): Hash
}

/** What \`createHmac\` gives. */
export class Hmac {
  private constructor()
  update(data: Bytes, encoding?: Encoding): this
  digest(): Buffer
  digest(encoding: Encoding): string
}

export function createHash(algorithm: Algorithm): Hash
export function createHmac(algorithm: Algorithm, key: Bytes): Hmac
/** The algorithms that there are. */
export function getHashes(): string[]
/** Fills integers with random bits, at most 65,536 bytes at once. */
export function getRandomValues<View extends ArrayBufferView>(view: View): View
/** That many random bytes, at most 1 MiB at once. */
export function randomBytes(size: number): Buffer
export function randomBytes(size: number, callback: (error: null, bytes: Buffer) => void): void
/** A random whole number from \`min\`, or 0, up to but not including \`max\`. */
export function randomInt(max: number): number
export function randomInt(min: number, max: number): number
export function randomInt(max: number, callback: (error: null, value: number) => void): void
export function randomInt(min: number, max: number, callback: (error: null, value: number) => void): void
/** A random UUID of version 4. */
export function randomUUID(): string
/** Whether the bytes are the same, in a time that does not depend on where they differ. */
export function timingSafeEqual(left: ArrayBufferView | ArrayBuffer, right: ArrayBufferView | ArrayBuffer): boolean
`
