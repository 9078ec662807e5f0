import type { CheckedProjection, CheckedSpec, CheckedStep } from '../../artifact/checked-app.js'
import type { DeclarationKind } from '../../artifact/identifier.js'
import { viewTypeName } from '../../artifact/identifier.js'
import type { ObjectShape, ValueType } from '../../artifact/value-type.js'
import { typeOfShape } from '../expression/scope.js'
import type { OwnedType } from './find-identifier-collisions.js'

/** The types that `contracts.ts` may have to declare, each with what it belongs to. */
export function listOwnedTypes(
  spec: Omit<CheckedSpec, 'json' | 'app' | 'history' | 'access' | 'portFacts' | 'requirements'>,
): readonly OwnedType[] {
  const callables = [
    ...spec.capabilities.map((one) => ({ ...one, kind: 'capability' as const })),
    ...spec.ports.map((one) => ({ ...one, kind: 'port' as const })),
  ]
  return [
    ...spec.collections.map(({ id, record }) => owned('collection', id, record)),
    ...spec.signals.map(({ id, payload }) => owned('signal', id, payload)),
    ...callables.flatMap(({ kind, id, input, output }) => [owned(kind, id, input), owned(kind, id, output)]),
    ...spec.actions.flatMap(({ id, input, output, steps }) =>
      [typeOfShape(input), output, ...listResults(steps)].map((type) => ({ kind: 'action' as const, id, type })),
    ),
    ...spec.flows.flatMap(({ id, payload, state, steps }) =>
      [typeOfShape(payload), typeOfShape(state), ...listResults(steps)].map((type) => ({
        kind: 'flow' as const,
        id,
        type,
      })),
    ),
    ...spec.projections.flatMap(listRows),
    ...firstOfEach(spec.queries).map(({ id, input }) => owned('query', id, input)),
    ...firstOfEach(spec.mutations).map(({ id, input }) => owned('mutation', id, input)),
    ...firstOfEach(spec.routes).map(({ id, input }) => owned('route', id, input)),
    ...firstOfEach(spec.views.nodes).flatMap(({ id, shape }) => [
      owned('node', id, shape),
      owned('node', id, { name: viewTypeName('node', id), fields: [] }),
    ]),
    ...firstOfEach(spec.views.screens).map(({ id }) =>
      owned('screen', id, { name: viewTypeName('screen', id), fields: [] }),
    ),
    ...(spec.session === null
      ? []
      : [spec.session.shape, spec.session.read].map((shape) => owned('session', 'session', shape))),
  ]
}

function listRows(projection: CheckedProjection): readonly OwnedType[] {
  const { id, row } = projection
  const rows = owned('projection', id, row)
  return projection.strategy === 'timeline' ? [rows, owned('projection', id, projection.payload)] : [rows]
}

function owned(kind: DeclarationKind, id: string, shape: ObjectShape): OwnedType {
  return { kind, id, type: typeOfShape(shape) }
}

/** An id that is declared twice has been reported; that its types have one name as well is no second mistake. */
function firstOfEach<Thing extends { readonly id: string }>(things: readonly Thing[]): readonly Thing[] {
  const seen = new Set<string>()
  return things.filter(({ id }) => !seen.has(id) && seen.add(id))
}

function listResults(steps: readonly CheckedStep[]): readonly ValueType[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return [...listResults(step.then), ...listResults(step.else)]
    return step.kind === 'set' || step.result === null ? [] : [step.result.type]
  })
}
