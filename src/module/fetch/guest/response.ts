import { Buffer } from 'native:buffer'
import { Headers } from './headers.js'

/** What the host gives of a response. */
export interface Answer {
  readonly url: string
  readonly redirected: boolean
  readonly status: number
  readonly statusText: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** What `fetch` gives. All of it is there already: its body is read once, as on the web, but nothing waits for it. */
export class Response {
  readonly type = 'basic'
  readonly url: string
  readonly redirected: boolean
  readonly status: number
  readonly statusText: string
  readonly ok: boolean
  readonly headers: Headers
  readonly #answer: Answer
  #isUsed = false

  constructor(answer: Answer) {
    this.url = answer.url
    this.redirected = answer.redirected
    this.status = answer.status
    this.statusText = answer.statusText
    this.ok = answer.status >= 200 && answer.status < 300
    this.headers = new Headers(answer.headers)
    this.#answer = answer
  }

  get bodyUsed(): boolean {
    return this.#isUsed
  }

  async bytes(): Promise<Uint8Array> {
    return this.#use()
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.#use()
    return (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength)
  }

  async text(): Promise<string> {
    const { buffer, byteOffset, byteLength } = this.#use()
    return Buffer.from(buffer, byteOffset, byteLength)
      .toString('utf8')
      .replace(/^\ufeff/, '')
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  clone(): Response {
    if (this.#isUsed) throw new TypeError('The body has been read already')
    return new Response({ ...this.#answer, body: this.#answer.body.slice(), headers: [...this.headers] })
  }

  #use(): Uint8Array {
    if (this.#isUsed) throw new TypeError('The body has been read already')
    this.#isUsed = true
    return this.#answer.body
  }
}
