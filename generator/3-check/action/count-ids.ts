import type { CallStepSyntax } from '../../artifact/documents.js'
import { idsGenerate } from '../../artifact/standard-ports.js'

/** How many ids a call of `ids.generate` gives, where that is written out: one, if it is not said. Nothing for all other calls. */
export function countIds({ call, with: given }: CallStepSyntax): { readonly ids?: number } {
  if (call.text !== idsGenerate.id) return {}
  if (given === null) return { ids: 1 }
  if (given.kind !== 'object') return {}
  const count = given.entries.find(({ name }) => name.text === 'count')?.value
  if (count === undefined) return { ids: 1 }
  return count.kind === 'literal' && typeof count.value === 'number' ? { ids: count.value } : {}
}
