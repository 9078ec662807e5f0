import type { ProjectionSyntax, TimelineProjectionSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import { collectionsRead } from '../../artifact/standard-ports.js'
import type { FindUses } from './port-use.js'

/** Every query reads the collections of its projection, or history, which an app without it has been told to keep. */
export const findUsesOfQueries: FindUses = ({ queries }, { projections, history }) =>
  queries.flatMap(({ id, projection, asOf }) => {
    const declared = projections.get(projection.text)
    if (declared === undefined) return []
    const { syntax } = declared
    const by = { kind: 'projection', id: projection.text } as const
    const from = `query "${id.text}"`
    if (syntax.strategy !== 'timeline') return [{ port: collectionsRead.id, at: placeOf(syntax), by, from }]
    if (history === null) return []
    const ports = ['history.persist', 'history.rebuild', 'history.scan']
    const uses = ports.map((port) => ({ port, at: declared.at, by, from }))
    const asked =
      asOf === null
        ? []
        : [{ port: 'history.scan_as_of', at: asOf.at, by: { kind: 'query', id: id.text } as const, from }]
    return [...uses, ...asked]
  })

function placeOf(projection: Exclude<ProjectionSyntax, TimelineProjectionSyntax>): Span {
  return projection.strategy === 'from_collection' ? projection.collection.at : projection.primary.collection.at
}
