import { fetchError } from './fetch-error.js'
import { type WebUrl, web } from './web.js'

/** Holds every address that a request goes to, the first and those of redirects. */
export interface AllowedOrigins {
  /** Throws where the address is not to be reached. */
  check(url: WebUrl): void
}

interface Origin {
  readonly protocol: string
  readonly hostname: string
  /** Undefined: each. */
  readonly port: string | undefined
}

/** Reads origins of a config; throws one sentence that names one that is none. */
export function readOrigins(texts: readonly string[]): AllowedOrigins {
  const origins = texts.map(readOrigin)
  return {
    check(url) {
      if (!isWeb(url.protocol))
        throw fetchError('ERR_FETCH_URL', `"${url.protocol}" is no scheme for requests: http and https are`)
      if (url.username !== '' || url.password !== '')
        throw fetchError('ERR_FETCH_URL', 'an address may have no user name and no password')
      const { protocol, hostname, port } = url
      const isAllowed = origins.some(
        (origin) =>
          origin.protocol === protocol &&
          origin.hostname === hostname &&
          (origin.port === undefined || origin.port === port),
      )
      if (!isAllowed) throw fetchError('ERR_FETCH_ORIGIN', `"${url.origin}" is none of the origins that may be reached`)
    },
  }
}

function readOrigin(text: string, index: number): Origin {
  const anyPort = text.endsWith(':*')
  const url = parseUrl(anyPort ? text.slice(0, -2) : text)
  // Compared as it was written, so that nothing that an address has beside its origin is silently dropped.
  const isOrigin =
    url !== undefined &&
    isWeb(url.protocol) &&
    url.pathname === '/' &&
    !/[?#@*]|\/$/.test(anyPort ? text.slice(0, -2) : text)
  if (!isOrigin || (anyPort && url.port !== ''))
    throw new Error(`config.origins[${index}] must be an origin, such as https://api.example.org or http://localhost:*`)
  return { protocol: url.protocol, hostname: url.hostname, port: anyPort ? undefined : url.port }
}

function isWeb(protocol: string): boolean {
  return protocol === 'http:' || protocol === 'https:'
}

/** Undefined where the text is no address. */
export function parseUrl(text: string, base?: string): WebUrl | undefined {
  try {
    return new web.URL(text, base)
  } catch {
    return undefined
  }
}
