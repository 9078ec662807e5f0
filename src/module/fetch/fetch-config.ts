import { readSettings } from '../host/read-settings.js'
import { type AllowedOrigins, readOrigins } from './allowed-origins.js'
import { isRefusedHeader, isWellFormedHeader } from './request-headers.js'

/** Where guests may send requests, and how much may come back. */
export interface FetchConfig {
  /** `https://api.example.org`, with a port where it is not the usual one; `http://localhost:*` for every port. */
  readonly origins: readonly string[]
  /** The most that a response may hold, decompressed, in KiB. Default: 4096. */
  readonly maxBodyKb?: number
  /** The longest that a request may take, with redirects and the response. Default: 30,000. */
  readonly timeoutMs?: number
  /** Go with each request, in place of what a guest sets. Guests do not see them. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface FetchSettings {
  readonly origins: AllowedOrigins
  readonly maxBodyBytes: number
  readonly timeoutMs: number
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** The config, checked; throws one sentence that names what is wrong. */
export function readFetchConfig(config: unknown): FetchSettings {
  const settings = readSettings(config, 'config', ['origins', 'maxBodyKb', 'timeoutMs', 'headers'])
  const origins = settings.texts('origins')
  if (origins === undefined) throw settings.fail('origins', 'a list of origins')
  const headers = Object.entries(settings.record('headers'))
  for (const [name, value] of headers)
    if (!isWellFormedHeader(name, value) || isRefusedHeader(name))
      throw settings.fail(`headers.${name}`, 'a header that can be sent')
  return {
    origins: readOrigins(origins),
    maxBodyBytes: settings.count('maxBodyKb', 4096) * 1024,
    timeoutMs: settings.count('timeoutMs', 30_000),
    headers: headers.map(([name, value]) => [name.toLowerCase(), value]),
  }
}
