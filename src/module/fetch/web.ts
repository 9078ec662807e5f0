// The part of the web's globals that `fetch` stands on, as every supported host has them; natives are compiled without types
// of a host.

export interface WebUrl {
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly hostname: string
  readonly port: string
  readonly username: string
  readonly password: string
  readonly pathname: string
  readonly search: string
  hash: string
}

export interface WebResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: Iterable<readonly [name: string, value: string]> & { get(name: string): string | null }
  readonly body: WebStream | null
}

export interface WebStream {
  getReader(): WebReader
  cancel(): Promise<void>
}

export interface WebReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>
  cancel(): Promise<void>
}

export interface WebRequest {
  readonly method: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array | null
  readonly signal: unknown
  readonly redirect: 'manual'
}

interface Web {
  fetch(url: string, request: WebRequest): Promise<WebResponse>
  readonly URL: new (url: string, base?: string) => WebUrl
  readonly AbortController: new () => { readonly signal: unknown; abort(): void }
}

// Looked up when it is used: a host may put its own in place later.
export const web = globalThis as unknown as Web
