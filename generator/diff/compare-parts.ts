import type { AppModel } from '../artifact/app-model.js'
import { type Difference, difference, type Subject } from './difference.js'
import { type Pairs, pairDeclared, subjectOf } from './pair.js'

/** What the app does within: that something works in another way, no type tells. */
export function compareParts(before: AppModel, after: AppModel): readonly Difference[] {
  return [
    ...compare('action', before.actions, after.actions),
    ...compare('flow', before.flows, after.flows),
    ...compare('projection', before.projections, after.projections),
    ...compare('capability', before.capabilities, after.capabilities),
    // A query may ask for other rows of the same projection, and a mutation hand on other things.
    ...compareKept('query', before, after, ({ queries }) =>
      queries.map(({ id, origin, where, asOf, projection }) => ({ id, origin, where, asOf, projection })),
    ),
    ...compareKept('mutation', before, after, ({ mutations }) =>
      mutations.map(({ id, origin, action, actionInput, rollback }) => ({ id, origin, action, actionInput, rollback })),
    ),
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
    ...sayChanged(kind, kept),
  ]
}

/** Of what is new or gone it is told elsewhere. */
function compareKept(
  kind: string,
  before: AppModel,
  after: AppModel,
  partsOf: (model: AppModel) => readonly Part[],
): readonly Difference[] {
  return sayChanged(kind, pairDeclared(partsOf(before), partsOf(after)).kept)
}

function sayChanged(kind: string, kept: Pairs<Part>['kept']): readonly Difference[] {
  return kept.flatMap(([was, is]) => compareWhole([], [was, is], subjectOf(kind, was, is)))
}

/** What is told of a part; where that is nothing and it says something else all the same, that. */
export function compareWhole(
  told: readonly Difference[],
  [was, is]: readonly [unknown, unknown],
  subject: Subject,
): readonly Difference[] {
  return told.length > 0 || textOf(was) === textOf(is) ? told : [difference('part_changed', subject, {})]
}

/** All that a part says but where it stands, which moves with every line above it. */
function textOf(part: unknown): string {
  return JSON.stringify(part, (key, value: unknown) => (key === 'origin' ? undefined : value))
}
