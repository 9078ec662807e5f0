import type { Json, JsonObject } from '../../../src/contract/json.js'
import type { AppModel } from '../../artifact/app-model.js'
import { viewTypeName } from '../../artifact/identifier.js'
import type { ObjectShape } from '../../artifact/value-type.js'
import type { NodeModel, ScreenModel } from '../../artifact/views-model.js'

/** The named schemas of a document. */
export interface NamedSchemas {
  refer(shape: ObjectShape): JsonObject
  /** Names a schema, the first time that it is asked for, and refers to it. */
  define(name: string, schema: () => JsonObject): JsonObject
}

/** What the screens of an app are rendered to, by screen. */
export function screenSchemas({ views }: AppModel, schemas: NamedSchemas): ReadonlyMap<string, JsonObject> {
  const nodes = new Map<string, JsonObject>()
  // Each stands behind those within it.
  for (const node of views.nodes) {
    const name = viewTypeName('node', node.id)
    nodes.set(
      node.id,
      schemas.define(name, () => nodeSchema(node, nodes, schemas)),
    )
  }
  return new Map(
    views.screens.map((screen) => [
      screen.id,
      schemas.define(viewTypeName('screen', screen.id), () => screenSchema(screen, nodes, schemas)),
    ]),
  )
}

function nodeSchema(node: NodeModel, nodes: ReadonlyMap<string, JsonObject>, { refer }: NamedSchemas): JsonObject {
  const { id, type, shape, children, interactions } = node
  const intents = interactions.map((interaction) => {
    const { kind, entrypoint } = interaction
    const dispatch = closed({ entrypointKind: { const: kind }, entrypointId: { const: entrypoint }, input: {} })
    return [interaction.id, { allOf: [tenonInteraction, { properties: { dispatch } }] }] as const
  })
  return closed({
    id: { const: id },
    type: { const: type },
    props: refer(shape),
    children: listOf(children, nodes),
    interactions: closed(Object.fromEntries(intents)),
  })
}

function screenSchema(
  screen: ScreenModel,
  nodes: ReadonlyMap<string, JsonObject>,
  { refer }: NamedSchemas,
): JsonObject {
  const { id, rootNodes, mayHide, scope } = screen
  return closed({
    screen: { const: id },
    tree: listOf(rootNodes, nodes),
    hidden: mayHide.length === 0 ? { type: 'array', maxItems: 0 } : { type: 'array', items: { enum: mayHide } },
    data_meta: closed(Object.fromEntries(scope.slots.map(({ name, meta }) => [name, refer(meta)]))),
    diagnostics: { type: 'array', items: { $ref: '#/components/schemas/Tenon.RenderDiagnostic' } },
  })
}

function listOf(ids: readonly string[], nodes: ReadonlyMap<string, JsonObject>): JsonObject {
  const items = [...new Set(ids)].flatMap((id) => nodes.get(id) ?? [])
  const [only] = items
  if (only === undefined) return { type: 'array', maxItems: 0 }
  return { type: 'array', items: items.length === 1 ? only : { anyOf: items } }
}

function closed(properties: Readonly<Record<string, Json>>): JsonObject {
  const required = Object.keys(properties).sort()
  return { type: 'object', properties, additionalProperties: false, ...(required.length === 0 ? {} : { required }) }
}

const text = { type: 'string' }
const tenonInteraction = { $ref: '#/components/schemas/Tenon.Interaction' }

/** The parts of every rendered screen. */
export const screenParts: Readonly<Record<string, JsonObject>> = {
  'Tenon.Interaction': closed({
    label: {},
    trigger: text,
    optimistic: { anyOf: [closed({ pendingText: {} }), { type: 'null' }] },
    dispatch: closed({
      entrypointKind: { enum: ['query', 'mutation', 'route'] },
      entrypointId: text,
      input: {},
    }),
  }),
  'Tenon.RenderDiagnostic': closed({
    code: text,
    message: text,
    node: { anyOf: [text, { type: 'null' }] },
    path: text,
  }),
}
