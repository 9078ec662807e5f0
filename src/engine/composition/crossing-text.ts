// Bytes stand in a text as one member with a name that no other value has, on both sides alike.

const member = '\u0000bytes'

/** The text of what crosses. */
export function toCrossingText(value: unknown): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key: string, given: unknown) {
    // The value before its own `toJSON`: buffers have one that knows nothing of this.
    const raw = this[key]
    return raw instanceof Uint8Array ? { [member]: Array.from(raw) } : given
  })
}

/** What a text says that crossed. */
export function fromCrossingText(text: string): unknown {
  if (!text.includes('u0000bytes')) return JSON.parse(text)
  return JSON.parse(text, (_, given: unknown) => {
    if (typeof given !== 'object' || given === null || !(member in given)) return given
    return Uint8Array.from(given[member] as readonly number[])
  })
}

/** The same two as an expression of guest code: `{ parse, stringify }`. */
export const guestCrossingText = `(({ parse, stringify }) => {
  const member = '\\u0000bytes'
  return {
    stringify: (value) => stringify(value, function (key, given) {
      const raw = this[key]
      return raw instanceof Uint8Array ? { [member]: Array.from(raw) } : given
    }),
    parse(text) {
      if (!text.includes('u0000bytes')) return parse(text)
      return parse(text, (_, given) =>
        given !== null && typeof given === 'object' && member in given ? Uint8Array.from(given[member]) : given)
    },
  }
})(JSON)`
