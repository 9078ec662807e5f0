/** A URL by the web's standard. What cannot be one is a `TypeError` with the code `ERR_INVALID_URL`. */
export class URL {
  constructor(input: string | URL, base?: string | URL)
  static canParse(input: string | URL, base?: string | URL): boolean
  /** The URL; null where it would throw. */
  static parse(input: string | URL, base?: string | URL): URL | null
  href: string
  readonly origin: string
  protocol: string
  username: string
  password: string
  host: string
  hostname: string
  port: string
  pathname: string
  search: string
  /** Changes with the URL, and changes it. */
  readonly searchParams: URLSearchParams
  hash: string
  toString(): string
  toJSON(): string
}

/** The pairs of a query, in order. */
export class URLSearchParams implements Iterable<[string, string]> {
  constructor(init?: string | Iterable<readonly [string, string]> | Readonly<Record<string, string>>)
  readonly size: number
  append(name: string, value: string): void
  delete(name: string, value?: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string, value?: string): boolean
  set(name: string, value: string): void
  /** By name, in the order of code units; pairs of one name stay as they are. */
  sort(): void
  toString(): string
  forEach(callback: (value: string, name: string, params: URLSearchParams) => void): void
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  entries(): IterableIterator<[string, string]>
  [Symbol.iterator](): IterableIterator<[string, string]>
}

/** The host of a domain in ASCII; empty where it is no host. */
export function domainToASCII(domain: string): string
