import { nestedShapeName, shapeName } from './identifier.js'
import type { ObjectShape, ValueType } from './value-type.js'

/** A signal that exists in every app without being declared: nobody but the runtime emits it, and anybody may listen. */
export interface StandardSignal {
  readonly id: string
  readonly version: number
  readonly payload: ObjectShape
}

const text: ValueType = { kind: 'scalar', scalar: 'text', nullable: false }

function oneOf(...values: readonly string[]): ValueType {
  return { kind: 'enum', values, nullable: false }
}

function closed(name: string, members: Readonly<Record<string, ValueType>>): ObjectShape {
  const names = Object.keys(members).sort()
  return { name, fields: names.map((member) => ({ name: member, required: true, type: members[member] ?? text })) }
}

const id = 'guard.violated'
const payloadName = shapeName('payload', id)
const guardedKinds = oneOf('collection', 'action', 'signal', 'flow', 'projection', 'scenario')

/** What a broken rule leaves where its policy is `emit_violation`. */
export const guardViolated: StandardSignal = {
  id,
  version: 1,
  payload: closed(payloadName, {
    contextSnapshotRef: text,
    description: text,
    guardId: text,
    guardTier: oneOf('structural', 'semantic'),
    policyApplied: oneOf('emit_violation'),
    primitiveId: text,
    primitiveKind: guardedKinds,
    sourceRef: {
      kind: 'object',
      shape: closed(nestedShapeName(payloadName, 'sourceRef'), {
        path: text,
        primitiveId: text,
        primitiveKind: guardedKinds,
      }),
      nullable: false,
    },
  }),
}

/** The signals that the runtime emits by itself, by id: flows, timelines and screens may list them. */
export const standardSignals: ReadonlyMap<string, StandardSignal> = new Map([[guardViolated.id, guardViolated]])
