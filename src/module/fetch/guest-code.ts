// @generated from guest/ by scripts/embed-guest-code.mjs; do not edit.
/* biome-ignore-all lint: generated */
/* biome-ignore-all format: generated */
/** What runs in the VM. */
export const guestCode: string = `// src/module/fetch/guest/index.ts
var import_native_buffer2 = require("buffer");

// src/module/guest/coded-error.ts
function codedError(Class, code, message) {
  return Object.assign(new Class(message), { code });
}
function argumentError(name, wanted, value) {
  const received = value === null ? "null" : typeof value;
  const message = \`The "\${name}" argument must be \${wanted}. Received \${received}\`;
  return codedError(TypeError, "ERR_INVALID_ARG_TYPE", message);
}

// src/module/guest/with-signal.ts
async function withSignal(signal, host2, begin) {
  if (signal === void 0 || signal === null) return begin(0);
  if (signal.aborted) throw reasonOf(signal);
  const ticket = host2.ticket();
  const cancel = () => host2.cancel(ticket);
  const begun = begin(ticket);
  signal.addEventListener?.("abort", cancel);
  try {
    return await begun;
  } catch (error) {
    throw signal.aborted ? reasonOf(signal) : error;
  } finally {
    signal.removeEventListener?.("abort", cancel);
  }
}
function reasonOf({ reason }) {
  if (reason !== void 0) return reason;
  return Object.assign(new Error("The operation was aborted"), { name: "AbortError", code: "ABORT_ERR" });
}

// src/module/fetch/guest/headers.ts
var Headers = class {
  #values = /* @__PURE__ */ new Map();
  constructor(init) {
    if (init === void 0 || init === null) return;
    if (typeof init !== "object") throw new TypeError("The headers must be an object, a list of pairs, or Headers");
    for (const [name, value] of pairsOf(init)) this.append(name, value);
  }
  append(name, value) {
    const [key, text] = [readName(name), readValue(value)];
    const values = this.#values.get(key);
    if (values === void 0) this.#values.set(key, [text]);
    else values.push(text);
  }
  set(name, value) {
    this.#values.set(readName(name), [readValue(value)]);
  }
  delete(name) {
    this.#values.delete(readName(name));
  }
  get(name) {
    return this.#values.get(readName(name))?.join(", ") ?? null;
  }
  has(name) {
    return this.#values.has(readName(name));
  }
  getSetCookie() {
    return [...this.#values.get("set-cookie") ?? []];
  }
  forEach(call, self) {
    for (const [name, value] of this) call.call(self, value, name, this);
  }
  *entries() {
    for (const name of [...this.#values.keys()].sort()) {
      const values = this.#values.get(name) ?? [];
      if (name !== "set-cookie") yield [name, values.join(", ")];
      else for (const value of values) yield [name, value];
    }
  }
  *keys() {
    for (const [name] of this) yield name;
  }
  *values() {
    for (const [, value] of this) yield value;
  }
  [Symbol.iterator]() {
    return this.entries();
  }
};
function pairsOf(init) {
  if (!(Symbol.iterator in init)) return Object.entries(init);
  return [...init].map((pair) => {
    const both = typeof pair === "object" && pair !== null && Symbol.iterator in pair ? [...pair] : [];
    if (both.length !== 2) throw new TypeError("Each header of a list must be a name and a value");
    return both;
  });
}
function readName(name) {
  const text = \`\${name}\`;
  if (!/^[!#$%&'*+\\-.^_\`|~0-9A-Za-z]+$/.test(text)) throw new TypeError(\`"\${text}" is no name of a header\`);
  return text.toLowerCase();
}
function readValue(value) {
  const text = \`\${value}\`.replace(/^[\\t\\n\\r ]+|[\\t\\n\\r ]+$/g, "");
  if (/[\\0\\n\\r]|[^\\x00-\\xff]/.test(text))
    throw new TypeError("The value of a header has characters that cannot be sent");
  return text;
}

// src/module/fetch/guest/response.ts
var import_native_buffer = require("buffer");
var Response = class _Response {
  type = "basic";
  url;
  redirected;
  status;
  statusText;
  ok;
  headers;
  #answer;
  #isUsed = false;
  constructor(answer) {
    this.url = answer.url;
    this.redirected = answer.redirected;
    this.status = answer.status;
    this.statusText = answer.statusText;
    this.ok = answer.status >= 200 && answer.status < 300;
    this.headers = new Headers(answer.headers);
    this.#answer = answer;
  }
  get bodyUsed() {
    return this.#isUsed;
  }
  async bytes() {
    return this.#use();
  }
  async arrayBuffer() {
    const { buffer, byteOffset, byteLength } = this.#use();
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }
  async text() {
    const { buffer, byteOffset, byteLength } = this.#use();
    return import_native_buffer.Buffer.from(buffer, byteOffset, byteLength).toString("utf8").replace(/^\\ufeff/, "");
  }
  async json() {
    return JSON.parse(await this.text());
  }
  clone() {
    if (this.#isUsed) throw new TypeError("The body has been read already");
    return new _Response({ ...this.#answer, body: this.#answer.body.slice(), headers: [...this.headers] });
  }
  #use() {
    if (this.#isUsed) throw new TypeError("The body has been read already");
    this.#isUsed = true;
    return this.#answer.body;
  }
};

// src/module/fetch/guest/index.ts
async function fetch(address, init = {}) {
  const method = readMethod(init.method ?? "GET");
  const headers = new Headers(init.headers);
  const body = readBody(init.body, headers);
  if (body !== null && (method === "GET" || method === "HEAD")) throw new TypeError(\`A \${method} has no body\`);
  const { redirect = "follow", signal } = init;
  if (redirect !== "follow" && redirect !== "error" && redirect !== "manual")
    throw argumentError("init.redirect", "'follow', 'error' or 'manual'", redirect);
  const request = { url: \`\${address}\`, method, headers: [...headers], body, redirect };
  return new Response(await withSignal(signal, host, (ticket) => host.send({ ...request, ticket })));
}
var plain = ["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"];
function readMethod(method) {
  const text = \`\${method}\`;
  const upper = text.toUpperCase();
  if (!/^[A-Za-z0-9!#$%&'*+\\-.^_\`|~]+$/.test(text) || ["CONNECT", "TRACE", "TRACK"].includes(upper))
    throw new TypeError(\`"\${text}" is no method that can be sent\`);
  return plain.includes(upper) ? upper : text;
}
function readBody(body, headers) {
  if (body === void 0 || body === null) return null;
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  const isForm = isSearchParams(body);
  if (typeof body !== "string" && !isForm)
    throw argumentError("init.body", "a string, URLSearchParams, an ArrayBuffer or a view of one", body);
  const type = isForm ? "application/x-www-form-urlencoded" : "text/plain";
  if (!headers.has("content-type")) headers.set("content-type", \`\${type};charset=UTF-8\`);
  return import_native_buffer2.Buffer.from(\`\${body}\`);
}
function isSearchParams(body) {
  const { append, getAll, sort } = body;
  return [append, getAll, sort].every((method) => typeof method === "function");
}
module.exports = { fetch, Headers, Response };
`
/** The body of its `declare module`. */
export const declaration: string = `export interface RequestInit {
  readonly method?: string
  readonly headers?: Headers | Readonly<Record<string, string>> | Iterable<readonly [string, string]>
  readonly body?: string | ArrayBuffer | ArrayBufferView | { toString(): string; getAll(name: string): string[] } | null
  /** \`manual\`: the answer that sends the request elsewhere, as it is. */
  readonly redirect?: 'follow' | 'error' | 'manual'
  /** Calls the request off. */
  readonly signal?: Signal | null
}

/** Anything that tells of \`abort\` as an \`AbortSignal\` does. */
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

/** What \`fetch\` gives. The whole of it has come before. */
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
`
