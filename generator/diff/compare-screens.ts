import type { AppModel } from '../artifact/app-model.js'
import type { ObjectShape } from '../artifact/value-type.js'
import type { NodeModel, ScreenModel } from '../artifact/views-model.js'
import { compareWhole } from './compare-parts.js'
import { compareOutputShapes } from './compare-values.js'
import { type Difference, difference } from './difference.js'
import { loosenConstants } from './loosen-constants.js'
import { pairById, pairDeclared, subjectOf } from './pair.js'

/** What routes show: the nodes of each screen, with their props and interactions. */
export function compareScreens(before: AppModel, after: AppModel): readonly Difference[] {
  const screens = pairDeclared(before.views.screens, after.views.screens)
  const nodes = pairDeclared(before.views.nodes, after.views.nodes)
  return [
    ...screens.gone.map((screen) => difference('part_removed', subjectOf('screen', screen, null), {})),
    ...screens.fresh.map((screen) => difference('part_added', subjectOf('screen', null, screen), {})),
    ...screens.kept.flatMap(([was, is]) => compareShown([was, before], [is, after])),
    ...nodes.kept.flatMap(([was, is]) => compareNodes(was, is)),
  ]
}

type Shown = readonly [screen: ScreenModel, model: AppModel]

function compareShown([was, before]: Shown, [is, after]: Shown): readonly Difference[] {
  const { gone, fresh } = pairById(shownBy(was, before), shownBy(is, after), (id) => id)
  const subject = subjectOf('screen', was, is)
  const hidden = pairById(was.mayHide, is.mayHide, (id) => id)
  const told = [
    ...gone.map((node) => difference('node_removed', subject, { node })),
    ...fresh.map((node) => difference('node_added', subject, { node })),
    ...hidden.fresh
      .filter((node) => !fresh.includes(node))
      .map((node) => difference('node_may_be_hidden', subject, { node })),
    ...hidden.gone
      .filter((node) => !gone.includes(node))
      .map((node) => difference('node_never_hidden', subject, { node })),
    ...compareOutputShapes(rowsShownBy(was), rowsShownBy(is), { ...subject, name: `data_meta of ${subject.name}` }),
  ]
  return compareWhole(told, [partsOf(was), partsOf(is)], subject)
}

/** What a rendered screen says of the rows that it was made of. */
function rowsShownBy({ id, scope }: ScreenModel): ObjectShape {
  const fields = scope.slots.map(({ name, meta }) => ({
    name,
    required: true,
    type: { kind: 'object', shape: meta, nullable: false } as const,
  }))
  return { name: id, fields }
}

function partsOf({ slots, rootNodes }: ScreenModel): unknown {
  return [slots, rootNodes]
}

function shownBy({ rootNodes }: ScreenModel, { views }: AppModel): readonly string[] {
  const children = new Map(views.nodes.map((node) => [node.id, node.children]))
  const shown = new Set(rootNodes)
  for (const id of shown) for (const child of children.get(id) ?? []) shown.add(child)
  return [...shown]
}

function compareNodes(was: NodeModel, is: NodeModel): readonly Difference[] {
  const subject = subjectOf('node', was, is)
  const { gone, fresh, kept } = pairDeclared(was.interactions, is.interactions)
  const target = ({ kind, entrypoint }: NodeModel['interactions'][number]): string => `${kind} "${entrypoint}"`
  const told = [
    ...(was.type === is.type ? [] : [difference('node_type_changed', subject, { was: was.type, is: is.type })]),
    ...compareOutputShapes(propsOf(was), propsOf(is), { ...subject, name: `the props of ${subject.name}` }),
    ...gone.map(({ id }) => difference('interaction_removed', subject, { interaction: id })),
    ...fresh.map(({ id }) => difference('interaction_added', subject, { interaction: id })),
    ...kept.flatMap(([old, now]) =>
      target(old) === target(now)
        ? []
        : [difference('interaction_changed', subject, { interaction: now.id, was: target(old), is: target(now) })],
    ),
  ]
  return compareWhole(told, [saidBy(was), saidBy(is)], subject)
}

/** What a node always says is for people to read: one word for another there breaks nobody who calls. */
function propsOf({ shape, props }: NodeModel): ObjectShape {
  const constants = new Set(props.flatMap(({ name, isStatic }) => (isStatic ? [name] : [])))
  const fields = shape.fields.map((field) =>
    constants.has(field.name) ? { ...field, type: loosenConstants(field.type) } : field,
  )
  return { ...shape, fields }
}

function saidBy({ props, statePath, interactions, children, visible }: NodeModel): unknown {
  return [props, statePath, interactions, children, visible]
}
