import type { AppModel, StepModel } from '../../artifact/app-model.js'
import type { Requirement } from './requirement-graph.js'

/** What the declarations of an app spec name of each other, and the ports that their steps call. */
export function requirementsOfApp(model: AppModel): readonly Requirement[] {
  const { queries, mutations, routes, flows, actions, capabilities } = model
  return [
    ...queries.map(({ id, projection, origin }) => link(`query ${id}`, `projection ${projection}`, origin)),
    ...mutations.map(({ id, action, origin }) => link(`mutation ${id}`, `action ${action}`, origin)),
    ...routes.map(({ id, screen, origin }) => link(`route ${id}`, `screen ${screen}`, origin)),
    ...requirementsOfScreens(model),
    ...flows.flatMap(({ id, steps }) => requirementsOfSteps(`flow ${id}`, steps)),
    ...actions.flatMap(({ id, steps, emits }) => [
      ...requirementsOfSteps(`action ${id}`, steps),
      ...emits.map(({ signal, origin }) => link(`action ${id}`, `signal ${signal}`, origin)),
    ]),
    ...capabilities.flatMap(({ id, steps }) => requirementsOfSteps(`capability ${id}`, steps)),
  ]
}

function link(from: string, to: string, at: string): Requirement {
  return { from, to, at }
}

function requirementsOfScreens({ views }: AppModel): readonly Requirement[] {
  const shown = new Map(views.nodes.map((node) => [node.id, node]))
  const ofScreens = views.screens.flatMap(({ id, origin, slots, rootNodes }) => [
    ...slots.map((slot) => link(`screen ${id}`, `query ${slot.query}`, slot.origin)),
    ...rootNodes.map((node) => link(`screen ${id}`, `node ${node}`, origin)),
  ])
  const ofNodes = [...shown.values()].flatMap(({ id, origin, children, interactions }) => [
    ...children.map((child) => link(`node ${id}`, `node ${child}`, origin)),
    ...interactions.map((one) => link(`node ${id}`, `${one.kind} ${one.entrypoint}`, one.origin)),
  ])
  return [...ofScreens, ...ofNodes]
}

function requirementsOfSteps(from: string, steps: readonly StepModel[]): readonly Requirement[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return requirementsOfSteps(from, [...step.then, ...step.else])
    return step.kind === 'call' ? [link(from, targetOf(step), step.origin)] : []
  })
}

const portOf = {
  read: 'collections.read',
  write: 'collections.write',
  'session-read': 'session.read',
  'session-write': 'session.write',
} as const

function targetOf({ target }: StepModel & { readonly kind: 'call' }): string {
  return 'id' in target ? `${target.kind} ${target.id}` : `port ${portOf[target.kind]}`
}
