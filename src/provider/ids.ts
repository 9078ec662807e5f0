import type { ActivationContext } from '../contract/provider.js'
import { PortError } from '../contract/provider.js'

interface Input {
  readonly prefix?: string | null | undefined
  readonly count?: number | null | undefined
}

interface Ids {
  readonly ids: readonly string[]
}

// Crockford's base 32 in lower case: its order is code-unit order.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const most = 1000

/**
 * `tenon:ids` serves `ids.generate`: a prefix, then 26 characters of which 10 are the millisecond, 4 a count within it
 * and 12 random. Ids of one process are in the order in which they were made, and none tells the next.
 */
const ids = {
  kind: 'provider',
  activate({ clock }: ActivationContext<never>) {
    const next = idSequence(() => Date.parse(clock.nowIso()))
    return {
      'ids.generate': ({ prefix, count }: Input): Ids => {
        const wanted = count ?? 1
        if (wanted < 1 || wanted > most)
          throw new PortError('ids_count_error', `count must be between 1 and ${most}, not ${wanted}`)
        return { ids: Array.from({ length: wanted }, () => `${prefix ?? ''}${next()}`) }
      },
    }
  },
} as const

function idSequence(now: () => number): () => string {
  let lastMs = 0
  let count = 0
  const random = randomCharacters()
  return () => {
    const ms = now()
    if (ms > lastMs) {
      lastMs = ms
      count = 0
    } else {
      // A clock that stands or goes back, or a million ids in one millisecond: the sequence still goes forward.
      count = (count + 1) % 32 ** 4
      if (count === 0) lastMs++
    }
    return encode(lastMs, 10) + encode(count, 4) + random(12)
  }
}

function encode(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = alphabet.charAt(rest % 32) + text
  return text
}

const { crypto } = globalThis as unknown as { readonly crypto: { getRandomValues(bytes: Uint8Array): Uint8Array } }

// Drawing bytes has a price per draw, so they are drawn for many ids at once and each is used once.
function randomCharacters(): (length: number) => string {
  const bytes = new Uint8Array(1200)
  let used = bytes.length
  return (length) => {
    if (used + length > bytes.length) {
      crypto.getRandomValues(bytes)
      used = 0
    }
    let text = ''
    for (const end = used + length; used < end; used++) text += alphabet.charAt((bytes[used] ?? 0) & 31)
    return text
  }
}

export default ids
