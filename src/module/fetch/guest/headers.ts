type Entry = readonly [name: string, value: string]

/** As the web has it: names in lower case and in order, values of one name joined. */
export class Headers {
  readonly #values = new Map<string, string[]>()

  constructor(init?: unknown) {
    if (init === undefined || init === null) return
    if (typeof init !== 'object') throw new TypeError('The headers must be an object, a list of pairs, or Headers')
    for (const [name, value] of pairsOf(init)) this.append(name, value)
  }

  append(name: unknown, value: unknown): void {
    const [key, text] = [readName(name), readValue(value)]
    const values = this.#values.get(key)
    if (values === undefined) this.#values.set(key, [text])
    else values.push(text)
  }

  set(name: unknown, value: unknown): void {
    this.#values.set(readName(name), [readValue(value)])
  }

  delete(name: unknown): void {
    this.#values.delete(readName(name))
  }

  get(name: unknown): string | null {
    return this.#values.get(readName(name))?.join(', ') ?? null
  }

  has(name: unknown): boolean {
    return this.#values.has(readName(name))
  }

  getSetCookie(): string[] {
    return [...(this.#values.get('set-cookie') ?? [])]
  }

  forEach(call: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    for (const [name, value] of this) call.call(self, value, name, this)
  }

  *entries(): IterableIterator<Entry> {
    for (const name of [...this.#values.keys()].sort()) {
      const values = this.#values.get(name) ?? []
      if (name !== 'set-cookie') yield [name, values.join(', ')]
      else for (const value of values) yield [name, value]
    }
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this) yield name
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this) yield value
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.entries()
  }
}

function pairsOf(init: object): readonly (readonly unknown[])[] {
  if (!(Symbol.iterator in init)) return Object.entries(init)
  return [...(init as Iterable<unknown>)].map((pair) => {
    const both =
      typeof pair === 'object' && pair !== null && Symbol.iterator in pair ? [...(pair as Iterable<unknown>)] : []
    if (both.length !== 2) throw new TypeError('Each header of a list must be a name and a value')
    return both
  })
}

function readName(name: unknown): string {
  const text = `${name}`
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text)) throw new TypeError(`"${text}" is no name of a header`)
  return text.toLowerCase()
}

function readValue(value: unknown): string {
  const text = `${value}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '')
  if (/[\0\n\r]|[^\x00-\xff]/.test(text))
    throw new TypeError('The value of a header has characters that cannot be sent')
  return text
}
