import type { AppModel } from '../artifact/app-model.js'
import { type Difference, difference } from './difference.js'
import { pairDeclared, subjectOf } from './pair.js'

/** What the app does within: that something works in another way, no type tells. */
export function compareParts(before: AppModel, after: AppModel): readonly Difference[] {
  return [
    ...compare('action', before.actions, after.actions),
    ...compare('flow', before.flows, after.flows),
    ...compare('projection', before.projections, after.projections),
    ...compare('capability', before.capabilities, after.capabilities),
    ...compareFilters(before, after),
  ]
}

interface Part {
  readonly id: string
  readonly origin: string
}

function compare(kind: string, before: readonly Part[], after: readonly Part[]): readonly Difference[] {
  const { gone, fresh, kept } = pairDeclared(before, after)
  return [
    ...gone.map((one) => difference('part_removed', subjectOf(kind, one, null), {})),
    ...fresh.map((one) => difference('part_added', subjectOf(kind, null, one), {})),
    ...kept.flatMap(([was, is]) =>
      textOf(was) === textOf(is) ? [] : [difference('part_changed', subjectOf(kind, was, is), {})],
    ),
  ]
}

/** A query of its own may ask for other rows of the same projection, and a mutation hand on other things. */
function compareFilters(before: AppModel, after: AppModel): readonly Difference[] {
  const queries = pairDeclared(before.queries, after.queries).kept.filter(
    ([was, is]) => textOf([was.where, was.asOf, was.projection]) !== textOf([is.where, is.asOf, is.projection]),
  )
  const mutations = pairDeclared(before.mutations, after.mutations).kept.filter(
    ([was, is]) => textOf([was.action, was.actionInput]) !== textOf([is.action, is.actionInput]),
  )
  return [
    ...queries.map(([was, is]) => difference('part_changed', subjectOf('query', was, is), {})),
    ...mutations.map(([was, is]) => difference('part_changed', subjectOf('mutation', was, is), {})),
  ]
}

/** All that a part says but where it stands, which moves with every line above it. */
function textOf(part: unknown): string {
  return JSON.stringify(part, (key, value: unknown) => (key === 'origin' ? undefined : value))
}
