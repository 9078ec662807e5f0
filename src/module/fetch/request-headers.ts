export type HeaderList = readonly (readonly [name: string, value: string])[]

// How a message is cut into pieces, whom a connection belongs to, and what proxies are told: the host decides it. With `host`
// a guest could reach another site on a server whose origin is allowed.
const refused = [
  ...['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'upgrade', 'te', 'trailer', 'expect'],
  ...['origin', 'referer', 'via', 'date'],
]

/** Whether a header is none that guests may set. */
export function isRefusedHeader(name: string): boolean {
  const lower = name.toLowerCase()
  return refused.includes(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')
}

export function isWellFormedHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && !/[^\t\x20-\x7e\x80-\xff]/.test(value)
}

/** The headers of a guest, with those of the config in their place. Names become lower case. */
export function joinHeaders(given: HeaderList, own: HeaderList): HeaderList {
  const names = new Set(own.map(([name]) => name))
  const kept = given.map(([name, value]): readonly [string, string] => [name.toLowerCase(), value])
  return [...kept.filter(([name]) => !names.has(name)), ...own]
}

const secrets = ['authorization', 'cookie']

/** What goes to another origin: nothing that one knows a caller by. */
export function withoutSecrets(headers: HeaderList): HeaderList {
  return headers.filter(([name]) => !secrets.includes(name))
}

/** What goes with a request that has lost its body. */
export function withoutBodyHeaders(headers: HeaderList): HeaderList {
  return headers.filter(([name]) => !/^content-(encoding|language|location|type)$/.test(name))
}
