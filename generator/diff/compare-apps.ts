// In: the model of an app as it was, and as it is.
// Out: every difference between the two, by rule, those that break callers first.
// Promise: pure; the same state on both sides gives nothing; each difference is told once.
// Not its job: to find either side, or to print.
import type { AppModel } from '../artifact/app-model.js'
import { compareRoles } from './compare-access.js'
import { compareComposition } from './compare-composition.js'
import { compareEntrypoints } from './compare-entrypoints.js'
import { compareGuards } from './compare-guards.js'
import { compareParts } from './compare-parts.js'
import { comparePorts } from './compare-ports.js'
import { compareRecords } from './compare-records.js'
import { compareScreens } from './compare-screens.js'
import { compareSurfaces } from './compare-surfaces.js'
import { type Difference, difference, type Subject } from './difference.js'
import type { Consequence } from './rules.js'

type Compare = (before: AppModel, after: AppModel) => readonly Difference[]

/** What is compared, in the order in which it is told. */
const comparisons: readonly Compare[] = [
  compareAppItself,
  compareEntrypoints,
  compareSurfaces,
  compareScreens,
  (before, after) => compareRoles(before.access, after.access),
  compareGuards,
  compareRecords,
  comparePorts,
  compareComposition,
  compareParts,
]

const order: readonly Consequence[] = ['breaking', 'additive', 'internal']

/** Compares two states of an app. */
export function compareApps(before: AppModel, after: AppModel): readonly Difference[] {
  const found = comparisons.flatMap((compare) => compare(before, after))
  return order.flatMap((wanted) => found.filter(({ consequence }) => consequence === wanted))
}

function compareAppItself(before: AppModel, after: AppModel): readonly Difference[] {
  const app: Subject = { name: 'the app', before: null, after: null }
  const settings = [
    ['name', before.app.name, after.app.name],
    ['time zone', before.app.tz, after.app.tz],
  ] as const
  const [was, is] = [before.app.id, after.app.id]
  const parts = [
    ['the history of the app', JSON.stringify(before.history) !== JSON.stringify(after.history)],
    ['the session', sessionOf(before) !== sessionOf(after)],
  ] as const
  return [
    ...(was === is ? [] : [difference('app_id_changed', app, { was, is })]),
    ...settings.flatMap(([setting, old, now]) =>
      old === now ? [] : [difference('app_setting_changed', app, { setting, was: old, is: now })],
    ),
    ...parts.flatMap(([name, isChanged]) => (isChanged ? [difference('part_changed', { ...app, name }, {})] : [])),
  ]
}

/** The fields of a session with their defaults; what it writes is the actions' matter. */
function sessionOf({ session }: AppModel): string {
  if (session === null) return 'null'
  const defaults = new Map(session.defaults.map(({ name, value }) => [name, value]))
  return JSON.stringify(session.shape.fields.map(({ name, type }) => [name, type, defaults.get(name) ?? null]))
}
