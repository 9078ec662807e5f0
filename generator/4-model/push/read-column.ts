import type { ColumnModel, PathModel } from '../../artifact/app-model.js'
import type { CheckedProjection } from '../../artifact/checked-app.js'
import { columnTypeOf } from '../../artifact/column-type.js'
import type { TimelineParts } from '../../artifact/projection-model.js'

/** Finds the stored column that holds exactly the value of a path; null where none does. */
export type ReadColumn = (path: PathModel) => ColumnModel | null

/** Columns as the row filters of a projection and of its queries name them. */
export function columnReader(projection: Exclude<CheckedProjection, TimelineParts>): ReadColumn {
  const { strategy, primary } = projection
  if (strategy === 'from_collection') return (path) => columnAt(path, primary.alias)
  if (strategy === 'aggregate') return (path) => columnAt(path, path.root)
  const byName = new Map(projection.fields.map(({ name, value }) => [name, value]))
  return (path) => {
    if (path.root !== 'row') return columnAt(path, path.root)
    // In a join `row` is what the query shows, and its members lead on to the records.
    const name = memberOf(path)
    const value = name === null ? undefined : byName.get(name)
    return value?.kind === 'path' ? columnAt(value, value.root) : null
  }
}

function columnAt(path: PathModel, alias: string): ColumnModel | null {
  const field = memberOf(path)
  const type = columnTypeOf(path.type)
  return field === null || type === 'json' ? null : { alias, field, type }
}

/** The member that a path of one step names. */
function memberOf({ steps, dynamic }: PathModel): string | null {
  const [step, ...more] = steps
  return step?.kind === 'member' && more.length === 0 && dynamic.length === 0 ? step.name : null
}
