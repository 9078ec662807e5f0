import { type EffectKind, effectKinds } from '../../../src/contract/effect.js'
import type { HistoryPolicy } from '../../../src/contract/history.js'
import type {
  ActionSyntax,
  CapabilitySyntax,
  CollectionSyntax,
  FieldMap,
  HistorySyntax,
  SpecSyntax,
} from '../../artifact/documents.js'
import type { FlowSyntax } from '../../artifact/flow-syntax.js'
import { shapeName } from '../../artifact/identifier.js'
import type { Entry, Text } from '../../artifact/node.js'
import { standardPorts } from '../../artifact/standard-ports.js'
import type { ObjectShape, ShapeField } from '../../artifact/value-type.js'
import { declareSession } from '../session/declared-session.js'
import { withNull } from '../type/nullable.js'
import { readDuration } from '../type/read-duration.js'
import { recordShapeOf, shapeOf } from '../type/shape-of.js'
import {
  builtInRoles,
  type Callable,
  type Declarations,
  type DeclaredAction,
  type DeclaredCollection,
  type DeclaredFlow,
  type DeclaredSignal,
} from './declarations.js'
import { listCalls } from './list-calls.js'

/** Gathers what a spec declares. What is wrong with a declaration is found elsewhere; here the first of an id counts. */
export function gatherDeclarations(spec: SpecSyntax): Declarations {
  const callables: Callable[] = [
    ...[...standardPorts.values()].map((port) => ({ ...port, kind: 'port' as const, at: null })),
    ...spec.capabilities.map(declareCapability),
    ...spec.actions.map(declareAction),
  ]
  const byId = firstById(callables)
  return {
    collections: firstById(spec.collections.map(declareCollection)),
    signals: firstById(
      spec.signals.map(
        ({ name, value }): DeclaredSignal => ({
          ...place(name, `domain.signals.custom.${name.text}`),
          syntax: value,
          payload: shapeOf(value.payload, shapeName('payload', name.text)),
        }),
      ),
    ),
    callables: byId,
    shadowed: new Set(spec.actions.map(({ name }) => name.text).filter((id) => byId.get(id)?.kind !== 'action')),
    projections: firstById(
      spec.projections.map(({ name, value }) => ({
        ...place(name, `domain.projections.${name.text}`),
        syntax: value,
      })),
    ),
    flows: firstById(spec.flows.map(declareFlow)),
    history: declareHistory(spec.app.history),
    session: declareSession(spec.session),
    scenarios: spec.scenarios,
    roles: new Set([...builtInRoles, ...spec.access.roles.map(({ name }) => name.text)]),
  }
}

function declareHistory(history: HistorySyntax | null): HistoryPolicy | null {
  if (history?.enabled !== true) return null
  return { retentionMs: history.retention && readDuration(history.retention.text) }
}

function firstById<Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> {
  const byId = new Map<string, Thing>()
  for (const thing of things) if (!byId.has(thing.id)) byId.set(thing.id, thing)
  return byId
}

function place(name: Text, path: string): { id: string; at: Text['at']; path: string } {
  return { id: name.text, at: name.at, path }
}

const keyField: ShapeField = { name: 'id', required: true, type: { kind: 'scalar', scalar: 'id', nullable: false } }

/** The key is a field of every record, whether it is written out or not. */
function declareCollection({ name, value }: Entry<CollectionSyntax>): DeclaredCollection {
  const declared = recordShapeOf(value.fields, shapeName('record', name.text))
  const others = declared.fields.filter((field) => field.name !== 'id')
  const fields = [...others, keyField].sort((left, right) => (left.name < right.name ? -1 : 1))
  const record = { ...declared, fields }
  const type = { kind: 'object', shape: record, nullable: true } as const
  const read: ObjectShape = {
    name: shapeName('read', name.text),
    complete: true,
    fields: [{ name: 'record', required: false, type }],
  }
  return { ...place(name, `domain.collections.${name.text}`), syntax: value, record, read }
}

function declareCapability({ name, value }: Entry<CapabilitySyntax>): Callable {
  const { id, at, path } = place(name, `domain.capabilities.${name.text}`)
  const [input, output] = contractShapes(id, value.in, value.out)
  if (value.kind === 'local') return { kind: 'capability', id, at, path, syntax: value, input, output }
  const effects: readonly EffectKind[] = value.effects === null ? ['network'] : effectsOf(value.effects)
  return { kind: 'port', id, at, version: value.version?.text ?? '1.0.0', effects, input, output }
}

function contractShapes(id: string, input: FieldMap, output: FieldMap): readonly [ObjectShape, ObjectShape] {
  return [shapeOf(input, shapeName('input', id)), shapeOf(output, shapeName('output', id))]
}

function declareAction({ name, value }: Entry<ActionSyntax>): DeclaredAction {
  const { id, at, path } = place(name, `domain.actions.${name.text}`)
  const filled = new Set(value.defaults.map((entry) => entry.name.text))
  const input = shapeOf(value.in, shapeName('input', id))
  const calls = listCalls(value.do, `${path}.do`)
  return { kind: 'action', id, at, path, syntax: value, effects: effectsOf(value.effects), input, filled, calls }
}

function declareFlow({ name, value }: Entry<FlowSyntax>): DeclaredFlow {
  const { id, at, path } = place(name, `domain.flows.${name.text}`)
  const state = recordShapeOf(value.state, shapeName('flow-state', id))
  // A member that is wrongly required has been reported: nothing else is to follow from that.
  const fields = state.fields.map((field) => ({ ...field, required: false, type: withNull(field.type) }))
  return { id, at, path, syntax: value, state: { ...state, fields }, calls: listCalls(value.steps, `${path}.steps`) }
}

function effectsOf(words: readonly Text[]): readonly EffectKind[] {
  return effectKinds.filter((kind) => words.some(({ text }) => text === kind))
}
