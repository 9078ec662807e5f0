import type { CancelSignal } from '../../contract/provider.js'

/** The part of `fetch` that engines use, as every host of today has it. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

export interface FetchInit {
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: CancelSignal
  readonly redirect: 'manual'
}

export interface FetchResponse {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: ByteStream | null
}

export interface ByteStream {
  getReader(): ByteReader
}

export interface ByteReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>
  cancel(reason?: unknown): Promise<void>
}

export interface TextDecoderLike {
  decode(bytes?: Uint8Array, options?: { readonly stream: boolean }): string
}

export interface Cancellation {
  readonly signal: CancelSignal
  abort(reason: unknown): void
}

interface Web {
  readonly fetch: Fetch
  readonly TextDecoder: new (label: 'utf-8') => TextDecoderLike
  readonly AbortController: new () => Cancellation
  setTimeout(fire: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

const web = globalThis as unknown as Web

// Looked up when it is used: a host may put its own in place after this module was loaded.
export const systemFetch: Fetch = (url, init) => web.fetch(url, init)

export function createDecoder(): TextDecoderLike {
  return new web.TextDecoder('utf-8')
}

export function createCancellation(): Cancellation {
  return new web.AbortController()
}

interface Listening {
  addEventListener?(type: 'abort', listener: () => void): void
  removeEventListener?(type: 'abort', listener: () => void): void
}

/** Calls once when the signal is aborted, at once where it is. Gives what forgets it. */
export function onAbort(signal: CancelSignal, call: () => void): () => void {
  const listening = signal as Listening
  if (signal.aborted) call()
  else listening.addEventListener?.('abort', call)
  return () => listening.removeEventListener?.('abort', call)
}

/** Fires once; what it gives calls it off. */
export function after(ms: number, fire: () => void): () => void {
  const timer = web.setTimeout(fire, ms)
  return () => web.clearTimeout(timer)
}
