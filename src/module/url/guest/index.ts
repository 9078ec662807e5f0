// What guests get for `require('url')`.

import LibraryURL from 'core-js-pure/actual/url'
import URLSearchParams from 'core-js-pure/actual/url-search-params'
import { codedError } from '../../guest/coded-error.js'

declare const module: { exports: unknown }

type Inspect = (value: unknown, options: object) => string

// The library keeps what its copies share in a global; there is one copy.
Reflect.deleteProperty(globalThis, '__core-js_shared__')

class URL extends LibraryURL {
  constructor(input: string, base?: string) {
    try {
      // An argument that is left out and one that is undefined differ, for the first of them.
      super(...([input, base].slice(0, base === undefined ? 1 : 2) as [string]))
    } catch (error) {
      if (!(error instanceof TypeError) || input === undefined) throw error
      throw Object.assign(codedError(TypeError, 'ERR_INVALID_URL', 'Invalid URL'), { input: String(input) })
    }
  }

  static override parse(input: string, base?: string): URL | null {
    return URL.canParse(input, base) ? new URL(input, base) : null
  }
}

const parts = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
] as const

// The parts are getters of the prototype, so that nothing of them would be shown.
const shown: PropertyKey = Symbol.for('nodejs.util.inspect.custom')
Object.defineProperty(URL.prototype, shown, {
  value(this: URL, _: number, options: object, inspect: Inspect) {
    return `URL ${inspect(Object.fromEntries(parts.map((part) => [part, this[part]])), options)}`
  },
})
Object.defineProperty(URLSearchParams.prototype, shown, {
  value(this: Iterable<[string, string]>, _: number, options: object, inspect: Inspect) {
    const pairs = [...this].map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`)
    return pairs.length > 0 ? `URLSearchParams { ${pairs.join(', ')} }` : 'URLSearchParams {}'
  },
})

/** The host of a domain in ASCII; empty where it is no host. */
function domainToASCII(domain: string): string {
  return URL.parse(`ws://${domain}`)?.hostname ?? ''
}

module.exports = { URL, URLSearchParams, domainToASCII }
