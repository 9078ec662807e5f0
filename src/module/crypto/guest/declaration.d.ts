type Buffer = import('buffer').Buffer
type Bytes = string | ArrayBufferView | ArrayBuffer
type Encoding = import('buffer').BufferEncoding

/** `md5`, `sha1`, `sha256`, `sha384` or `sha512`; letters may be upper case. */
type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512' | (string & {})

/** What `createHash` gives. Its data cross to the host at once, when the digest is asked for. */
export class Hash {
  private constructor()
  update(data: Bytes, encoding?: Encoding): this
  /** Once. A `Buffer`, or a text where an encoding is named. */
  digest(): Buffer
  digest(encoding: Encoding): string
  /** One of its own, at the same state. */
  copy(): Hash
}

/** What `createHmac` gives. */
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
/** A random whole number from `min`, or 0, up to but not including `max`. */
export function randomInt(max: number): number
export function randomInt(min: number, max: number): number
export function randomInt(max: number, callback: (error: null, value: number) => void): void
export function randomInt(min: number, max: number, callback: (error: null, value: number) => void): void
/** A random UUID of version 4. */
export function randomUUID(): string
/** Whether the bytes are the same, in a time that does not depend on where they differ. */
export function timingSafeEqual(left: ArrayBufferView | ArrayBuffer, right: ArrayBufferView | ArrayBuffer): boolean
