// What guests get for `require('fs')`: functions that give promises, or tell a callback, and the same at once with `Sync`.

import { Dirent, Stats } from './entries.js'
import type { Host } from './host.js'
import { constants, type Request, requests } from './requests.js'

declare const module: { exports: unknown }
declare const host: Host

type Told = (error: unknown, value?: unknown) => void

const identity = (answer: unknown): unknown => answer

function settle({ give = identity }: Request, answer: unknown): unknown {
  return (give as (answer: unknown) => unknown)(answer)
}

const promises: Record<string, (...args: unknown[]) => Promise<unknown>> = {}
const functions: Record<string, unknown> = {}

for (const [name, toRequest] of Object.entries(requests)) {
  promises[name] = async (...args) => {
    const request = toRequest(...args)
    return settle(request, await host[request.name]?.(...request.args))
  }
  functions[name] = (...args: unknown[]) => {
    const told = typeof args.at(-1) === 'function' ? (args.pop() as Told) : undefined
    const asked = promises[name]?.(...args)
    if (told === undefined) return asked
    asked?.then(
      (value) => (name === 'exists' ? told(value) : told(null, value)),
      (error) => told(error),
    )
    return undefined
  }
  functions[`${name}Sync`] = (...args: unknown[]) => {
    const request = toRequest(...args)
    return settle(request, host[`${request.name}Sync`]?.(...request.args))
  }
}

function capabilities(): { readonly write: boolean } {
  return host.capabilities?.() as { readonly write: boolean }
}

module.exports = {
  ...functions,
  promises,
  constants,
  capabilities,
  Dirent,
  Stats,
  // Asked for when it is read: the host does not answer while the module loads.
  get isReadOnly(): boolean {
    return !capabilities().write
  },
}
