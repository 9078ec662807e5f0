// Takes a received invocation; gives it with the entrypoint that it names.
// Promises that nothing but declared queries, mutations and routes can be addressed from outside.
// Does not look at the input or at the caller.

import type { Program } from '../contract/program.js'
import { shortened, violation } from '../semantics/wording.js'
import { type Refused, refused } from './ending.js'
import type { Entrypoint, Invocation } from './invocation.js'

/** Finds the entrypoint by kind and id. */
export function resolve(program: Program, received: Invocation<'received'>): Invocation<'resolved'> | Refused {
  const entrypoint = findEntrypoint(program, received)
  return entrypoint === undefined ? notFound(received) : { stage: 'resolved', received, entrypoint }
}

function findEntrypoint(program: Program, { kind, entrypointId }: Invocation<'received'>): Entrypoint | undefined {
  if (typeof entrypointId !== 'string') return undefined
  if (kind === 'query') return program.queries.get(entrypointId)
  if (kind === 'mutation') return program.mutations.get(entrypointId)
  if (kind === 'route') return program.routes?.get(entrypointId)
  return undefined
}

function notFound({ kind, entrypointId }: Invocation<'received'>): Refused {
  const isKind = kind === 'query' || kind === 'mutation' || kind === 'route'
  const words = {
    kind: isKind ? kind : 'entrypoint',
    id: typeof entrypointId === 'string' ? shortened(entrypointId) : '',
  }
  return refused('nothing', [violation('entrypoint_not_found_error', words)])
}
