import { list, mapOf, mapping, onceEach, text, words } from './make-shape.js'
import { type MappingShape, optional, required, type Shape } from './shape.js'

const template: Shape = { kind: 'template', form: 'any' }
const nodeIds = list('node ids', text('filled'))

const dispatchShape = mapping('the dispatch of an interaction', {
  entrypointKind: required(words('query', 'mutation', 'route'), 'The kind of entrypoint that is called.'),
  entrypointId: required(text('filled'), 'The entrypoint that is called.'),
  input: optional({ kind: 'template', form: 'event' }, 'What it is called with; { $from: row.id } reads the event.'),
})

const interactionShape = mapping('an interaction', {
  trigger: required(text('filled'), 'What sets it off, in the words of the renderer.'),
  label: optional(template, 'What people read.'),
  dispatch: required(dispatchShape, 'What it calls.'),
  optimistic: optional(
    mapping('what an interaction shows meanwhile', { pendingText: optional(template, 'What people read until then.') }),
    'What is shown until the answer is there.',
  ),
})

/** Whatever a renderer knows, and three props that mean the same to all of them. */
const propsShape: MappingShape = {
  ...mapping('the props of a node', {
    visible: optional(template, 'The node is shown when this is truthy; always where it is absent.'),
    statePath: optional(text('filled'), 'The path of the session that the node writes.'),
    interactions: optional(mapOf('interactions', 'id', interactionShape), 'What can be done with the node.'),
  }),
  rest: template,
}

const nodeShape = mapping('a node', {
  id: required(text('id'), 'The name of the node.'),
  type: required(text('filled'), 'What a renderer shows it as.'),
  props: optional(propsShape, 'What the renderer is told.'),
  children: optional(nodeIds, 'The nodes within it, in order.'),
})

const slotShape = mapping('a slot of a screen', {
  query: required(text('filled'), 'The query that fills it.'),
  refresh_on_signals: optional(onceEach(list('signals', text('filled'))), 'The signals after which it is asked again.'),
  args: optional({ kind: 'template', form: 'arguments' }, 'The input of the query.'),
})

const screenShape = mapping('a screen', {
  id: required(text('id'), 'The name of the screen.'),
  data: optional(mapOf('slots', 'word', slotShape), 'The queries that it shows, in order.'),
  root_nodes: optional(nodeIds, 'The outermost nodes, in order.'),
})

export const viewsShape: MappingShape = mapping('the views section', {
  nodes: optional(list('nodes', nodeShape), 'What screens are made of.'),
  screens: optional(list('screens', screenShape), 'What routes render.'),
})
