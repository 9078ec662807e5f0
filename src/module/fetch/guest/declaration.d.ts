export interface RequestInit {
  readonly method?: string
  readonly headers?: Headers | Readonly<Record<string, string>> | Iterable<readonly [string, string]>
  readonly body?: string | ArrayBuffer | ArrayBufferView | { toString(): string; getAll(name: string): string[] } | null
  /** `manual`: the answer that sends the request elsewhere, as it is. */
  readonly redirect?: 'follow' | 'error' | 'manual'
  /** Calls the request off. */
  readonly signal?: Signal | null
}

/** Anything that tells of `abort` as an `AbortSignal` does. */
export interface Signal {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export class Headers {
  constructor(init?: Headers | Readonly<Record<string, string>> | Iterable<readonly [string, string]>)
  append(name: string, value: string): void
  set(name: string, value: string): void
  delete(name: string): void
  get(name: string): string | null
  has(name: string): boolean
  getSetCookie(): string[]
  forEach(call: (value: string, name: string, headers: Headers) => void, self?: unknown): void
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
  values(): IterableIterator<string>
  [Symbol.iterator](): IterableIterator<[string, string]>
}

/** What `fetch` gives. The whole of it has come before. */
export class Response {
  private constructor()
  readonly type: 'basic'
  readonly url: string
  readonly redirected: boolean
  readonly status: number
  readonly statusText: string
  readonly ok: boolean
  readonly headers: Headers
  readonly bodyUsed: boolean
  text(): Promise<string>
  json(): Promise<unknown>
  arrayBuffer(): Promise<ArrayBuffer>
  bytes(): Promise<Uint8Array>
  clone(): Response
}

/** Sends a request to one of the origins that the config allows. */
export function fetch(url: string | { toString(): string }, init?: RequestInit): Promise<Response>
