import { createHash } from 'node:crypto'
import { appGuest, defaultGuestLimits } from '../../dist/src/engine.js'

/** A guest with one port and about so many kilobytes of code that it has to read first. */
export function makeGuest(kilobytes, lifetime) {
  const code = `${padding(kilobytes)}\nmodule.exports.default = { handle }`
  return {
    id: `guest-${kilobytes}`,
    source: './guest.ts',
    code,
    map: null,
    integrity: `sha256-${createHash('sha256').update(code).digest('base64')}`,
    provides: ['handle'],
    requires: [],
    lifetime,
    isolation: 'inline',
    limits: { ...defaultGuestLimits, memoryMb: 64 },
  }
}

/** Functions, classes and tables, as bundles have them; and the one that is called. */
export function padding(kilobytes) {
  const parts = [
    `function handle(input) { return { ok: true, id: input.id, sum: input.a + input.b, name: 'hi ' + input.name, n: 1 } }`,
  ]
  for (let size = parts[0].length, index = 0; size < kilobytes * 1024; index++) {
    const part = `class Order${index} {
  constructor({ price = ${index}, state = 'open-${index}' } = {}) { this.price = price; this.state = state; this.items = [] }
  add(item, { deep = false, ...rest } = {}) { if (item == null) throw new TypeError('item ${index}'); this.items.push(deep ? { ...item, ...rest } : item); return this }
  get total() { let sum = 0; for (const { price, count = 1 } of this.items) sum += price * count; return sum }
}
exports.table${index} = { first: 'value-${index}', second: [${index}, ${index + 1}], match: /^(order|item)[-_](\\d+)$/i, make: (o) => new Order${index}(o) }`
    parts.push(part)
    size += part.length
  }
  return parts.join('\n')
}

/** The ports of a guest, as an app has them. */
export function openAppGuest(bundle) {
  const context = {
    id: bundle.id,
    config: null,
    logger: console,
    clock: { nowIso: () => '' },
    activated: () => undefined,
  }
  return appGuest(bundle).activate({ ...context, signal: new AbortController().signal })
}
