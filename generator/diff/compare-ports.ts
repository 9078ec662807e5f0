import type { AppModel, PortModel } from '../artifact/app-model.js'
import { changeOf } from './compare-values.js'
import { type Difference, difference } from './difference.js'
import { pairDeclared, subjectOf } from './pair.js'

/** The ports that the app calls: what modules and hosts that serve them were written for. */
export function comparePorts(before: AppModel, after: AppModel): readonly Difference[] {
  const { gone, fresh, kept } = pairDeclared(before.ports, after.ports)
  return [
    ...gone.map((port) => difference('port_removed', subjectOf('port', port, null), {})),
    ...fresh.map((port) => difference('port_added', subjectOf('port', null, port), {})),
    ...kept.flatMap(([was, is]) => compareContracts(was, is)),
    ...compareDelegations(before, after),
  ]
}

function compareContracts(was: PortModel, is: PortModel): readonly Difference[] {
  const subject = subjectOf('port', was, is)
  const [old, now] = [was.effects.join(', '), is.effects.join(', ')]
  const effects = old === now ? [] : [difference('port_effects_changed', subject, { was: old, is: now })]
  if (was.version !== is.version)
    return [difference('port_version_changed', subject, { was: was.version, is: is.version }), ...effects]
  const parts = (['input', 'output'] as const).filter((part) => isChanged(was[part], is[part]))
  return [...parts.map((part) => difference('port_contract_changed', subject, { part })), ...effects]
}

function isChanged(was: PortModel['input'], is: PortModel['input']): boolean {
  const type = (shape: PortModel['input']) => ({ kind: 'object', shape, nullable: false }) as const
  return changeOf(type(was), type(is)) !== null
}

function compareDelegations(before: AppModel, after: AppModel): readonly Difference[] {
  const delegated = ({ requirements, ports }: AppModel) =>
    requirements
      .filter(({ mode }) => mode === 'delegated')
      .map(({ portId }) => ({ id: portId, origin: ports.find(({ id }) => id === portId)?.origin ?? null }))
  const { gone, fresh } = pairDeclared(delegated(before), delegated(after))
  return [
    ...gone.map((port) => difference('delegation_removed', subjectOf('port', port, null), {})),
    ...fresh.map((port) => difference('delegation_added', subjectOf('port', null, port), {})),
  ]
}
