import type { Json, JsonObject } from '../../src/contract/json.js'
import type { TimelineParts } from '../artifact/projection-model.js'
import { hashValue } from './hash-value.js'

/**
 * The hash of everything that decides what a timeline accumulates, as it is written: what was saved under another hash is
 * of another definition. What is the same whether it is written or left out is hashed as if it were written.
 */
export function hashAccumulation(id: string, { signals, order, rows, rebuild }: TimelineParts, spec: Json): string {
  const domain = memberOf(spec, 'domain')
  const written = memberOf(memberOf(domain, 'projections'), id)
  const custom = memberOf(memberOf(domain, 'signals'), 'custom')
  const chains = signals.map((signal) => [signal, memberOf(memberOf(custom, signal), 'migrate') ?? []] as const)
  return hashValue({
    signals,
    group_by: rows.mode === 'log' ? null : memberOf(written, 'group_by'),
    order_by: {
      field: order.value === null ? 'emitted_at' : memberOf(memberOf(written, 'order_by'), 'field'),
      direction: order.direction,
    },
    start: memberOf(written, 'start'),
    when: memberOf(written, 'when'),
    remove_when: memberOf(written, 'remove_when'),
    migrate: Object.fromEntries(chains),
    // These decide it as well, where they are there.
    ...present('where', memberOf(written, 'where')),
    ...present('rebuild', rebuild.mode === 'full' ? null : { ...rebuild }),
    ...present('persist', memberOf(written, 'persist')),
  })
}

function present(name: string, value: Json): JsonObject {
  return value === null ? {} : { [name]: value }
}

function memberOf(value: Json, name: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.hasOwn(value, name) ? ((value as JsonObject)[name] ?? null) : null
}
