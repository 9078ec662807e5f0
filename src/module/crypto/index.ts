import { hmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import type { NativeModule, Parameter, Signature } from '../../contract/native.js'
import { buffer } from '../buffer/index.js'
import { declaration, guestCode } from './guest-code.js'
import { systemRandom } from './system-random.js'

const algorithms = { md5, sha1, sha256, sha384, sha512 }

type Algorithm = keyof typeof algorithms

// Guest code asks for no more; whatever reaches past it must not make the host allocate at will.
const mostRandomBytes = 2 ** 20

interface HostFunctions {
  readonly [name: string]: (...args: never[]) => unknown
  random(count: number): Uint8Array
  hash(algorithm: Algorithm, data: Uint8Array): Uint8Array
  hmac(algorithm: Algorithm, key: Uint8Array, data: Uint8Array): Uint8Array
}

// On the host, because hashing there is many times faster than in the VM.
const functions: HostFunctions = {
  random(count) {
    if (count < 0 || count > mostRandomBytes)
      throw new RangeError(`at most ${mostRandomBytes} random bytes are given at once, and ${count} were asked for`)
    return systemRandom(count)
  },
  hash: (algorithm, data) => algorithms[algorithm](data),
  hmac: (algorithm, key, data) => hmac(algorithms[algorithm], key, data),
}

const algorithm: Parameter = {
  name: 'algorithm',
  schema: { type: 'one-of', of: Object.keys(algorithms).map((value) => ({ type: 'literal', value })) },
}

const signatures: Readonly<Record<string, Signature>> = {
  random: {
    about: 'Gives that many random bytes.',
    params: [{ name: 'count', schema: { type: 'integer' } }],
    returns: { type: 'bytes' },
  },
  hash: {
    about: 'Gives the digest of the data.',
    params: [algorithm, { name: 'data', schema: { type: 'bytes' } }],
    returns: { type: 'bytes' },
  },
  hmac: {
    about: 'Gives the digest of the data under the key.',
    params: [algorithm, { name: 'key', schema: { type: 'bytes' } }, { name: 'data', schema: { type: 'bytes' } }],
    returns: { type: 'bytes' },
  },
}

/** Hashes and randomness, with Node's names. */
export const crypto: NativeModule<never, HostFunctions> = {
  kind: 'native',
  name: 'crypto',
  capabilities: ['random'],
  exports: functions,
  signatures,
  guestCode,
  uses: [buffer],
  declaration,
}

export default crypto
