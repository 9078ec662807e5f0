import type { Json } from '../../src/contract/json.js'
import type { ModelOptions, ProjectionModel, SortModel } from '../artifact/app-model.js'
import type { CheckedProjection } from '../artifact/checked-app.js'
import type { ExpressionModel } from '../artifact/expression-model.js'
import { declarationIdentifier } from '../artifact/identifier.js'
import { callRoots } from './call-roots.js'
import { rootsOf } from './find-roots.js'
import { hashAccumulation } from './hash-accumulation.js'
import { hashValue } from './hash-value.js'
import { compareTexts } from './in-order.js'
import { modelGuards } from './model-guards.js'

/** A projection with its hash, which changes when what it shows may change, and not when its text moves. */
export function modelProjection(
  projection: CheckedProjection,
  spec: Json,
  locate: ModelOptions['locate'],
): ProjectionModel {
  const { id, at, guards, ...parts } = projection
  const sort = sortOf(parts.sort)
  const names = {
    id,
    identifier: declarationIdentifier('projection', id),
    origin: locate(at),
    hash: hashValue({ id, ...parts, sort }),
    guards: modelGuards(guards, locate),
  }
  if (parts.strategy === 'timeline')
    return { ...parts, sort, ...names, accumulation: hashAccumulation(id, parts, spec) }
  return { ...parts, sort, ...names, whereIsConstant: isConstant(parts.where) }
}

function isConstant(where: ExpressionModel | null): boolean {
  return where !== null && ![...rootsOf(where)].some((root) => callRoots.has(root))
}

function sortOf(sort: SortModel): SortModel {
  if (sort.kind !== 'chosen') return sort
  return { ...sort, allowed: [...sort.allowed].sort((left, right) => compareTexts(left.value, right.value)) }
}
