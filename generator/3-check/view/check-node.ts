import type { CheckedNode } from '../../artifact/checked-views.js'
import { nestedShapeName, viewTypeName } from '../../artifact/identifier.js'
import type { Text } from '../../artifact/node.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import type { PropModel } from '../../artifact/views-model.js'
import type { ViewNodeSyntax } from '../../artifact/views-syntax.js'
import { diagnostic } from '../../diagnostic/diagnostic.js'
import { suggestName } from '../../diagnostic/suggest.js'
import { type Context, within } from '../expression/scope.js'
import { findSessionPath } from '../session/find-session-path.js'
import { checkTemplate } from '../template/check-template.js'
import { nameShapes, shapeOfMembers } from '../template/template-type.js'
import { withNull } from '../type/nullable.js'
import { canFail } from './can-fail.js'
import { checkInteraction } from './check-interaction.js'
import { checkProp } from './check-prop.js'
import { scopeOfView, type View } from './view-scope.js'
import type { ViewSurroundings } from './view-surroundings.js'

type NodeParts = Pick<
  CheckedNode,
  'at' | 'id' | 'type' | 'props' | 'shape' | 'visible' | 'statePath' | 'interactions' | 'children'
>

/** Checks a node against what one screen, or all that show it, have. */
export function checkNode(node: ViewNodeSyntax, path: string, view: View, around: ViewSurroundings): NodeParts {
  const context = { scope: scopeOfView(view), path: `${path}.props`, found: around.found }
  const own = node.props.map(({ name, value }) => checkProp(name.text, value, within(context, name.text)))
  const props = node.statePath === null ? own : [...own, pathProp(node.statePath)]
  if (node.statePath !== null) reportStatePath(node.statePath, within(context, 'statePath'), around)
  return {
    at: node.id.at,
    id: node.id.text,
    type: node.type.text,
    props,
    shape: shapeOfProps(node.id.text, props),
    visible: node.visible && checkTemplate(node.visible, null, within(context, 'visible')),
    statePath: node.statePath?.text ?? null,
    interactions: node.interactions.map((entry) =>
      checkInteraction(entry, { view, path: `${context.path}.interactions.${entry.name.text}` }, around),
    ),
    children: node.children.map(({ text }) => text),
  }
}

/** The renderer learns the path, too: it is what a change of the node is for. */
function pathProp({ text }: Text): PropModel {
  const type = { kind: 'enum', values: [text], nullable: false } as const
  return { name: 'statePath', value: { kind: 'literal', type, value: text }, isStatic: true }
}

function reportStatePath(path: Text, { path: place, found }: Context, { declarations }: ViewSurroundings): void {
  const known = findSessionPath(declarations.session, path)
  if (known.ok) return
  const extras = { path: place, ...suggestName(path, known.names) }
  found.push(diagnostic('view_node_contract_error', path.at, { problem: known.problem }, extras))
}

/** What the rendered node's props are: one that can fail is null where it does. */
function shapeOfProps(id: string, props: readonly PropModel[]): ObjectShape {
  const name = nestedShapeName(viewTypeName('node', id), 'props')
  const members = props.map(({ name: prop, value, isStatic }) => ({
    name: prop,
    value: { type: !isStatic && canFail(value) ? withNull(value.type) : value.type },
  }))
  const named = nameShapes({ kind: 'object', shape: shapeOfMembers(members), nullable: false }, name)
  return named.kind === 'object' ? named.shape : { name, fields: [] }
}
