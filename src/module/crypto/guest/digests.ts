// Hash and Hmac. What they are updated with is gathered here and crosses once, with the digest: the host holds no state, so
// that one begun before an image was made goes on in every copy of it.

import { Buffer } from 'native:buffer'
import { argumentError, codedError } from '../../guest/coded-error.js'
import { present, readBytes } from './bytes.js'
import type { Host } from './host.js'

declare const host: Host

export const algorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512']

function findAlgorithm(name: unknown): string | undefined {
  if (typeof name !== 'string') throw argumentError('algorithm', 'of type string', name)
  const lower = name.toLowerCase()
  return algorithms.includes(lower) ? lower : undefined
}

function finalized(): Error {
  return codedError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called')
}

abstract class Digest {
  protected readonly gathered: Buffer[] = []
  protected isFinal = false

  update(data: unknown, encoding?: string): this {
    if (this.isFinal) throw finalized()
    // A copy: the caller may write to its own memory before the digest.
    this.gathered.push(Buffer.concat([readBytes('data', data, encoding)]))
    return this
  }
}

export class Hash extends Digest {
  readonly #algorithm: string

  constructor(algorithm: string) {
    super()
    this.#algorithm = algorithm
  }

  digest(encoding?: string): Buffer | string {
    if (this.isFinal) throw finalized()
    this.isFinal = true
    return present(host.hash(this.#algorithm, Buffer.concat(this.gathered)), encoding)
  }

  /** One of its own, at the same state. */
  copy(): Hash {
    if (this.isFinal) throw finalized()
    const copied = new Hash(this.#algorithm)
    copied.gathered.push(...this.gathered)
    return copied
  }
}

export class Hmac extends Digest {
  readonly #algorithm: string
  readonly #key: Buffer

  constructor(algorithm: string, key: Buffer) {
    super()
    this.#algorithm = algorithm
    this.#key = key
  }

  // Unlike a hash, Node's answers a second time, with nothing.
  digest(encoding?: string): Buffer | string {
    if (this.isFinal) return present(new Uint8Array(0), encoding)
    this.isFinal = true
    return present(host.hmac(this.#algorithm, this.#key, Buffer.concat(this.gathered)), encoding)
  }
}

export function createHash(algorithm: unknown): Hash {
  const known = findAlgorithm(algorithm)
  if (known === undefined)
    throw new Error(`Digest method not supported: ${algorithm}; there are ${algorithms.join(', ')}`)
  return new Hash(known)
}

export function createHmac(algorithm: unknown, key: unknown): Hmac {
  const known = findAlgorithm(algorithm)
  const bytes = Buffer.concat([readBytes('key', key)])
  if (known === undefined) throw codedError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${algorithm}`)
  return new Hmac(known, bytes)
}
