import { describeType } from '../3-check/type/describe-type.js'
import type { AppModel, CollectionModel, SignalModel } from '../artifact/app-model.js'
import { compareWhole } from './compare-parts.js'
import { changeOf, compareOutputShapes } from './compare-values.js'
import { type Difference, difference, type Subject } from './difference.js'
import { pairById, pairDeclared, subjectOf } from './pair.js'

/** Signals, which others listen to, and collections, of which there are stored records. */
export function compareRecords(before: AppModel, after: AppModel): readonly Difference[] {
  const signals = pairDeclared(before.signals, after.signals)
  const collections = pairDeclared(before.collections, after.collections)
  return [
    ...signals.gone.map((one) => difference('signal_removed', subjectOf('signal', one, null), {})),
    ...signals.fresh.map((one) => difference('signal_added', subjectOf('signal', null, one), {})),
    ...signals.kept.flatMap(([was, is]) => compareSignals(was, is)),
    ...collections.gone.map((one) => difference('collection_removed', subjectOf('collection', one, null), {})),
    ...collections.fresh.map((one) => difference('collection_added', subjectOf('collection', null, one), {})),
    ...collections.kept.flatMap(([was, is]) => compareCollections(was, is)),
  ]
}

function compareSignals(was: SignalModel, is: SignalModel): readonly Difference[] {
  const subject = subjectOf('signal', was, is)
  const isOtherKey = JSON.stringify(was.eventKey) !== JSON.stringify(is.eventKey)
  const told = [
    ...compareOutputShapes(was.payload, is.payload, { ...subject, name: `the payload of ${subject.name}` }),
    ...(was.version === is.version
      ? []
      : [difference('signal_version_changed', subject, { was: was.version, is: is.version })]),
    ...(isOtherKey ? [difference('signal_key_changed', subject, {})] : []),
  ]
  return compareWhole(told, [was.migrations, is.migrations], subject)
}

/** As the stores see it when they start: they add what is new, and refuse what stored records do not fit. */
function compareCollections(was: CollectionModel, is: CollectionModel): readonly Difference[] {
  const subject = subjectOf('collection', was, is)
  const { gone, fresh, kept } = pairById(was.record.fields, is.record.fields, ({ name }) => name)
  return [
    ...gone.map(({ name }) => difference('stored_field_removed', subject, { path: name })),
    ...fresh.map(({ name, required }) =>
      difference(required ? 'stored_field_required' : 'stored_field_added', subject, { path: name }),
    ),
    ...kept.flatMap(([old, now]) => [
      ...compareNeed(old, now, subject),
      ...compareStored(old, now, { subject, columns: [columnOf(was, now.name), columnOf(is, now.name)] }),
    ]),
  ]
}

function compareNeed(was: Field, is: Field, subject: Subject): readonly Difference[] {
  if (was.required === is.required) return []
  return [difference(is.required ? 'stored_field_required' : 'stored_field_optional', subject, { path: is.name })]
}

type Field = CollectionModel['record']['fields'][number]

function compareStored(
  was: Field,
  is: Field,
  { subject, columns: [old, now] }: { readonly subject: Subject; readonly columns: readonly [string, string] },
): readonly Difference[] {
  if (old !== now) return [difference('stored_field_retyped', subject, { path: is.name, was: old, is: now })]
  const change = changeOf(withNull(was), withNull(is))
  if (change === null) return []
  const values = { path: is.name, was: describeType(was.type), is: describeType(is.type) }
  return [difference(change === 'widened' ? 'stored_field_changed' : 'stored_field_narrowed', subject, values)]
}

/** Whether a field may be null is told by itself. */
function withNull({ type }: Field): Field['type'] {
  return 'nullable' in type ? { ...type, nullable: true } : type
}

function columnOf({ columns }: CollectionModel, field: string): string {
  return columns.find(({ name }) => name === field)?.type ?? 'nothing'
}
