import type { ProjectionModel } from '../../artifact/app-model.js'
import type { SearchSyntax, SortSyntax } from '../../artifact/documents.js'
import type { Span } from '../../artifact/span.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import { resolvePath } from '../expression/resolve-path.js'
import { typeOfShape } from '../expression/scope.js'
import type { Place } from './check-fields.js'
import { checkSearch } from './check-search.js'
import { type CheckedSort, checkSort, type SortSurroundings } from './check-sort.js'

/** Rows that stand in no table: what is searched and sorted by are members of the output row. */
export interface OutputRows {
  readonly shape: ObjectShape
  /** Where a diagnostic points that is about no text in particular. */
  readonly at: Span
  /** Other texts that name a member, such as the path that it was grouped by. */
  readonly also: ReadonlyMap<string, string>
}

/** Checks how such rows are sorted; in their natural order where nothing is said. */
export function checkOutputSort(sort: SortSyntax | null, rows: OutputRows, place: Place): CheckedSort {
  if (sort === null) return { sort: { kind: 'natural' }, sortKeys: [] }
  const checked = checkSort(sort, surroundingsOf(rows), { ...place, path: `${place.path}.sort` })
  return { ...checked, sortKeys: checked.sortKeys.map((key) => ({ ...key, column: null })) }
}

/** Checks what of such rows is looked through. */
export function checkOutputSearch(
  search: SearchSyntax | null,
  rows: OutputRows,
  place: Place,
): ProjectionModel['search'] {
  return search && checkSearch(search, surroundingsOf(rows), { ...place, path: `${place.path}.search` })
}

function surroundingsOf({ shape, at, also }: OutputRows): SortSurroundings {
  const root = { identifier: 'row', type: typeOfShape(shape) }
  const fields = shape.fields.map(({ name }) => {
    const resolved = resolvePath(root, [name])
    const source = resolved.ok ? { segments: [name], value: resolved.path } : null
    return { name: { text: name, at }, source }
  })
  const sources = { strategy: 'from_collection', aliases: new Map([['', root]]) } as const
  return { sources, fields, names: new Map(), also }
}
