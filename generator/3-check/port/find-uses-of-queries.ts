import type { ProjectionSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import { collectionsRead } from '../../artifact/standard-ports.js'
import type { FindUses } from './port-use.js'

/** Every query reads the collections of its projection. */
export const findUsesOfQueries: FindUses = ({ queries }, { projections }) =>
  queries.flatMap(({ id, projection }) => {
    const declared = projections.get(projection.text)
    if (declared === undefined) return []
    const by = `projection "${projection.text}"`
    return [{ port: collectionsRead.id, at: placeOf(declared.syntax), by, from: `query "${id.text}"` }]
  })

function placeOf(projection: ProjectionSyntax): Span {
  return projection.strategy === 'join' ? projection.primary.collection.at : projection.collection.at
}
