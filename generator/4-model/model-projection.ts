import type { ModelOptions, ProjectionModel, SortModel } from '../artifact/app-model.js'
import type { CheckedProjection } from '../artifact/checked-app.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { callRoots } from './call-roots.js'
import { rootsOf } from './find-roots.js'
import { hashValue } from './hash-value.js'
import { compareTexts } from './in-order.js'

/** A projection with its hash, which changes when what it shows may change, and not when its text moves. */
export function modelProjection(projection: CheckedProjection, locate: ModelOptions['locate']): ProjectionModel {
  const { id, at, strategy, primary, joins, row, fields, where, search, sortKeys, pagination } = projection
  const sort = sortOf(projection.sort)
  const own = { strategy, primary, joins, row, fields, where, search, sortKeys, sort, pagination }
  return {
    id,
    identifier: declarationIdentifier('projection', id),
    origin: locate(at),
    hash: hashValue({ id, ...own }),
    whereIsConstant: where !== null && ![...rootsOf(where)].some((root) => callRoots.has(root)),
    ...own,
  }
}

function sortOf(sort: SortModel): SortModel {
  if (sort.kind === 'fixed') return sort
  return { ...sort, allowed: [...sort.allowed].sort((left, right) => compareTexts(left.value, right.value)) }
}
