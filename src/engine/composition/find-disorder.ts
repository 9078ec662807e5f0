import { EngineError } from '../engine-error.js'
import type { InitializerEntry } from './initializer-entry.js'
import type { Placed } from './read-parts.js'
import type { Part } from './recipe.js'

/** Initializers that require what stands nowhere, or not before them. The order is the caller's: it is checked, not solved. */
export function findDisorder(parts: readonly Part[], initializers: readonly Placed<InitializerEntry>[]): EngineError[] {
  return initializers.flatMap(({ index, entry }) =>
    entry.requires.flatMap((required): EngineError[] => {
      const found = parts.find((part) => part.id === required)
      if (found === undefined) return [unknownRequirement(index, entry, required)]
      const isEarlier = found.kind === 'module' || found.index < index
      return isEarlier ? [] : [lateRequirement(index, entry, found)]
    }),
  )
}

function unknownRequirement(index: number, { id }: InitializerEntry, required: string): EngineError {
  const message = `The initializer "${id}" requires "${required}", which is no module or initializer of this composition.`
  return new EngineError('ERR_REQUIRES_ORDER', message, { kind: 'initializer', index, id, requires: required })
}

function lateRequirement(index: number, { id }: InitializerEntry, required: Part): EngineError {
  const message = `The initializer "${id}" at position ${index} requires "${required.id}", which stands at position ${required.index}: move it up.`
  return new EngineError('ERR_REQUIRES_ORDER', message, { kind: 'initializer', index, id, requires: required.id })
}
